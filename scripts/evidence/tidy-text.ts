/** Unifies spaces, quotation marks and dashes, and drops invisible characters and empty lines: typesetting is no change of text. */
export function tidyText(text: string): string {
	return (
		text
			.normalize("NFKC")
			.replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, "")
			.replace(/[‘’‚‛′]/g, "'")
			.replace(/[“”„‟″«»]/g, '"')
			.replace(/[‐‑‒–—―−]/g, "-")
			.split(/[\r\n\u2028\u2029]+/)
			// Single spaces, the bulk of a text, are not matched: replacing each would cost much memory.
			.map((line) => line.replace(/[\s\p{Cc}]{2,}|[^\S ]|\p{Cc}/gu, " ").trim())
			.filter((line) => line !== "")
			.join("\n")
	);
}
