import { z } from "zod";
import { MAX_CAVEAT } from "./cell.ts";
import { DIMENSION_IDS } from "./dimensions/index.ts";
import { GRADE_IDS } from "./grades.ts";
import { date, id, line, url } from "./primitives.ts";

/** The answer of somebody who read the evidence again and found the cell right. */
export const STILL_RIGHT = "still_right";

/** The answer of somebody who looked at a flagged change and found that it does not matter. */
export const DISMISSED = "dismissed";

export const correctionSchema = z
	.strictObject({
		offering: id.describe("Id of the offering."),
		dimension: z.enum(DIMENSION_IDS as [string, ...string[]]).describe("Id of the dimension."),
		answer: z
			.enum([...GRADE_IDS, STILL_RIGHT, DISMISSED])
			.describe("The grade that it should have, that it is still right, or that a flagged change does not matter."),
		source: url.describe("Address of the page that was read."),
		archived: url.optional().describe("Archived copy of that very address."),
		read_on: date.describe("Day on which it was read, YYYY-MM-DD."),
		locator: line(200).optional().describe("Where on the page."),
		finding: z.string().min(1).max(4000).describe("What the page says, in the person's own words."),
		caveat: line(MAX_CAVEAT).optional().describe("What to check before signing; not with yes_public."),
		affiliation: z.enum(["none", "vendor", "competitor"]).describe("Whether the person works for or with a vendor."),
		credit: line(80).optional().describe("How the person is to be credited."),
	})
	.meta({ title: "Correction", description: "A proposed change of one cell, with evidence." });

export type Correction = z.infer<typeof correctionSchema>;
