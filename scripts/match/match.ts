import type { DimensionId } from "../../schemas/dimensions/index.ts";
import type { GradeId } from "../../schemas/grades.ts";
import type { Policy, Requirement } from "../../schemas/policy.ts";
import { PRESETS } from "../../schemas/presets.ts";
import type { PublishedCell, PublishedData, PublishedOffering } from "../../schemas/published.ts";

/** Part of the published data set that a match reads. */
export type MatchData = Pick<
	PublishedData,
	"name" | "version" | "generated" | "homepage" | "repository" | "dimension_details" | "grades" | "vendors"
> & { readonly offerings: readonly PublishedOffering[] };

/** One requirement held to one cell, with the evidence that answers it. */
export interface CheckedCell {
	readonly cell_id: string;
	readonly dimension: DimensionId;
	/** Least grade that was asked for. */
	readonly least: GradeId;
	/** Null where the dimension was not assessed or does not apply. */
	readonly grade: GradeId | null;
	readonly met: boolean;
	/** Why it is not met; null where it is. */
	readonly reason: string | null;
	/** Reason and end of the exception that lets it pass; null without one. */
	readonly exception: { readonly reason: string; readonly until: string } | null;
	readonly confidence: PublishedCell["confidence"] | null;
	readonly finding: string | null;
	readonly caveat: string | null;
	readonly limits: PublishedCell["limits"];
	readonly source: string | null;
	readonly archived: string | null;
	readonly quote: string | null;
	readonly evidence_date: string | null;
	readonly fresh_until: string | null;
	readonly permalink: string;
}

/** Result for one offering. */
export interface MatchResult {
	readonly offering: string;
	readonly name: string;
	readonly meets: boolean;
	readonly cells: readonly CheckedCell[];
	/** Models of the family whose own cells do not meet the policy. */
	readonly models_missing: readonly string[];
	/** Day on which the offering ended; null for one that is served. */
	readonly retired_on: string | null;
}

/** Verdict of a policy on a data set on a day; it can be kept as an audit record. */
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
}

/** The grade that a requirement without one asks for. */
const DEFAULT_GRADE: GradeId = "yes_sales_gated";

/** Order of confidences, from most to least. */
const CONFIDENCES = ["high", "medium", "low"];

/**
 * Holds the offerings that a policy looks at to it, in the order of the data set. What is not known never passes. Throws
 * RangeError for a policy that names what the data set does not have: it would pass by looking at nothing.
 */
export function matchPolicy(policy: Policy, data: MatchData, today: string): MatchVerdict {
	const requirements = requirementsOf(policy);
	assertKnown(policy, requirements, data);
	const countries = new Map(data.vendors.map(({ id, country }) => [id, country]));
	const results = data.offerings
		.filter((offering) => isLookedAt(offering, policy, countries.get(offering.platform_id)))
		.map((offering) => resultOf(offering, policy, requirements, data, today));
	const mode = policy.mode ?? (policy.offerings === undefined ? "any" : "all");
	const met = results.filter(({ meets }) => meets).length;
	return {
		registry: {
			name: data.name,
			version: data.version,
			generated: data.generated,
			homepage: data.homepage,
			release: `${data.repository}/releases/tag/v${data.version}`,
		},
		today,
		mode,
		passes: results.length > 0 && (mode === "all" ? met === results.length : met > 0),
		policy,
		results,
	};
}

/** Returns the requirements of a policy, those of its presets first. */
export function requirementsOf({ presets = [], require = [] }: Policy): Requirement[] {
	return [...PRESETS.filter(({ id }) => presets.includes(id)).flatMap((preset) => [...preset.require]), ...require];
}

function assertKnown(policy: Policy, requirements: readonly Requirement[], data: MatchData): void {
	const refuse = (what: string): never => {
		throw new RangeError(what);
	};
	for (const preset of policy.presets ?? []) {
		if (!PRESETS.some(({ id }) => id === preset)) refuse(`there is no preset "${preset}"`);
	}
	if (requirements.length === 0) refuse("nothing is required; add `require` or `presets`");
	const dimensions = new Set<string>(data.dimension_details.map(({ id }) => id));
	for (const { dimension, grade, min_confidence } of requirements) {
		if (!dimensions.has(dimension)) refuse(`there is no dimension "${dimension}"`);
		if (grade !== undefined && !data.grades.some(({ id }) => id === grade)) refuse(`there is no grade "${grade}"`);
		for (const confidence of [min_confidence, policy.min_confidence]) {
			if (confidence !== undefined && !CONFIDENCES.includes(confidence))
				refuse(`there is no confidence "${confidence}"`);
		}
	}
	if (policy.mode !== undefined && policy.mode !== "all" && policy.mode !== "any")
		refuse(`there is no mode "${policy.mode}"`);
	for (const name of policy.offerings ?? []) {
		if (!data.offerings.some((offering) => isNamed(offering, name))) refuse(`there is no offering "${name}"`);
	}
	for (const { offering: name, until } of policy.exceptions ?? []) {
		if (!data.offerings.some((offering) => isNamed(offering, name))) refuse(`there is no offering "${name}"`);
		if (!/^\d{4}-\d{2}-\d{2}$/.test(until)) refuse(`an exception for ${name} has no end (until: YYYY-MM-DD)`);
	}
}

