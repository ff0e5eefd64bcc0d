import { z } from "zod";
import { MAX_CAVEAT, MAX_FINDING } from "./cell.ts";
import { DIMENSION_IDS } from "./dimensions/index.ts";
import { GRADE_IDS } from "./grades.ts";
import { date, line, url } from "./primitives.ts";
import { MAX_QUOTE, MIN_QUOTE } from "./source.ts";

/** Answer of somebody who read the evidence again and found the cell right. */
export const STILL_RIGHT = "still_right";

/** Answer of somebody who looked at a flagged change and found that it does not matter. */
export const DISMISSED = "dismissed";

/** Longest notes of a correction, in UTF-16 code units. */
export const MAX_CORRECTION_NOTES = 4000;

/** Longest list of facts of a correction, in UTF-16 code units. */
export const MAX_CORRECTION_FACTS = 2000;

/** Offerings that an answer holds for. */
export const HOLDS_FOR = ["offering", "shared", "unknown"] as const;
/** Things that can happen to the notes that are there. */
export const NOTES_MODES = ["add", "replace"] as const;
/** Answers to facts and qualifiers of the record that the person did not write anew. */
export const OTHERS = ["hold", "remove", "maintainer"] as const;

export const correctionSchema = z
	.strictObject({
		offering: line(120).describe("Id of the offering; a former id or its name is understood as well."),
		dimension: z.enum(DIMENSION_IDS).describe("Id of the dimension."),
		answer: z
			.enum([...GRADE_IDS, STILL_RIGHT, DISMISSED])
			.describe("The grade that it should have, that it is still right, or that a flagged change does not matter."),
		holds_for: z
			.enum(HOLDS_FOR)
			.describe("offering: this one alone; shared: every offering of its service or developer; unknown."),
		source: url.describe("URL of the page that was read."),
		archived: url.optional().describe("Archived copy of that very page."),
		read_on: date.describe("Day on which it was read, YYYY-MM-DD."),
		locator: line(200).optional().describe("Where on the page."),
		quote: line(MAX_QUOTE).min(MIN_QUOTE).optional().describe("The sentence that proves it, word for word."),
		finding: line(MAX_FINDING).optional().describe("The answer in one phrase; needed with a grade."),
		notes: z
			.string()
			.min(1)
			.max(MAX_CORRECTION_NOTES)
			.optional()
			.describe("What the page says, in the person's own words; needed unless it is still right."),
		notes_mode: z.enum(NOTES_MODES).optional().describe("Whether the words are added to the notes or replace them."),
		facts: z
			.string()
			.min(1)
			.max(MAX_CORRECTION_FACTS)
			.optional()
			.describe("Facts of the dimension that the page states, one `name: value` per line."),
		others: z
			.enum(OTHERS)
			.optional()
			.describe(
				"Facts and qualifiers of the record that were not written anew: hold, remove, or maintainer (decides).",
			),
		caveat: line(MAX_CAVEAT).optional().describe("What to check before signing; not with yes_public."),
		affiliation: z.enum(["none", "vendor", "competitor"]).describe("Whether the person works for or with a vendor."),
		credit: line(80).optional().describe("How the person is to be credited."),
	})
	.meta({ title: "Correction", description: "A proposed change of one cell, with evidence." });

export type Correction = z.infer<typeof correctionSchema>;
