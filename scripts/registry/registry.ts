import { type Entry, FOLDERS, RootError, type Tree } from "../lib/tree.ts";
import { type OfferingRecord, RecordFile, recordOf, type VendorRecord } from "./record.ts";
import { Vendors } from "./vendors.ts";

/** Everything that a tree says: its files, faulty ones too, and the records among them. Sorted by path. */
export interface Registry {
	readonly files: readonly RecordFile[];
	readonly offerings: readonly OfferingRecord[];
	readonly vendorRecords: readonly VendorRecord[];
	readonly vendors: Vendors;
}

/** Reads every entry of a tree. Throws RootError where there are no offerings at all: that is never a pass. */
export function loadRegistry(tree: Tree): Registry {
	const files = listEntries(tree).map((entry) => new RecordFile(entry, tree.read(entry)));
	return registryOf(files);
}

/** The registry made of files that were loaded before. */
export function registryOf(files: readonly RecordFile[]): Registry {
	const records = files.map(recordOf).filter((record) => record !== null);
	const vendorRecords = records.filter((record) => record.kind === "vendor");
	return {
		files,
		offerings: records.filter((record) => record.kind === "offering"),
		vendorRecords,
		vendors: new Vendors(
			vendorRecords.map((record) => record.value),
			files.filter((file) => file.folder === "vendors").map((file) => file.id),
		),
	};
}

/** The entries of a tree, vendors first; throws RootError when there is no offering to load. */
export function listEntries(tree: Tree): Entry[] {
	const entries = FOLDERS.flatMap((folder) => tree.entries(folder));
	if (!entries.some((entry) => entry.folder === "offerings")) {
		throw new RootError("there are no offerings: the folder offerings/ is missing or empty");
	}
	return entries;
}
