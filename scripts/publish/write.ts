import { createHash } from "node:crypto";
import {
	chmodSync,
	closeSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	renameSync,
	rmSync,
	writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ExpectedError } from "../lib/expected-error.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { Artifact } from "./artifact.ts";

/** A file as it was written. */
export interface Written {
	readonly path: string;
	readonly bytes: number;
	readonly sha256: string;
}

const SUMS = "SHA256SUMS";

/** The folder that was asked for holds something else, which is not ours to replace. */
export class TargetError extends ExpectedError {}

/**
 * Writes artifacts and SHA256SUMS to a new folder that takes the place of `out`. Throws TargetError when `out` holds
 * anything but artifacts.
 */
export function writeArtifacts(out: string, artifacts: Iterable<Artifact>): Written[] {
	return replaceFolder(out, (fresh) => {
		const written: Written[] = [];
		for (const artifact of artifacts) written.push(copyOf(fresh, artifact, written) ?? writeOne(fresh, artifact));
		written.sort((a, b) => byCodeUnit(a.path, b.path));
		const sums = written.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
		written.push(writeOne(fresh, { path: SUMS, pieces: () => sums }));
		return written;
	});
}

/**
 * Has a new folder filled beside `out`, then puts it in the place of `out`. Whatever interrupts it, a validation error
 * included, leaves the old folder as it was. Throws TargetError when `out` holds files without the SHA256SUMS of
 * artifacts, which are not ours to replace.
 */
export function replaceFolder<T>(out: string, fill: (fresh: string) => T): T {
	const target = resolve(out);
	if (existsSync(target) && readdirSync(target).length > 0 && !existsSync(join(target, SUMS))) {
		throw new TargetError(`${out} holds files that this program did not write; choose an empty or a new folder`);
	}
	mkdirSync(dirname(target), { recursive: true });
	const fresh = mkdtempSync(join(dirname(target), `${basename(target)}.tmp-`));
	try {
		// A temporary folder is private; what is published is for everyone to read.
		chmodSync(fresh, 0o755);
		const filled = fill(fresh);
		swap(fresh, target);
		return filled;
	} catch (error) {
		rmSync(fresh, { recursive: true, force: true });
		throw error;
	}
}

/** An artifact with the content of one that was written before; null where there is none. */
function copyOf(folder: string, { path, sameAs }: Artifact, written: readonly Written[]): Written | null {
	const same = sameAs === undefined ? undefined : written.find((file) => file.path === sameAs);
	if (same === undefined) return null;
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	copyFileSync(join(folder, same.path), join(folder, path));
	return { ...same, path };
}

function writeOne(folder: string, artifact: Artifact): Written {
	const path = join(folder, artifact.path);
	mkdirSync(dirname(path), { recursive: true });
	const hash = createHash("sha256");
	const handle = openSync(path, "wx");
	let bytes = 0;
	try {
		for (const buffer of inBuffers(artifact.pieces())) {
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

function swap(fresh: string, target: string): void {
	if (!existsSync(target)) {
		renameSync(fresh, target);
		return;
	}
	const old = `${fresh}-old`;
	renameSync(target, old);
	try {
		renameSync(fresh, target);
	} catch (error) {
		renameSync(old, target);
		throw error;
	}
	rmSync(old, { recursive: true, force: true });
}
