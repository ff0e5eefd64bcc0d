import { readFileSync } from "node:fs";
import { PRESETS } from "../../schemas/presets.ts";

/** Exports of the package beside the types of the data set: name → its declaration. The contract is made from it. */
export const DECLARATIONS: Readonly<Record<string, string>> = {
	Policy: `/** Requirements for offerings; \`schemas/policy.schema.json\` describes each key. */
export interface Policy {
	mode?: "all" | "any";
	presets?: PresetId[];
	require?: Requirement[];
	min_confidence?: Confidence;
	fresh?: boolean;
	families?: string[];
	countries?: string[];
	offerings?: string[];
	exceptions?: { offering: string; dimension: DimensionId; reason: string; until: string }[];
}`,
	Requirement: `export interface Requirement {
	dimension: DimensionId;
	grade?: Grade;
	min_confidence?: Confidence;
	fresh?: boolean;
}`,
	PresetId: `/** Id of a ready-made set of requirements. */
export type PresetId = ${PRESETS.map(({ id }) => JSON.stringify(id)).join(" | ")};`,
	Preset: `export interface Preset {
	readonly id: string;
	readonly label: string;
	readonly description: string;
	readonly require: readonly { readonly dimension: DimensionId; readonly grade: Grade }[];
}`,
	CheckedCell: `/** One requirement held to one cell, with the evidence that answers it. */
export interface CheckedCell {
	readonly cell_id: string;
	readonly dimension: DimensionId;
	readonly least: Grade;
	readonly grade: Grade | null;
	readonly met: boolean;
	readonly reason: string | null;
	readonly exception: { readonly reason: string; readonly until: string } | null;
	readonly confidence: Confidence | null;
	readonly finding: string | null;
	readonly caveat: string | null;
	readonly limits: readonly Limit[];
	readonly source: string | null;
	readonly archived: string | null;
	readonly quote: string | null;
	readonly evidence_date: string | null;
	readonly fresh_until: string | null;
	readonly permalink: string;
}`,
	MatchResult: `export interface MatchResult {
	readonly offering: string;
	readonly name: string;
	readonly meets: boolean;
	readonly cells: readonly CheckedCell[];
	readonly models_missing: readonly string[];
	readonly retired_on: string | null;
}`,
	MatchVerdict: `/** Verdict of a policy on a data set on a day; it can be kept as an audit record. */
export interface MatchVerdict {
	readonly registry: {
		readonly name: string;
		readonly version: string;
		readonly generated: string;
		readonly homepage: string;
		readonly release: string;
	};
	readonly today: string;
	readonly mode: "all" | "any";
	readonly passes: boolean;
	readonly policy: Policy;
	readonly results: readonly MatchResult[];
}`,
	Resolution: `/** Result of resolving an identifier. */
export type Resolution =
	| { readonly offering: Offering; readonly by: "id" | "host" | "provider" | "model" }
	| { readonly offering: null; readonly reason: string; readonly candidates: readonly string[] };`,
	data: `/** The whole data set of this release. */
export declare const data: RegistryData;`,
	version: `/** Version of the data set. */
export declare const version: string;`,
	generated: `/** Day of the commit that the data set was made from. */
export declare const generated: string;`,
	presets: `/** Ready-made requirements that a policy can name. */
export declare const presets: readonly Preset[];`,
	offering: `/** Returns an offering by its id or a former id; undefined where there is none. */
export declare function offering(id: string): Offering | undefined;`,
	match: `/** Holds offerings to a policy; throws RangeError where the policy names what the data set does not have. */
export declare function match(policy: Policy, options: { readonly today: string; readonly data?: RegistryData }): MatchVerdict;`,
	freshnessOn: `/** Returns how fresh a cell's evidence is on a day, \`YYYY-MM-DD\`. */
export declare function freshnessOn(cell: { readonly fresh_until: string | null }, today: string): FreshnessState;`,
	resolve: `/** Returns the offering that an id, a host or URL, or \`provider/model\` stands for. */
export declare function resolve(identifier: string, options?: { readonly data?: RegistryData }): Resolution;`,
};

/** Returns the declarations of the package: the types of the data set and of what it exports. */
export function declarationText(): string {
	const data = readFileSync(new URL("../../schemas/data.d.ts", import.meta.url), "utf8");
	return `${data}\n${Object.values(DECLARATIONS).join("\n\n")}\n`;
}

/** Declaration of data.json, whose whole value is what is exported, for ES modules and CommonJS alike. */
export const DATA_DECLARATION = `import type { RegistryData } from "./index.cjs";

declare const data: RegistryData;
export = data;
`;
