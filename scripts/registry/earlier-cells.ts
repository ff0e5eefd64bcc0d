import type { Cell } from "../../schemas/cell.ts";
import type { Source } from "../../schemas/source.ts";
import { commitsTouching } from "../git/log.ts";
import { blobs } from "../git/tree.ts";
import { type FOLDERS, limited } from "../lib/tree.ts";
import type { Path } from "../yaml/positions.ts";
import type { PlacedCell } from "./lookups.ts";
import { FROM_HISTORY, RecordFile } from "./record.ts";
import { Registry } from "./registry.ts";

/** A cell as an earlier commit had it. */
export interface EarlierCell {
	/** Full id of the commit. */
	readonly commit: string;
	/** Day of the commit, UTC. */
	readonly day: string;
	readonly cell: PlacedCell;
}

/** Earlier states of a file that are looked at for a revert. */
const EARLIER = 100;

/** Returns the states of a written cell, newest first; of those before one commit alone where it is given. */
export type EarlierCells = (file: string, path: Path, before?: string) => readonly EarlierCell[];

/** Looks up the states of a cell in the commits that led to a tip. A file's history is read once, when it is asked for. */
export function earlierCells(root: string, tip: string): EarlierCells {
	const known = new Map<string, readonly EarlierFile[]>();
	return (file, path, before) => {
		const states = known.get(file) ?? earlierFiles(root, tip, file);
		known.set(file, states);
		const from = states.findIndex(({ commit }) => commit === before) + 1;
		return states.slice(from).flatMap(({ commit, day, registry }): EarlierCell[] => {
			const cell = cellAt(registry, path);
			return cell ? [{ commit, day, cell }] : [];
		});
	};
}

interface EarlierFile {
	readonly commit: string;
	readonly day: string;
	readonly registry: Registry;
}

function earlierFiles(root: string, tip: string, path: string): readonly EarlierFile[] {
	const [folder, name = ""] = path.split("/") as [(typeof FOLDERS)[number], string?];
	const touched = commitsTouching(root, tip, [path]).slice(0, EARLIER);
	const states = touched.flatMap(({ commit, date, files }) => {
		const object = files.find((one) => one.path === path)?.after;
		return object ? [{ commit, day: date.slice(0, 10), object }] : [];
	});
	const contents = blobs(
		root,
		states.map(({ object }) => object),
	);
	return states.flatMap(({ commit, day, object }) => {
		const bytes = contents.get(object);
		if (!bytes) return [];
		const file = new RecordFile({ folder, name, kind: "file" }, limited(bytes), FROM_HISTORY);
		return [{ commit, day, registry: new Registry([file]) }];
	});
}

function cellAt(registry: Registry, path: Path) {
	const [record] = [...registry.offerings, ...registry.services, ...registry.vendorRecords];
	if (!record) return undefined;
	return registry.lookups.cellsOf(record.value).find((cell) => cell.path.join("\0") === path.join("\0"));
}

/** Returns earlier cells with their sources as they are written, and their days. */
export function statesOf(
	cells: readonly EarlierCell[],
): { readonly day: string; readonly cell: Cell; readonly sources: readonly Source[] }[] {
	return cells.map(({ day, cell: { cell, sources } }) => ({ day, cell, sources: sources.map(({ source }) => source) }));
}
