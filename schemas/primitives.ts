import { z } from "zod";

/**
 * The scalar types that every record is made of. Their shape (type, length, pattern) is checked here;
 * what needs more than the string itself (a date that exists, an address that is public) is a rule's work.
 */

/** Kebab-case id, the file's name without `.yaml`. */
export const id = z
	.string()
	.min(1)
	.max(64)
	.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case letters, digits and single hyphens");

/** ISO calendar date, `YYYY-MM-DD`. That it exists is `date/real`'s to check. */
export const date = z.string().min(1).max(32).meta({ format: "date" });

/** Absolute https address. What makes one acceptable is `source/url`'s to check. */
export const url = z.string().min(1).max(2000).meta({ format: "uri" });

/** A line of plain text of at most `max` UTF-16 code units. */
export function line(max: number) {
	return z
		.string()
		.min(1)
		.max(max)
		.regex(/^[^\r\n]*$/, "one line of text");
}

/** `contentMediaType` of texts that are Markdown. */
export const MARKDOWN = "text/markdown";

/** Markdown of at most `max` UTF-16 code units: paragraphs, emphasis, code, links and lists. */
export function markdown(max: number) {
	return z.string().min(1).max(max).meta({ contentMediaType: MARKDOWN });
}

/** A short list of short lines. */
export function lines(maxItems = 100, maxLength = 200) {
	return z.array(line(maxLength)).min(1).max(maxItems);
}
