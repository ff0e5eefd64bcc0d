import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256OfFile } from "../lib/hash.ts";
import { byCodeUnit } from "../lib/order.ts";
import { parseSums, SUMS } from "../lib/sums.ts";
import { ReleaseError } from "./error.ts";

/** Two artifact folders, held side by side. */
export interface Comparison {
	/** Number of files that are the same to the byte. */
	readonly same: number;
	/** Files that differ, or that only one side has. */
	readonly differing: readonly string[];
}

/** Path → hash of an artifact folder, as its SHA256SUMS says and its files show; ReleaseError where the two disagree. */
export function hashesIn(folder: string): Map<string, string> {
	if (!existsSync(join(folder, SUMS))) throw new ReleaseError(`${folder} holds no artifacts: it lacks ${SUMS}`);
	const hashes = parseSums(readFileSync(join(folder, SUMS), "utf8"));
	for (const [path, hash] of hashes) {
		if (sha256OfFile(join(folder, path)) !== hash) {
			throw new ReleaseError(`${path} is not what ${SUMS} beside it says`);
		}
	}
	return hashes;
}

/** A release against a build, which also has the files that are no text and so in no commit. */
export function compareBuilds(released: ReadonlyMap<string, string>, built: ReadonlyMap<string, string>): Comparison {
	const added = [...built.keys()].filter((path) => !released.has(path) && !/\.(?:sqlite|parquet|xlsx)$/.test(path));
	const changed = [...released.keys()].filter((path) => built.get(path) !== released.get(path));
	return { same: released.size - changed.length, differing: [...changed, ...added].sort(byCodeUnit) };
}
