import type { Correction } from "../../schemas/correction.ts";
import { AFFILIATIONS } from "./questions.ts";

export type Affiliation = Correction["affiliation"];

/** The question as a pull request asks it: one line each, ticked where it is so. */
export function affiliationList(ticked: Affiliation | null): string {
	return AFFILIATIONS.map(({ shown, value }) => `- [${value === ticked ? "x" : " "}] ${shown}`).join("\n");
}

/** Returns the affiliation that a pull request's text declares; null when nothing, or more than one thing, is ticked. */
export function declaredAffiliation(body: string): Affiliation | null {
	const lines = body.split(/\r\n?|\n/).map((line) => line.trim());
	const ticked = AFFILIATIONS.filter(({ shown }) =>
		lines.some((line) => /^[-*+] \[[xX]\] /.test(line) && line.slice(6).trim() === shown),
	);
	return ticked.length === 1 ? (ticked[0]?.value ?? null) : null;
}
