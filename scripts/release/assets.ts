import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { gitOutput } from "../git/git.ts";
import { sha256 } from "../lib/hash.ts";
import { byCodeUnit } from "../lib/order.ts";
import { SUMS, sumsText } from "../lib/sums.ts";
import { replaceFolder } from "../publish/write.ts";

/** A file that goes with a release on GitHub. */
export interface Asset {
	readonly name: string;
	readonly content: Buffer;
	readonly sha256: string;
}

/** The files that people load one by one; dist.tar.gz holds everything that a commit can hold. */
const SINGLE =
	/^(?:(?:data|changes|datapackage)\.json|data\.ndjson|[a-z]+\.csv|[a-z]+\.parquet|registry\.(?:sqlite|xlsx))$/;

/**
 * The files of a release: those of a build that people load one by one, dist/ of the commit as an archive, and
 * SHA256SUMS over them. The same commit gives the same bytes. Throws GitError when git cannot archive it.
 */
export function releaseAssets(root: string, commit: string, build: string, written: readonly string[]): Asset[] {
	const archive = gitOutput(root, ["archive", "--format=tar", commit, "dist"], "archive dist/");
	const zipped = gzipSync(archive, { level: 9 });
	// The byte that says on which system it was packed: 255, unknown.
	zipped[9] = 255;
	const assets = written
		.filter((path) => SINGLE.test(path))
		.map((path) => assetOf(path, readFileSync(join(build, path))));
	assets.push(assetOf("dist.tar.gz", zipped));
	assets.sort((a, b) => byCodeUnit(a.name, b.name));
	const sums = sumsText(assets.map(({ name, sha256 }) => ({ path: name, sha256 })));
	return [...assets, assetOf(SUMS, Buffer.from(sums))];
}

/** Writes the files of a release to a folder in the place of those that it holds. */
export function writeAssets(root: string, folder: string, assets: readonly Asset[]): void {
	replaceFolder(root, folder, (fresh) => {
		for (const { name, content } of assets) writeFileSync(join(fresh, name), content);
	});
}

export function assetOf(name: string, content: Buffer): Asset {
	return { name, content, sha256: sha256(content) };
}
