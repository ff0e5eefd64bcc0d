import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filePieces } from "../../scripts/lib/file-pieces.ts";
import { sha256, sha256OfFile } from "../../scripts/lib/hash.ts";
import { temporaryFolder } from "../support.ts";

const MEGABYTE = 1 << 20;

test.each([
	[0, []],
	[1, [1]],
	[MEGABYTE - 1, [MEGABYTE - 1]],
	[MEGABYTE, [MEGABYTE]],
	[MEGABYTE + 1, [MEGABYTE, 1]],
	[2 * MEGABYTE, [MEGABYTE, MEGABYTE]],
])("a file of %i bytes is read a megabyte at a time, and hashed as a whole", (size, lengths) => {
	const path = join(temporaryFolder(), "file");
	const bytes = Buffer.alloc(size, "0123456789a");
	writeFileSync(path, bytes);
	expect([...filePieces(path)].map(({ length }) => length)).toEqual(lengths);
	expect(sha256OfFile(path)).toBe(sha256(bytes));
});
