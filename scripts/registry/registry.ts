import { memoize } from "../lib/memoize.ts";
import { type Entry, FOLDERS, RootError, type Tree } from "../lib/tree.ts";
import { type Archives, loadArchives, NO_ARCHIVES } from "./archives.ts";
import { Lookups } from "./lookups.ts";
import {
	type FROM_HISTORY,
	type OfferingRecord,
	RecordFile,
	recordOf,
	type ServiceRecord,
	type VendorRecord,
} from "./record.ts";
import { type ResolvedOffering, resolveOffering } from "./resolve.ts";
import { Vendors } from "./vendors.ts";

/** Everything that a tree says: its files, broken ones too, and the records among them. Sorted by path. */
export class Registry {
	readonly files: readonly RecordFile[];
	readonly offerings: readonly OfferingRecord[];
	readonly services: readonly ServiceRecord[];
	readonly vendorRecords: readonly VendorRecord[];
	readonly vendors: Vendors;
	readonly lookups: Lookups;
	readonly archives: Archives;

	constructor(files: readonly RecordFile[], archives: Archives = NO_ARCHIVES) {
		const records = files.map(recordOf).filter((record) => record !== null);
		this.files = files;
		this.archives = archives;
		this.offerings = records.filter((record) => record.kind === "offering");
		this.services = records.filter((record) => record.kind === "service");
		this.vendorRecords = records.filter((record) => record.kind === "vendor");
		const idsIn = (folder: string) => files.filter((file) => file.folder === folder).map((file) => file.id);
		this.vendors = new Vendors(
			this.vendorRecords.map(({ value }) => value),
			idsIn("vendors"),
		);
		this.lookups = new Lookups(
			this.vendors,
			this.services.map(({ value }) => value),
			idsIn("services"),
		);
	}

	/** Returns the offering with that id or former id; undefined where there is none. */
	find(id: string): OfferingRecord | undefined {
		return (
			this.offerings.find(({ value }) => value.id === id) ??
			this.offerings.find(({ value }) => value.aliases?.includes(id))
		);
	}

	/** Returns the registry with some of its offerings alone; services and vendors stay. */
	only(ids: readonly string[]): Registry {
		const kept = new Set(this.offerings.filter(({ value }) => ids.includes(value.id)).map(({ file }) => file));
		return new Registry(
			this.files.filter((file) => file.folder !== "offerings" || kept.has(file)),
			this.archives,
		);
	}

	/** Returns an offering with all its cells, inherited ones included. */
	resolve = memoize(({ value }: OfferingRecord): ResolvedOffering => resolveOffering(value, this.lookups));
}

/** Reads every entry of a tree. Throws RootError where there are no offerings at all: that is never a pass. */
export function loadRegistry(tree: Tree, options?: typeof FROM_HISTORY): Registry {
	const files = listEntries(tree).map((entry) => new RecordFile(entry, tree.read(entry), options));
	return new Registry(files, loadArchives(tree));
}

/** Returns the entries of a tree, vendors first. Throws RootError when there is no offering to load. */
export function listEntries(tree: Tree): Entry[] {
	const entries = FOLDERS.flatMap((folder) => tree.entries(folder));
	if (!entries.some((entry) => entry.folder === "offerings")) {
		throw new RootError("there are no offerings: the folder offerings/ is missing or empty");
	}
	return entries;
}
