import { QUESTIONS } from "../../scripts/corrections/form.ts";

/** The answers of a person who found a certificate. */
export const ANSWERS: Readonly<Record<string, string>> = {
	offering: "Acme API (acme-api)",
	dimension: "ISO 42001",
	answer: "Yes, public",
	source: "https://acme.com/iso-42001",
	archived: "_No response_",
	read_on: "2026-11-22",
	locator: "Certificates",
	finding: "Acme publishes an ISO/IEC 42001 certificate that names the API.",
	caveat: "_No response_",
	affiliation: "No affiliation",
	credit: "@finder",
};

/** The body of an issue as GitHub makes it from the form; null leaves a question out. */
export function body(changes: Readonly<Record<string, string | null>> = {}): string {
	return QUESTIONS.flatMap(({ key, label }) => {
		const answer = key in changes ? changes[key] : ANSWERS[key];
		return answer === null || answer === undefined ? [] : [`### ${label}\n\n${answer}\n`];
	}).join("\n");
}
