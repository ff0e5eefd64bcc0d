import type { EntryKind } from "../lib/tree.ts";
import type { ChangeSet } from "./change-set.ts";
import type { Level } from "./problem.ts";

/** Records of the base registry (tests/fixtures/base) that examples edit. */
export const API = "offerings/acme-api.yaml";
export const SHARED = "services/nimbus-models.yaml";
export const OVERRIDE = "offerings/acme-nimbus.yaml";
export const INHERITING = "offerings/bolt-nimbus.yaml";
export const DEVELOPER = "vendors/acme.yaml";
export const PLATFORM = "vendors/nimbus.yaml";
export const EXCEPTIONS = "exceptions.yaml";
export const ARCHIVES = "archives.yaml";

/** Day on which examples are checked. */
export const EXAMPLE_DAY = "2026-11-24";

/** Words of a file (their first occurrence) and the words that take their place. */
export type Replacement = readonly [find: string, put: string];

/** A file that is made from one of the base. */
export interface Copy {
	readonly copy: string;
	readonly replace: readonly Replacement[];
}

/** Path → replacements in a file of the base, a copy of one, a new text or bytes, another kind of entry, or null for a file that goes. */
export type Edits = Readonly<
	Record<string, readonly Replacement[] | Copy | string | Uint8Array | { readonly kind: EntryKind } | null>
>;

/** Place, words and level of the one problem that an example gives. */
export interface ExpectedProblem {
	/** File; the one that is edited unless told otherwise. */
	readonly file?: string;
	/** Place in the record; empty for the file as a whole. */
	readonly path: string;
	/** Side of the pair that is underlined; the value unless told otherwise. */
	readonly part?: "key";
	/** Words of the edited file that are underlined, where they are not a whole key or value. */
	readonly words?: string;
	/** Line and column, written down rather than derived. */
	readonly at?: readonly [line: number, column: number];
	readonly message: string;
	readonly hint: string;
	/** Level, where it differs from the rule's own. */
	readonly level?: Level;
}

/** An edit of the base records, and the one problem that it gives; without a problem it gives none of any rule. */
export interface Example {
	/** Name in a few words, unique within the rule. */
	readonly name: string;
	/** Edits; replacements alone are those of `API`. */
	readonly edit: Edits | readonly Replacement[];
	/** Edits of the state that a change starts from, for a rule on changes. */
	readonly before?: Edits | readonly Replacement[];
	/** Id of a commit of 2026-11-01 in which every cell said what it says after the edits. */
	readonly earlier?: string;
	/** Further facts of the change, for a rule on changes. */
	readonly changes?: Partial<ChangeSet>;
	/** Day of the check; `EXAMPLE_DAY` unless told otherwise. */
	readonly today?: string;
	readonly problem?: ExpectedProblem;
}

/** Returns edits of several files in their long form. */
export function editsOf(edit: Example["edit"]): Edits {
	return Array.isArray(edit) ? { [API]: edit as readonly Replacement[] } : (edit as Edits);
}

/** Returns a second offering of the base's developer under another id. */
export function anotherOffering(id: string, ...replace: readonly Replacement[]): Copy {
	return {
		copy: API,
		replace: [
			["id: acme-api", `id: ${id}`],
			["name: Acme API", "name: Acme Batch"],
			["model_family: Anvil", "model_family: Batch"],
			["  models_dev: acme\n  litellm: acme\n", `  models_dev: ${id}\n`],
			["  - api.acme.com", `  - ${id}.acme.com`],
			...replace,
		],
	};
}
