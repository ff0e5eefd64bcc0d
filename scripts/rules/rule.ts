import type { OfferingRecord, RecordFile, RegistryRecord } from "../registry/record.ts";
import type { Vendors } from "../registry/vendors.ts";
import type { Span } from "../yaml/parse-error.ts";
import type { Part, Path } from "../yaml/positions.ts";
import type { Level } from "./problem.ts";

/** What a rule may know besides the record. */
export interface Context {
	/** The day on which the check is made, `YYYY-MM-DD`. */
	readonly today: string;
	readonly vendors: Vendors;
}

/** What a rule found. The engine adds the rule's own words and the position. */
export interface Finding {
	/** The place in the record. */
	readonly path: Path;
	/** Which side of the pair is underlined; the value unless told otherwise. */
	readonly part?: Part;
	/** The position itself, where there is no path to it (a file that did not parse). */
	readonly span?: Span;
	/** The part of the text value that is meant, in UTF-16 code units of the decoded value; all of it unless told otherwise. */
	readonly range?: { readonly start: number; readonly end: number };
	readonly message: string;
	readonly hint?: string;
	/** What the value at the path must be instead, of a rule whose fix is a value. */
	readonly replacement?: string;
	/** Where it differs from the rule's own level. */
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
	/** One line: what must hold. */
	readonly summary: string;
	/** The reason for the rule. */
	readonly why: string;
	/** What `check --fix` mends: the value at a finding's path, by its `replacement`, or the form of the whole file. */
	readonly fix?: "value" | "form";
}

/** Looks at one file, whether or not it parsed. */
export interface FileRule extends Described {
	readonly scope: "file";
	check(file: RecordFile, context: Context): Iterable<Finding>;
}

/** Looks at one record that passed its schema. */
export interface RecordRule extends Described {
	readonly scope: "record";
	check(record: RegistryRecord, context: Context): Iterable<Finding>;
}

/** Looks at one offering that passed its schema. */
export interface OfferingRule extends Described {
	readonly scope: "offering";
	check(offering: OfferingRecord["value"], context: Context): Iterable<Finding>;
}

/**
 * Looks at all files together. `pick` takes from each file the little that the comparison needs, as plain data, so
 * that files can be read in any order, by several workers, and forgotten.
 */
export interface RegistryRule<Pick = unknown> extends Described {
	readonly scope: "registry";
	pick(file: RecordFile, record: RegistryRecord | null): Pick | null;
	check(picks: readonly Picked<Pick>[], context: Context): Iterable<FileFinding>;
}

export interface Picked<Pick> {
	readonly file: string;
	readonly pick: Pick;
}

/** Two states of the records, as far as they differ. */
export interface ChangeSet {
	/** Offerings of the base whose files were changed or are gone. */
	readonly before: readonly OfferingRecord[];
	/** Offerings of the work tree whose files were changed or are new. */
	readonly after: readonly OfferingRecord[];
	/** The changed files of the work tree, those with problems included. */
	readonly files: readonly RecordFile[];
	/** Offerings of the base in all. */
	readonly total: number;
	/** Paths that only a release may touch and that were touched otherwise. */
	readonly outsideRelease: readonly string[];
	/** Generated files that differ from what their generator writes, and the command that writes them. */
	readonly drifted: readonly { readonly file: string; readonly command: string }[];
}

/** Looks at what was changed. */
export interface ChangeRule extends Described {
	readonly scope: "change";
	check(changes: ChangeSet, context: Context): Iterable<FileFinding>;
}

/** Holds for the list of exceptions, which is read after all other rules have spoken. */
export interface ExceptionsRule extends Described {
	readonly scope: "exceptions";
}

export type Rule = FileRule | RecordRule | OfferingRule | RegistryRule | ChangeRule | ExceptionsRule;

/** Declares a rule. */
export function defineRule(rule: FileRule): FileRule;
export function defineRule(rule: RecordRule): RecordRule;
export function defineRule(rule: OfferingRule): OfferingRule;
export function defineRule(rule: ChangeRule): ChangeRule;
export function defineRule(rule: ExceptionsRule): ExceptionsRule;
export function defineRule<Pick>(rule: RegistryRule<Pick>): RegistryRule;
export function defineRule(rule: unknown): Rule {
	return rule as Rule;
}
