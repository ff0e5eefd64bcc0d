import type { DimensionId } from "./dimensions/index.ts";
import type { GradeId } from "./grades.ts";

/** A ready-made set of requirements. */
export interface Preset {
	readonly id: string;
	readonly label: string;
	readonly description: string;
	readonly require: readonly { readonly dimension: DimensionId; readonly grade: GradeId }[];
}

/** Presets that policies name under `presets` and the site offers as filters; the only place that holds them. */
export const PRESETS = [
	{
		id: "us_health_data",
		label: "Health data in the US",
		description: "A business associate agreement, an audited service, and no training on customer data.",
		require: [
			{ dimension: "hipaa_baa", grade: "yes_sales_gated" },
			{ dimension: "soc2_type2", grade: "yes_sales_gated" },
			{ dimension: "training_on_customer_data", grade: "yes_sales_gated" },
		],
	},
	{
		id: "eu_personal_data",
		label: "Personal data of EU residents",
		description: "A data processing agreement, notice of subprocessors and breaches, and processing in the EU.",
		require: [
			{ dimension: "gdpr_dpa", grade: "yes_sales_gated" },
			{ dimension: "subprocessor_change", grade: "partial" },
			{ dimension: "breach_notice", grade: "partial" },
			{ dimension: "data_residency", grade: "yes_sales_gated" },
		],
	},
	{
		id: "no_training_zero_retention",
		label: "No training and zero retention",
		description: "Customer data trains no model, and zero retention can be had.",
		require: [
			{ dimension: "training_on_customer_data", grade: "yes_sales_gated" },
			{ dimension: "retention_zdr", grade: "yes_sales_gated" },
		],
	},
	{
		id: "gpai_code",
		label: "GPAI Code of Practice",
		description: "The model's developer signed the Code of Practice and published its training summary.",
		require: [
			{ dimension: "gpai_cop", grade: "yes_public" },
			{ dimension: "art53_summary", grade: "partial" },
		],
	},
] as const satisfies readonly Preset[];

export type PresetId = (typeof PRESETS)[number]["id"];

export const PRESET_IDS = PRESETS.map(({ id }) => id) as [PresetId, ...PresetId[]];
