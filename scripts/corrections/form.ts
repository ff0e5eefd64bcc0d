import { z } from "zod";
import { type Correction, correctionSchema, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADES } from "../../schemas/grades.ts";
import { quoted } from "../rules/words.ts";

/** Longest issue body that is read, in characters. */
export const MAX_BODY = 20_000;
/** What GitHub writes for an answer that was left empty. */
const NO_ANSWER = "_No response_";
/** An account of GitHub, as it is mentioned. */
const ACCOUNT = /^@[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$/;

/** A choice of a list: what the form shows, and what it means. */
export interface Choice {
	readonly shown: string;
	readonly value: string;
}

/** One question of the correction form. */
export interface Question {
	readonly key: keyof Correction;
	readonly label: string;
	readonly help: string;
	readonly required: boolean;
	/** Null for free text; `offerings` are listed by the registry. */
	readonly choices: readonly Choice[] | "offerings" | null;
	readonly long?: true;
}

/** What a person says of the vendor; the pull request template asks the same. */
export const AFFILIATIONS = [
	{ shown: "No affiliation", value: "none" },
	{ shown: "I work for or with the vendor", value: "vendor" },
	{ shown: "I work for or with a competitor of the vendor", value: "competitor" },
] as const satisfies readonly { shown: string; value: Correction["affiliation"] }[];

/** The questions in the order in which the form asks them; the form is generated from them, and bodies are read by them. */
export const QUESTIONS: readonly Question[] = [
	{ key: "offering", label: "Offering", help: "Which offering is it about?", required: true, choices: "offerings" },
	{
		key: "dimension",
		label: "Dimension",
		help: "Which question?",
		required: true,
		choices: DIMENSIONS.map(({ id, label }) => ({ shown: label, value: id })),
	},
	{
		key: "answer",
		label: "What it should say",
		help: "The grade, or that it is still right.",
		required: true,
		choices: [
			...GRADES.map(({ id, label }) => ({ shown: label, value: id })),
			{ shown: "Still right, I re-read it", value: STILL_RIGHT },
			{ shown: "Dismiss the flag, what changed does not matter", value: DISMISSED },
		],
	},
	{
		key: "source",
		label: "Source address",
		help: "The public page that says so, https.",
		required: true,
		choices: null,
	},
	{
		key: "archived",
		label: "Archived address",
		help: "A copy of that page on web.archive.org.",
		required: false,
		choices: null,
	},
	{ key: "read_on", label: "Date on which you read it", help: "YYYY-MM-DD", required: true, choices: null },
	{ key: "locator", label: "Where on the page", help: "Section or page.", required: false, choices: null },
	{
		key: "finding",
		label: "What it says, in your words",
		help: "Neutral, specific, one fact per sentence.",
		required: true,
		choices: null,
		long: true,
	},
	{
		key: "caveat",
		label: "What a buyer should check",
		help: "One line of at most 120 characters. Leave it empty for Yes, public.",
		required: false,
		choices: null,
	},
	{
		key: "affiliation",
		label: "Affiliation with the vendor",
		help: "Please be open about it.",
		required: true,
		choices: AFFILIATIONS,
	},
	{
		key: "credit",
		label: "How to credit you",
		help: "An @account or a name; empty for no credit.",
		required: false,
		choices: null,
	},
];

/** One thing that is wrong with a correction, in words for the person who wrote it. */
export interface FormProblem {
	readonly question: string;
	readonly message: string;
}

export type FormResult = { readonly correction: Correction } | { readonly problems: readonly FormProblem[] };

/**
 * Reads the body of an issue made with the form. Each heading has to be there once and in its place; whatever stands
 * under it is data. A heading that is repeated or that the form does not have (a look-alike within an answer) is
 * refused, not guessed at.
 */
export function readForm(body: string): FormResult {
	if (body.length > MAX_BODY) return refuse("", `the text is longer than ${MAX_BODY} characters`);
	const lines = body.replace(/\r\n?/g, "\n").split("\n");
	const places = QUESTIONS.map(({ label }) =>
		lines.flatMap((line, at) => (line.trimEnd() === `### ${label}` ? [at] : [])),
	);
	const problems: FormProblem[] = [];
	for (const [index, { label }] of QUESTIONS.entries()) {
		const found = places[index] ?? [];
		if (found.length === 0) problems.push({ question: label, message: "the heading of this question is missing" });
		if (found.length > 1)
			problems.push({ question: label, message: "the heading of this question is there more than once" });
	}
	if (problems.length > 0) return { problems };
	const starts = places.map(([at = 0]) => at);
	if (starts.some((at, index) => index > 0 && at < (starts[index - 1] ?? 0))) {
		return refuse("", "the questions are not in their order");
	}
	if (lines.slice(0, starts[0]).some((line) => line.trim() !== ""))
		return refuse("", "there is text before the first question");
	const answers = new Map<string, unknown>();
	for (const [index, question] of QUESTIONS.entries()) {
		const answer = lines
			.slice((starts[index] ?? 0) + 1, starts[index + 1])
			.join("\n")
			.trim();
		if (answer === "" || answer === NO_ANSWER) {
			if (question.required) problems.push({ question: question.label, message: "this needs an answer" });
			continue;
		}
		const read = readAnswer(question, answer);
		if ("fault" in read) problems.push({ question: question.label, message: read.fault });
		else answers.set(question.key, read.value);
	}
	return problems.length > 0 ? { problems } : readCorrection(Object.fromEntries(answers));
}

/** What one answer means, or why it cannot be taken. */
export function readAnswer({ choices, long, key }: Question, answer: string): { value: string } | { fault: string } {
	if (!long && answer.includes("\n")) return { fault: "write it on one line" };
	const fault = textFault(key, answer);
	if (fault !== null) return { fault };
	if (choices === "offerings") return { value: /^.* \(([a-z0-9-]+)\)$/.exec(answer)?.[1] ?? answer };
	if (choices !== null) {
		const chosen = choices.find(({ shown }) => shown === answer);
		if (!chosen) return { fault: `choose one of: ${choices.map(({ shown }) => shown).join("; ")}` };
		return { value: chosen.value };
	}
	const lines = answer.normalize("NFC").split("\n");
	const tidy = lines.map((line) => line.replace(/\s+/g, " ").trim()).join("\n");
	return { value: tidy.replace(/\n{3,}/g, "\n\n") };
}

/** Holds a value to the schema of a correction, and its texts to what the form takes. */
export function readCorrection(value: unknown): FormResult {
	const parsed = correctionSchema.safeParse(value);
	if (!parsed.success) {
		return {
			problems: parsed.error.issues.map((issue) => ({
				question: labelOf(issue.path[0]) ?? z.core.toDotPath(issue.path),
				message: issue.message,
			})),
		};
	}
	const problems = QUESTIONS.flatMap(({ key, label }): FormProblem[] => {
		const fault = textFault(key, parsed.data[key] ?? "");
		return fault === null ? [] : [{ question: label, message: fault }];
	});
	return problems.length > 0 ? { problems } : { correction: parsed.data };
}

/** The label of the question with that key; undefined where there is none. */
export function labelOf(key: unknown): string | undefined {
	return QUESTIONS.find((question) => question.key === key)?.label;
}

/** Why a text cannot be an answer, whatever it says; null when it can. */
function textFault(key: keyof Correction, text: string): string | null {
	if (text.includes("<!--")) return "a comment is not an answer; delete it";
	if (/[^\P{C}\n\t]|[\p{Zl}\p{Zp}]/u.test(text)) return "it holds invisible characters; write it anew";
	if (/^\s*(?:```|~~~)/m.test(text)) return "write it as plain sentences, without code blocks";
	const [heading] = /^ {0,3}#{1,6}(?:[ \t].*)?$/m.exec(text) ?? [];
	if (heading !== undefined) return `the form has no heading ${quoted(heading.trim())}; write plain sentences`;
	return key === "credit" && text !== "" ? creditFault(text) : null;
}

/**
 * Why nobody can be credited so. A credit goes into a commit message and the changelog, where GitHub reads
 * references (`fixes #1`, `GH-1`), mentions, addresses and commands.
 */
function creditFault(credit: string): string | null {
	if (ACCOUNT.test(credit)) return null;
	if (/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’()+-]*$/u.test(credit) && !/\bGH-\d|\bwww\./i.test(credit)) return null;
	return "write your @account, or a name of letters, digits, spaces and . , ' ( ) + -";
}

function refuse(question: string, message: string): FormResult {
	return { problems: [{ question, message }] };
}
