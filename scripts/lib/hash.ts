import { createHash } from "node:crypto";
import { filePieces } from "./file-pieces.ts";

/** SHA-256 of a text (as UTF-8) or bytes, in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
	return createHash("sha256").update(content).digest("hex");
}

/** SHA-256 of a file, as above. Throws as `node:fs` does. */
export function sha256OfFile(path: string): string {
	const hash = createHash("sha256");
	for (const piece of filePieces(path)) hash.update(piece);
	return hash.digest("hex");
}
