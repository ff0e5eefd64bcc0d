import { readFileSync, statSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import { DIMENSION_IDS, isDimension } from "../schemas/dimensions/index.ts";
import { type Confidence, GRADE_IDS } from "../schemas/grades.ts";
import type { Policy, Requirement } from "../schemas/policy.ts";
import { CallError } from "./cli.ts";
import type { CheckedCell, MatchResult } from "./match/match.ts";
import { readPolicy } from "./match/policy.ts";
import { csvArtifact } from "./publish/csv.ts";
import { type Column, tableOf } from "./publish/table.ts";
import { text } from "./publish/tables/cells.ts";
import type { Registry } from "./registry/registry.ts";
import { stripControl } from "./report/style.ts";
import { isMissed } from "./report/verdict.ts";
import { quoted, suggestion } from "./rules/words.ts";

/** Options that say what is required. */
export interface PolicyOptions {
	readonly require: readonly Requirement[];
	readonly minConfidence?: Confidence;
	readonly fresh?: boolean;
	readonly family: readonly string[];
	readonly country: readonly string[];
	readonly policy?: string;
}

/** Returns the policy of a call: from a file, or from options. Throws CallError when there is neither, both, or a problem. */
export function policyOf(options: PolicyOptions, ids: readonly string[]): Policy {
	const { policy: file, require, minConfidence, fresh, family, country } = options;
	if (file === undefined) {
		if (require.length === 0) throw new CallError("nothing is required; name a --require or a --policy");
		return {
			require: [...require],
			...(minConfidence === undefined ? {} : { min_confidence: minConfidence }),
			...(fresh ? { fresh: true } : {}),
			...(family.length > 0 ? { families: [...family] } : {}),
			...(country.length > 0 ? { countries: country.map((code) => code.toUpperCase()) } : {}),
		};
	}
	if (require.length + family.length + country.length > 0 || minConfidence !== undefined || fresh) {
		throw new CallError("--policy holds all requirements; write the others into the file, too");
	}
	if (!statSync(file, { throwIfNoEntry: false })?.isFile())
		throw new CallError(`there is no file ${stripControl(file)}`);
	const read = readPolicy(readFileSync(file), ids);
	if ("policy" in read) return read.policy;
	const lines = read.problems.map(
		({ line, column, message }) => `${stripControl(file)}:${line}:${column} ${stripControl(message)}`,
	);
	throw new CallError(`the policy has problems\n${lines.join("\n")}\nSee docs/policy.md.`);
}

/** Says why a policy looks at no offering at all. */
export function whyNone({ families = [] }: Policy, { offerings }: Registry): string {
	const known = [...new Set(offerings.map(({ value }) => value.model_family))];
	const hints = families
		.filter((family) => !known.some((one) => one.toLowerCase() === family.toLowerCase()))
		.map((family) => `there is no model family ${quoted(family)}. ${suggestion(family, known)}`.trim());
	return ["no offering is of the families, countries and ids asked for", ...hints].join("; ");
}

/** Parses `--require`, which may be repeated. */
export function requirementOption(text: string, earlier: readonly Requirement[]): Requirement[] {
	const [dimension = "", grade, ...rest] = text.split("=");
	if (!isDimension(dimension)) {
		throw new InvalidArgumentError(`There is no such dimension. ${suggestion(dimension, DIMENSION_IDS)}`);
	}
	if (grade === undefined) return [...earlier, { dimension }];
	const known = GRADE_IDS.find((id) => id === grade);
	if (known === undefined || rest.length > 0) {
		throw new InvalidArgumentError(`There is no such grade. ${suggestion(grade, GRADE_IDS)}`);
	}
	return [...earlier, { dimension, grade: known }];
}

/** Returns the results of a match as CSV: a row per miss, and one for an offering that meets everything. */
export function resultsCsv(results: readonly MatchResult[]): string {
	const rows = results.flatMap((result): { result: MatchResult; miss: CheckedCell | null }[] => {
		const misses = result.cells.filter(isMissed);
		return misses.length === 0 ? [{ result, miss: null }] : misses.map((miss) => ({ result, miss }));
	});
	const columns: Column<(typeof rows)[number]>[] = [
		{ ...text("offering", "Id of the offering."), value: ({ result }) => result.offering },
		{ ...text("name", "Its name."), value: ({ result }) => result.name },
		{ ...text("meets", "true where it meets the policy."), value: ({ result }) => String(result.meets) },
		{ ...text("dimension", "Dimension that is missed."), value: ({ miss }) => miss?.dimension ?? null },
		{ ...text("grade", "Grade of its cell."), value: ({ miss }) => miss?.grade ?? null },
		{ ...text("reason", "Why it is missed."), value: ({ miss }) => miss?.reason ?? null },
		{ ...text("permalink", "URL of the answer."), value: ({ miss }) => miss?.permalink ?? null },
	];
	const about = { name: "match", title: "Match", description: "One row per miss.", key: ["offering", "dimension"] };
	return [...csvArtifact(tableOf(about, columns, () => rows)).pieces()].join("");
}
