import { createHash } from "node:crypto";
import { closeSync, copyFileSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { byCodeUnit } from "../lib/order.ts";
import { SUMS, sumsText } from "../lib/sums.ts";
import { clearTemporary, replaceFolderBy, withTemporary } from "../lib/temporary.ts";
import type { Artifact } from "./artifact.ts";
import { assertReplaceable, targetOf } from "./replaceable.ts";

/** A file as it was written. */
export interface Written {
	readonly path: string;
	readonly bytes: number;
	readonly sha256: string;
}

/**
 * Writes artifacts and SHA256SUMS to a new folder that takes the place of `out`. Throws TargetError when `out` holds
 * anything but what an earlier build wrote.
 */
export function writeArtifacts(root: string, out: string, artifacts: Iterable<Artifact>): Written[] {
	return replaceFolder(root, out, (fresh, scratch) => {
		const byPath = new Map<string, Written>();
		const all = [...artifacts];
		for (const artifact of all) artifact.begin?.();
		for (const artifact of all) {
			byPath.set(artifact.path, copyOf(fresh, artifact, byPath) ?? writeOne(fresh, artifact, scratch));
		}
		const written = [...byPath.values()].sort((a, b) => byCodeUnit(a.path, b.path));
		const sums = sumsText(written);
		written.push(writeOne(fresh, { path: SUMS, pieces: () => [sums] }, scratch));
		return written;
	});
}

/**
 * Has a new folder filled, then puts it in the place of `out`, or of what `out` is a link to. Whatever interrupts it, a
 * validation error included, leaves the old folder as it was. Throws TargetError when `out` holds anything but what an
 * earlier build wrote, which is not ours to replace. `fill` gets the new folder and one for temporary files.
 */
export function replaceFolder<T>(root: string, out: string, fill: (fresh: string, scratch: string) => T): T {
	const target = targetOf(out);
	// Put back first, so that what is looked at is what was there.
	clearTemporary(root, target);
	assertReplaceable(target, out);
	mkdirSync(dirname(target), { recursive: true });
	return withTemporary(root, target, (temporary) => {
		const [fresh, scratch] = [join(temporary, "new"), join(temporary, "scratch")];
		for (const folder of [fresh, scratch]) mkdirSync(folder);
		const filled = fill(fresh, scratch);
		replaceFolderBy(fresh, target, temporary);
		return filled;
	});
}

/** An artifact with the content of one that was written before; null where there is none. */
function copyOf(folder: string, { path, sameAs }: Artifact, written: ReadonlyMap<string, Written>): Written | null {
	const same = sameAs === undefined ? undefined : written.get(sameAs);
	if (same === undefined) return null;
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	copyFileSync(join(folder, same.path), join(folder, path));
	return { ...same, path };
}

function writeOne(folder: string, artifact: Artifact, scratch: string): Written {
	const path = join(folder, artifact.path);
	mkdirSync(dirname(path), { recursive: true });
	const hash = createHash("sha256");
	const handle = openSync(path, "wx");
	let bytes = 0;
	try {
		for (const buffer of inBuffers(artifact.pieces(scratch))) {
			for (let at = 0; at < buffer.length; ) at += writeSync(handle, buffer, at);
			hash.update(buffer);
			bytes += buffer.length;
		}
	} finally {
		closeSync(handle);
	}
	return { path: artifact.path, bytes, sha256: hash.digest("hex") };
}

/** Least length of text that is written at a time, in UTF-16 code units, but for the end. */
const WRITTEN_AT_ONCE = 1 << 18;

function* inBuffers(pieces: Iterable<string | Buffer>): Generator<Buffer> {
	let waiting = "";
	for (const piece of pieces) {
		if (typeof piece !== "string") {
			yield Buffer.from(waiting, "utf8");
			waiting = "";
			yield piece;
			continue;
		}
		waiting += piece;
		if (waiting.length < WRITTEN_AT_ONCE) continue;
		yield Buffer.from(waiting, "utf8");
		waiting = "";
	}
	yield Buffer.from(waiting, "utf8");
}
