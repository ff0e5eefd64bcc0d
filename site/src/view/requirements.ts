import type { Confidence, GradeId } from "../artifact/shape.ts";
import type { Kind } from "./glyph.ts";

/** Requirements that readers have in common: dimension → least grade. */
export const PRESETS: readonly { readonly name: string; readonly require: Readonly<Record<string, GradeId>> }[] = [
	{
		name: "Health data in the US",
		require: {
			hipaa_baa: "yes_sales_gated",
			soc2_type2: "yes_sales_gated",
			training_on_customer_data: "yes_sales_gated",
		},
	},
	{
		name: "Personal data of EU residents",
		require: {
			gdpr_dpa: "yes_sales_gated",
			subprocessor_change: "partial",
			breach_notice: "partial",
			data_residency: "yes_sales_gated",
		},
	},
	{
		name: "No training and zero retention",
		require: { training_on_customer_data: "yes_sales_gated", retention_zdr: "yes_sales_gated" },
	},
	{ name: "GPAI Code of Practice", require: { gpai_cop: "yes_public", art53_summary: "partial" } },
];

const RANK: Readonly<Record<GradeId, number>> = {
	yes_public: 5,
	yes_sales_gated: 4,
	yes_platform_only: 3,
	partial: 2,
	unclear: 1,
	no_public_evidence: 0,
};
/** Ranks of what a glyph shows; the documented opposite and what is absent meet nothing. */
const KIND_RANK: Readonly<Record<Kind, number>> = {
	public: 5,
	gated: 4,
	elsewhere: 3,
	partial: 2,
	unclear: 1,
	none: 0,
	opposite: -1,
	blank: -1,
};
const CONFIDENCES: readonly Confidence[] = ["low", "medium", "high"];

/** Requirements for every offering. */
export interface Requirements {
	readonly require: Readonly<Record<string, GradeId>>;
	readonly confidence: Confidence | null;
	readonly fresh: boolean;
}

/** Facts about an answer that a glyph of the matrix shows. */
export interface Fact {
	readonly kind: Kind;
	readonly confidence: Confidence;
	/** Last day on which the evidence counts as fresh; null where its date is not known. */
	readonly until: string | null;
}

/** Why an answer misses a requirement: its grade, its confidence or its age; null when it does not. */
export function missOf(
	fact: Fact | undefined,
	grade: GradeId,
	{ confidence, fresh }: Pick<Requirements, "confidence" | "fresh">,
	today: string,
): "grade" | "confidence" | "age" | null {
	if (!fact || KIND_RANK[fact.kind] < RANK[grade]) return "grade";
	if (confidence !== null && CONFIDENCES.indexOf(fact.confidence) < CONFIDENCES.indexOf(confidence))
		return "confidence";
	if (fresh && (fact.until === null || fact.until < today)) return "age";
	return null;
}

/** The dimensions in which an offering misses what is required. */
export function missesOf(facts: ReadonlyMap<string, Fact>, asked: Requirements, today: string): string[] {
	return Object.entries(asked.require).flatMap(([dimension, grade]) =>
		missOf(facts.get(dimension), grade, asked, today) === null ? [] : [dimension],
	);
}

/** The requirements as the policy file that `match` takes. */
export function policyText({ require, confidence, fresh }: Requirements): string {
	return [
		"require:",
		...Object.entries(require).flatMap(([dimension, grade]) => [`  - dimension: ${dimension}`, `    grade: ${grade}`]),
		...(confidence === null ? [] : [`min_confidence: ${confidence}`]),
		...(fresh ? ["fresh: true"] : []),
		"",
	].join("\n");
}
