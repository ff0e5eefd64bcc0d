import { type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import { CONFIDENCES, type GradeId, gradeOf } from "../../schemas/grades.ts";
import { DEFAULT_GRADE, type Policy, type Requirement } from "../../schemas/policy.ts";
import type { PublishedCell, PublishedOffering } from "../../schemas/published.ts";
import type { Dataset } from "../publish/dataset.ts";

/** A requirement that an offering does not meet. */
export interface Miss {
	readonly dimension: DimensionId;
	/** Null where the dimension was not assessed or does not apply. */
	readonly grade: GradeId | null;
	readonly reason: string;
}

/** What became of one offering. */
export interface MatchResult {
	readonly offering: string;
	readonly name: string;
	readonly meets: boolean;
	readonly misses: readonly Miss[];
	/** Dimensions that an exception of the policy lets pass. */
	readonly excepted: readonly { readonly dimension: DimensionId; readonly reason: string }[];
	/** Models of the family whose own cells do not meet the policy. */
	readonly models_missing: readonly string[];
}

/** The offerings that a policy looks at, each with what it misses; in the order of the data set. Retired ones are left out. */
export function matchesOf(dataset: Dataset, policy: Policy, today: string): MatchResult[] {
	const countries = new Map(dataset.header.vendors.map(({ id, country }) => [id, country]));
	return dataset.offerings
		.filter((offering) => isLookedAt(offering, policy, countries.get(offering.platform_id)))
		.map((offering) => resultOf(offering, policy, today));
}

function isLookedAt(offering: PublishedOffering, policy: Policy, country: string | undefined): boolean {
	if (offering.status === "retired") return false;
	if (policy.families && !policy.families.some((family) => sameWords(family, offering.model_family))) return false;
	if (policy.countries && (country === undefined || !policy.countries.includes(country))) return false;
	return policy.offerings === undefined || policy.offerings.some((id) => isNamed(offering, id));
}

/** Whether an id is that of an offering, or was: a policy in another project outlives a renaming. */
function isNamed({ id, aliases }: PublishedOffering, name: string): boolean {
	return id === name || aliases.includes(name);
}

function sameWords(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}

function resultOf(offering: PublishedOffering, policy: Policy, today: string): MatchResult {
	const exceptions = (policy.exceptions ?? []).filter(
		(one) => isNamed(offering, one.offering) && (one.until === undefined || one.until >= today),
	);
	const missed = policy.require.flatMap((requirement) => {
		const inapplicable = offering.not_applicable.includes(requirement.dimension);
		const reason = missOf(requirement, policy, offering.dimensions[requirement.dimension], inapplicable, today);
		return reason === null ? [] : [{ requirement, reason }];
	});
	const exceptionFor = (dimension: DimensionId) => exceptions.find((one) => one.dimension === dimension);
	const misses = missed
		.filter(({ requirement }) => !exceptionFor(requirement.dimension))
		.map(({ requirement: { dimension }, reason }) => ({
			dimension,
			grade: offering.dimensions[dimension]?.value ?? null,
			reason,
		}));
	return {
		offering: offering.id,
		name: offering.name,
		meets: misses.length === 0,
		misses,
		excepted: missed.flatMap(({ requirement: { dimension } }) => {
			const exception = exceptionFor(dimension);
			return exception ? [{ dimension, reason: exception.reason }] : [];
		}),
		models_missing: offering.model_exceptions
			.filter(({ dimensions }) =>
				policy.require.some(
					(requirement) =>
						dimensions[requirement.dimension] !== undefined &&
						missOf(requirement, policy, dimensions[requirement.dimension], false, today) !== null,
				),
			)
			.map(({ model }) => model),
	};
}

/** Why a cell does not reach a requirement; null when it does. What is not known does not reach it. */
function missOf(
	{ dimension, grade = DEFAULT_GRADE, min_confidence, fresh }: Requirement,
	policy: Policy,
	cell: PublishedCell | undefined,
	inapplicable: boolean,
	today: string,
): string | null {
	const { label } = dimensionOf(dimension);
	if (inapplicable) return `${label} does not apply: the models come from several developers`;
	if (!cell) return `${label} is not assessed`;
	if (cell.contrary) return `${label}: the opposite practice is documented`;
	if (gradeOf(cell.value).rank < gradeOf(grade).rank) {
		return `${label} is "${gradeOf(cell.value).label}", below "${gradeOf(grade).label}"`;
	}
	const least = min_confidence ?? policy.min_confidence;
	if (least !== undefined && CONFIDENCES.indexOf(cell.confidence) > CONFIDENCES.indexOf(least)) {
		return `${label}: confidence is ${cell.confidence}, below ${least}`;
	}
	if ((fresh ?? policy.fresh) && (cell.fresh_until === null || cell.fresh_until < today)) {
		return `${label}: the evidence is ${cell.fresh_until === null ? "undated" : "expired"}`;
	}
	return null;
}
