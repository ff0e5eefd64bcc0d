import { EMPTY_ANSWER } from "../../scripts/corrections/form.ts";
import { QUESTIONS } from "../../scripts/corrections/questions.ts";

/** The answers of a person who found a certificate. */
export const ANSWERS: Readonly<Record<string, string>> = {
	offering: "acme-api",
	dimension: "iso_42001",
	answer: "Yes, public",
	holds_for: "This offering",
	source: "https://acme.com/iso-42001",
	read_on: "2026-11-22",
	locator: "Certificates",
	quote: "The certificate covers the Acme API.",
	finding: "Certificate that names the API",
	notes: "Acme publishes an ISO/IEC 42001 certificate that names the API.",
	notes_mode: "Replace the notes by my words",
	facts: "scope_names_service: yes",
	affiliation: "No affiliation",
	credit: "@finder",
};

/** The body of an issue as GitHub makes it from the form; null leaves a question out. */
export function body(changes: Readonly<Record<string, string | null>> = {}): string {
	return QUESTIONS.flatMap(({ key, label }) => {
		const answer = key in changes ? changes[key] : (ANSWERS[key] ?? EMPTY_ANSWER);
		return answer === null ? [] : [`### ${label}\n\n${answer}\n`];
	}).join("\n");
}
