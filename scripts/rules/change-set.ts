import type { EarlierCell } from "../registry/earlier-cells.ts";
import type { Registry } from "../registry/registry.ts";
import type { Path } from "../yaml/positions.ts";

/** Two states of the records, as far as they differ. */
export interface ChangeSet {
	/** The base: its offerings that were changed or are gone, every service and every vendor. */
	readonly before: Registry;
	/** The work tree likewise. */
	readonly after: Registry;
	/** Paths of the record files that were changed, added or deleted. */
	readonly changed: ReadonlySet<string>;
	/** Record files of the base in all. */
	readonly total: number;
	/** Returns the states of a written cell before the base's, newest first. */
	readonly earlier: (file: string, path: Path) => readonly EarlierCell[];
	/** Paths that only a release may touch and that were touched otherwise. */
	readonly outsideRelease: readonly string[];
	/** Generated files that differ from what their generator writes, and the command that writes them. */
	readonly drifted: readonly { readonly file: string; readonly command: string }[];
}

/** Returns the change from one state to another that are both in memory. */
export function changeSetOf(before: Registry, after: Registry, more: Partial<ChangeSet> = {}): ChangeSet {
	const texts = new Map(before.files.map((file) => [file.path, file.text]));
	const present = new Set(after.files.map((file) => file.path));
	const changed = new Set([
		...after.files.filter((file) => texts.get(file.path) !== file.text).map((file) => file.path),
		...before.files.filter((file) => !present.has(file.path)).map((file) => file.path),
	]);
	return {
		before,
		after,
		changed,
		total: before.files.length,
		earlier: () => [],
		outsideRelease: [],
		drifted: [],
		...more,
	};
}
