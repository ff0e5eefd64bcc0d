import type { ArchivesFile } from "../../schemas/archives.ts";
import type { Service } from "../../schemas/service.ts";
import type { Vendor } from "../../schemas/vendor.ts";
import { Archives } from "../registry/archives.ts";
import { Lookups } from "../registry/lookups.ts";
import type { OfferingRecord, RecordFile, RegistryRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import { Vendors } from "../registry/vendors.ts";
import type { Span } from "../yaml/parse-error.ts";
import type { Part, Path } from "../yaml/positions.ts";
import type { ChangeSet } from "./change-set.ts";
import type { Example } from "./example.ts";
import type { PlacedRecord } from "./placed-record.ts";
import type { Level } from "./problem.ts";

/** Everything that a rule may know besides the record. */
export interface Context {
	/** Day of the check, `YYYY-MM-DD`. */
	readonly today: string;
	readonly lookups: Lookups;
	readonly archives: Archives;
}

/** A context as plain data, which a worker can be given. */
export interface ContextData {
	readonly today: string;
	readonly vendors: readonly Vendor[];
	/** Ids of all vendor files, those with problems included. */
	readonly vendorIds: readonly string[];
	readonly services: readonly Service[];
	/** Ids of all service files, those with problems included. */
	readonly serviceIds: readonly string[];
	readonly archives: ArchivesFile;
	/** False where archives.yaml has a problem. */
	readonly isArchivesKnown: boolean;
}

/** Returns the context that plain data describes. */
export function contextFrom({
	today,
	vendors,
	vendorIds,
	services,
	serviceIds,
	archives,
	isArchivesKnown,
}: ContextData): Context {
	const lookups = new Lookups(new Vendors(vendors, vendorIds), services, serviceIds);
	return { today, lookups, archives: new Archives(archives, isArchivesKnown) };
}

/** Returns the context of a registry that is in memory. */
export function contextOf({ lookups, archives }: Registry, today: string): Context {
	return { today, lookups, archives };
}

/** A change that `check --fix` makes for a finding; undefined deletes the key. */
export interface FindingEdit {
	readonly path: Path;
	readonly value: unknown;
}

/** A finding of a rule. The engine adds the rule's own words and the position. */
export interface Finding {
	/** Place in the record. */
	readonly path: Path;
	/** Side of the pair that is underlined; the value unless told otherwise. */
	readonly part?: Part;
	/** Position, where there is no path to it (a file that did not parse). */
	readonly span?: Span;
	/** Part of the text value that is meant, in UTF-16 code units of the decoded value; all of it unless told otherwise. */
	readonly range?: { readonly start: number; readonly end: number };
	readonly message: string;
	readonly hint?: string;
	/** Edits that fix it, of a rule that `check --fix` fixes by values. */
	readonly edits?: readonly FindingEdit[];
	/** Level, where it differs from the rule's own. */
	readonly level?: Level;
}

/** A finding of a rule that looks at many files at once. */
export interface FileFinding extends Finding {
	readonly file: string;
}

interface Described {
	/** `group/name`, stable for ever. */
	readonly id: string;
	readonly level: Level;
	/** Requirement in one line. */
	readonly summary: string;
	/** Reason for the rule. */
	readonly why: string;
	/** Part that `check --fix` changes: values, by a finding's edits, the form of the whole file, or its encoding. */
	readonly fix?: "value" | "form" | "encoding";
	/** Edits of the base records, with the problem that each must give: tests and docs/rules.md are made from them. */
	readonly examples: readonly Example[];
}

/** Looks at one file, even where it did not parse. */
export interface FileRule extends Described {
	readonly scope: "file";
	check(file: RecordFile, context: Context): Iterable<Finding>;
}

/** Looks at one record that passed its schema: an offering, a service or a vendor. */
export interface RecordRule extends Described {
	readonly scope: "record";
	check(record: PlacedRecord, context: Context): Iterable<Finding>;
}

/** Looks at one offering that passed its schema. */
export interface OfferingRule extends Described {
	readonly scope: "offering";
	check(offering: OfferingRecord["value"], context: Context): Iterable<Finding>;
}

/**
 * Looks at all files together. `collect` takes from each file the little that the comparison needs, as plain data, so
 * that files can be read in any order, by several workers, and forgotten.
 */
export interface RegistryRule<Item = unknown> extends Described {
	readonly scope: "registry";
	collect(file: RecordFile, record: RegistryRecord | null): Item | null;
	check(collected: readonly Collected<Item>[], context: Context): Iterable<FileFinding>;
}

export interface Collected<Item> {
	readonly file: string;
	readonly item: Item;
}

/** Looks at what was changed. */
export interface ChangeRule extends Described {
	readonly scope: "change";
	check(changes: ChangeSet, context: Context): Iterable<FileFinding>;
}

/** Holds for a list in the root (`exceptions.yaml`, `archives.yaml`), which is read apart from the records. */
export interface ListRule extends Described {
	readonly scope: "list";
}

export type Rule = FileRule | RecordRule | OfferingRule | RegistryRule | ChangeRule | ListRule;

/** Declares a rule. */
export function defineRule(rule: FileRule): FileRule;
export function defineRule(rule: RecordRule): RecordRule;
export function defineRule(rule: OfferingRule): OfferingRule;
export function defineRule(rule: ChangeRule): ChangeRule;
export function defineRule(rule: ListRule): ListRule;
export function defineRule<Item>(rule: RegistryRule<Item>): RegistryRule;
export function defineRule(rule: unknown): Rule {
	return rule as Rule;
}
