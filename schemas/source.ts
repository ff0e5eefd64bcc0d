import { z } from "zod";
import { date, line, url } from "./primitives.ts";

/** One public document that a cell rests on. `kind` is derived from the vendors' domains, never written. */
export const sourceSchema = z
	.strictObject({
		url: url.describe("Absolute https address of the document."),
		title: line(200).optional().describe("Title of the document, as it names itself."),
		archived: url.optional().describe("Archived copy of that same address, for example on web.archive.org."),
		published: date.optional().describe("Date printed on the document."),
		captured: date
			.optional()
			.describe(
				"Date of the copy that was read; equal to `verified` for a live page; absent when a stored copy does not tell it.",
			),
		sha256: z
			.string()
			.regex(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits")
			.optional()
			.describe("SHA-256 of the normalised text that was read."),
		locator: line(200).optional().describe("Section or page within the document."),
		quote: line(300).optional().describe("The words relied upon, at most 300 characters."),
	})
	.meta({ id: "Source", title: "Source", description: "A public document that the cell rests on." });

export type Source = z.infer<typeof sourceSchema>;
