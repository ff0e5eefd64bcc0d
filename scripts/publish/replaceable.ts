import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { ExpectedError } from "../lib/expected-error.ts";
import { sha256OfFile } from "../lib/hash.ts";
import { byCodeUnit } from "../lib/order.ts";
import { pathBelow } from "../lib/slashes.ts";
import { parseSums, SUMS } from "../lib/sums.ts";

/** The folder that was asked for holds something that is not ours to replace. */
export class TargetError extends ExpectedError {}

/** List of the files of a folder of pages; its SHA256SUMS lists the artifacts among them alone. */
export const PAGE_SUMS = `.${SUMS}`;

/** The artifact without which a SHA256SUMS is not of a build of ours. */
const MARK = "data.json";

const CHOOSE = "move it away, or choose an empty or a new folder";

/** The folder that is to be replaced: `out`, or what it is a link to. Throws TargetError for a link to nothing. */
export function targetOf(out: string): string {
	const path = resolve(out);
	if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
	if (!existsSync(path)) throw new TargetError(`${out} is a symbolic link to nothing; remove it, or make its folder`);
	return realpathSync(path);
}

/**
 * Throws TargetError, naming the first such file, where a folder holds anything but files that an earlier build wrote,
 * as they were written.
 */
export function assertReplaceable(target: string, out: string): void {
	const stats = statSync(target, { throwIfNoEntry: false });
	if (stats === undefined) return;
	if (!stats.isDirectory()) throw new TargetError(`${out} is no folder; ${CHOOSE}`);
	const listed = listIn(target);
	const entries = readdirSync(target, { recursive: true, withFileTypes: true })
		.map((entry) => ({ entry, path: pathBelow(target, join(entry.parentPath, entry.name)) }))
		.sort((a, b) => byCodeUnit(a.path, b.path));
	for (const { entry, path } of entries) {
		if (entry.isDirectory()) {
			// The files of a release lie in a folder of the build, with a list of their own.
			for (const [below, hash] of listIn(join(target, path))) {
				if (!listed.has(`${path}/${below}`)) listed.set(`${path}/${below}`, hash);
			}
			continue;
		}
		const hash = listed.get(path);
		const name = join(out, path);
		if (hash === undefined || !entry.isFile()) throw new TargetError(`this program did not write ${name}; ${CHOOSE}`);
		if (hash !== null && hash !== sha256OfFile(join(target, path))) {
			throw new TargetError(`${name} was changed since this program wrote it; ${CHOOSE}`);
		}
	}
}

/** Path → hash of what a build wrote to a folder, null for the list itself. Empty where it is none of ours. */
function listIn(folder: string): Map<string, string | null> {
	const name = [PAGE_SUMS, SUMS].find((one) => lstatSync(join(folder, one), { throwIfNoEntry: false })?.isFile());
	if (name === undefined) return new Map();
	const listed = new Map<string, string | null>(parseSums(readFileSync(join(folder, name), "utf8")));
	return listed.has(MARK) ? listed.set(name, null) : new Map();
}
