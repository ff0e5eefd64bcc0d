/** Longest title that search engines show whole, in characters. */
export const MAX_TITLE = 65;

/** The title of a document: with the registry's name where that fits, cut at a word where it does not fit alone. */
export function pageTitle(title: string, name: string): string {
	if (title === name) return name;
	const full = `${title} · ${name}`;
	return full.length <= MAX_TITLE ? full : cut(title, MAX_TITLE);
}

/** A text of at most so many characters, cut after a word. */
export function cut(text: string, max: number): string {
	if (text.length <= max) return text;
	const part = text.slice(0, max - 1);
	return `${part.slice(0, Math.max(part.lastIndexOf(" "), max / 2)).replace(/[\s,;:.]+$/, "")}…`;
}

/** The name of an offering without a remark in brackets at its end, for narrow places. */
export function shortName(name: string): string {
	return name
		.replace(/\s*\([^()]*\)$/, "")
		.replace("Amazon Bedrock", "Bedrock")
		.replace("Google Cloud Vertex AI", "Vertex AI");
}
