import { resolve } from "node:path";
import { ExpectedError } from "../lib/expected-error.ts";
import { pathBelow } from "../lib/slashes.ts";

/** Paths or patterns that a call named do not select a record. */
export class SelectionError extends ExpectedError {}

/**
 * Returns the record files that paths and patterns select, all of them where nothing is named. A path names a file or a
 * folder, a pattern (`offerings/claude-*.yaml`) any number of files, each from the root or from the current folder.
 * Throws SelectionError for one that selects none.
 */
export async function selectFiles(
	named: readonly string[],
	root: string,
	files: readonly string[],
): Promise<ReadonlySet<string>> {
	if (named.length === 0) return new Set(files);
	const selected = await Promise.all(named.map((one) => selectBy(one, root, files)));
	return new Set(selected.flat());
}

async function selectBy(named: string, root: string, files: readonly string[]): Promise<readonly string[]> {
	for (const folder of [root, "."]) {
		const path = fromRoot(root, resolve(folder, named));
		const below = files.filter((file) => path === "" || file === path || file.startsWith(`${path}/`));
		if (below.length > 0) return below;
	}
	// Loaded for a pattern alone, which few calls have.
	const { globby, isDynamicPattern } = await import("globby");
	if (isDynamicPattern(named)) {
		for (const cwd of [root, "."]) {
			const found = await globby(named, { cwd: resolve(cwd), absolute: true, followSymbolicLinks: false });
			const paths = new Set(found.map((one) => fromRoot(root, one)));
			const matching = files.filter((file) => paths.has(file));
			if (matching.length > 0) return matching;
		}
		throw new SelectionError(`the pattern "${named}" matches no record below offerings/, services/ or vendors/`);
	}
	throw new SelectionError(
		`"${named}" names no record; name a file, a folder or a pattern below offerings/, services/ or vendors/`,
	);
}

function fromRoot(root: string, path: string): string {
	return pathBelow(resolve(root), path);
}
