import { z } from "zod";
import { DIMENSION_IDS } from "./dimensions/index.ts";
import { CONFIDENCES, GRADE_IDS } from "./grades.ts";
import { PRESET_IDS, PRESETS } from "./presets.ts";
import { date, id, line } from "./primitives.ts";

/** The least grade of a requirement that names none: a yes for this very offering. */
export const DEFAULT_GRADE = "yes_sales_gated";

/** Ways in which offerings can meet a policy. */
export const MODES = ["all", "any"] as const;

const requirement = z
	.strictObject({
		dimension: z.enum(DIMENSION_IDS).describe("Id of the dimension."),
		grade: z.enum(GRADE_IDS).optional().describe(`Least grade that will do; ${DEFAULT_GRADE} when left out.`),
		min_confidence: z.enum(CONFIDENCES).optional().describe("Least confidence that will do; any when left out."),
		fresh: z.boolean().optional().describe("true: the evidence has to be fresh on the day of the match."),
	})
	.meta({ id: "Requirement", title: "Requirement", description: "What one cell must reach." });

const exception = z
	.strictObject({
		offering: id.describe("Id of the offering that it is made for."),
		dimension: z.enum(DIMENSION_IDS).describe("Id of the dimension that it lets pass."),
		reason: line(500).describe("Why it is let pass."),
		until: date.describe("Last day on which it holds; on the next one the cell fails again."),
	})
	.meta({ id: "PolicyException", title: "Exception", description: "A cell that is knowingly let pass, for a time." });

/** Schema of a policy file, which another project writes. */
export const policySchema = z
	.strictObject({
		mode: z
			.enum(MODES)
			.optional()
			.describe(
				"all: every offering must meet it, the default where `offerings` names them; any: one is enough, the default elsewhere.",
			),
		presets: z
			.array(z.enum(PRESET_IDS))
			.min(1)
			.max(PRESET_IDS.length)
			.optional()
			.describe(
				`Ready-made requirements, added to \`require\`. ${PRESETS.map(({ id: preset, description }) => `${preset}: ${description}`).join(" ")}`,
			),
		require: z
			.array(requirement)
			.min(1)
			.max(100)
			.optional()
			.describe("Every one of them has to be met; may be left out beside `presets`."),
		min_confidence: z.enum(CONFIDENCES).optional().describe("Least confidence of every requirement that names none."),
		fresh: z.boolean().optional().describe("true: evidence has to be fresh where a requirement does not say."),
		families: z.array(line(120)).min(1).max(100).optional().describe("Model families to look at; all when left out."),
		countries: z
			.array(z.string().regex(/^[A-Z]{2}$/, "a country code of two capital letters"))
			.min(1)
			.max(100)
			.optional()
			.describe("Countries (ISO 3166-1 alpha-2) of platforms to look at; all when left out."),
		offerings: z.array(id).min(1).max(1000).optional().describe("Offerings to look at; all when left out."),
		exceptions: z.array(exception).max(200).optional().describe("Cells that are knowingly let pass."),
	})
	.meta({ title: "Policy", description: "Requirements that offerings are held to." });

export type Policy = z.infer<typeof policySchema>;
export type Requirement = NonNullable<Policy["require"]>[number];
