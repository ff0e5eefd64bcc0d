import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withTemporary } from "./temporary.ts";

/** Writes a file so that a reader sees the old content or the new one, never a part: a temporary file, then a rename. */
export function writeFileAtomic(root: string, path: string, content: string | Uint8Array): void {
	withTemporary(root, path, (folder) => {
		const temporary = join(folder, "file");
		writeFileSync(temporary, content, { flag: "wx" });
		renameSync(temporary, path);
	});
}
