import { randomUUID } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";

/** Writes a file so that a reader sees the old content or the new one, never a part: a temporary file, then a rename. */
export function writeFileAtomic(path: string, content: string | Uint8Array): void {
	const temporary = `${path}.tmp-${randomUUID()}`;
	try {
		writeFileSync(temporary, content, { flag: "wx" });
		renameSync(temporary, path);
	} catch (error) {
		rmSync(temporary, { force: true });
		throw error;
	}
}
