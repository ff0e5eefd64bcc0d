import { parseDocument } from "yaml";

/** CITATION.cff with another version and day of release; everything else stays, comments and order included. */
export function citationOf(text: string, version: string, date: string): string {
	const document = parseDocument(text);
	const [error] = document.errors;
	if (error) throw error;
	document.set("version", version);
	document.set("date-released", date);
	return document.toString({ lineWidth: 0 });
}
