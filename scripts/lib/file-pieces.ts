import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Most bytes that are read at a time. */
const READ_AT_ONCE = 1 << 20;

/** Yields the content of a file, which may be larger than what is to be held. A piece lasts until the next is asked for. */
export function* filePieces(path: string): Generator<Buffer> {
	const handle = openSync(path, "r");
	try {
		// A byte at least: a file that is empty, or says so, is read until it ends, too.
		const buffer = Buffer.allocUnsafe(Math.min(READ_AT_ONCE, fstatSync(handle).size || 1));
		for (let length = readSync(handle, buffer); length > 0; length = readSync(handle, buffer)) {
			yield buffer.subarray(0, length);
		}
	} finally {
		closeSync(handle);
	}
}