function isLookedAt(offering: PublishedOffering, policy: Policy, country: string | undefined): boolean {
	const { families, countries, offerings } = policy;
	// A retired offering that is named is looked at, and fails.
	if (offering.status === "retired" && offerings === undefined) return false;
	if (families && !families.some((family) => family.toLowerCase() === offering.model_family.toLowerCase()))
		return false;
	if (countries && (country === undefined || !countries.includes(country))) return false;
	return offerings === undefined || offerings.some((id) => isNamed(offering, id));
}

/** True for an id that an offering bears or bore: a policy in another project outlives a renaming. */
function isNamed({ id, aliases }: PublishedOffering, name: string): boolean {
	return id === name || aliases.includes(name);
}

function resultOf(
	offering: PublishedOffering,
	policy: Policy,
	requirements: readonly Requirement[],
	data: MatchData,
	today: string,
): MatchResult {
	const exceptions = (policy.exceptions ?? []).filter((one) => isNamed(offering, one.offering) && one.until >= today);
	const checked = requirements.map((requirement): CheckedCell => {
		const { dimension, grade = DEFAULT_GRADE } = requirement;
		const cell = offering.dimensions[dimension];
		const reason = missOf(requirement, policy, cell, offering.not_applicable.includes(dimension), data, today);
		const exception = reason === null ? undefined : exceptions.find((one) => one.dimension === dimension);
		return {
			cell_id: `${offering.id}/${dimension}`,
			dimension,
			least: grade,
			grade: cell?.value ?? null,
			met: reason === null,
			reason,
			exception: exception ? { reason: exception.reason, until: exception.until } : null,
			confidence: cell?.confidence ?? null,
			finding: cell?.finding ?? null,
			caveat: cell?.caveat ?? null,
			limits: cell?.limits ?? [],
			source: cell?.source ?? null,
			archived: cell?.archived ?? null,
			quote: cell?.sources[0]?.quote ?? null,
			evidence_date: cell?.evidence_date ?? null,
			fresh_until: cell?.fresh_until ?? null,
			permalink: `${offering.permalink}#${dimension}`,
		};
	});
	return {
		offering: offering.id,
		name: offering.name,
		meets: offering.status !== "retired" && checked.every(({ met, exception }) => met || exception !== null),
		cells: checked,
		models_missing: offering.model_exceptions
			.filter(({ dimensions }) =>
				requirements.some((requirement) => {
					const cell = dimensions[requirement.dimension];
					return cell !== undefined && missOf(requirement, policy, cell, false, data, today) !== null;
				}),
			)
			.map(({ model }) => model),
		retired_on: offering.retired_on,
	};
}

/** Returns why a cell does not reach a requirement; null when it does. What is not known does not reach it. */
function missOf(
	{ dimension, grade = DEFAULT_GRADE, min_confidence, fresh }: Requirement,
	policy: Policy,
	cell: PublishedCell | undefined,
	inapplicable: boolean,
	data: MatchData,
	today: string,
): string | null {
	const label = data.dimension_details.find(({ id }) => id === dimension)?.label ?? dimension;
	if (inapplicable) return `${label} does not apply: the models come from several developers`;
	if (!cell) return `${label} is not assessed`;
	if (cell.contrary) return `${label}: the opposite practice is documented`;
	const gradeNamed = (id: GradeId) => data.grades.find((one) => one.id === id);
	const [is, least] = [gradeNamed(cell.value), gradeNamed(grade)];
	if (!is || !least || is.rank < least.rank) return `${label} is "${is?.label}", below "${least?.label}"`;
	const confidence = min_confidence ?? policy.min_confidence;
	if (confidence !== undefined && CONFIDENCES.indexOf(cell.confidence) > CONFIDENCES.indexOf(confidence)) {
		return `${label}: confidence is ${cell.confidence}, below ${confidence}`;
	}
	if ((fresh ?? policy.fresh) && (cell.fresh_until === null || cell.fresh_until < today)) {
		const until = cell.fresh_until === null ? "is undated" : `was fresh until ${cell.fresh_until}`;
		return `${label}: the evidence ${until}`;
	}
	return null;
}
