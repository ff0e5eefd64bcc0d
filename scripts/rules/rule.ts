import type { Span } from "../load/fault.ts";
import type { Part, Path } from "../load/positions.ts";
import type { OfferingRecord, RecordFile, RegistryRecord } from "../load/record.ts";
import type { Vendors } from "../load/vendors.ts";
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
	/** How `check --fix` mends a finding: the value at its path, or the whole text of the file. */
	readonly fix?: { readonly value: (value: string) => string } | { readonly text: (file: RecordFile) => string };
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

export type Rule = FileRule | RecordRule | OfferingRule | RegistryRule;

/** Declares a rule. */
export function defineRule(rule: FileRule): FileRule;
export function defineRule(rule: RecordRule): RecordRule;
export function defineRule(rule: OfferingRule): OfferingRule;
export function defineRule<Pick>(rule: RegistryRule<Pick>): RegistryRule;
export function defineRule(rule: unknown): Rule {
	return rule as Rule;
}
