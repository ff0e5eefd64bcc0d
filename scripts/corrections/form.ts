import type { z } from "zod";
import { type Correction, correctionSchema, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { isRealDate } from "../lib/dates.ts";
import { quoted } from "../rules/words.ts";
import { cleanAnswer, isNoAnswer } from "./clean.ts";
import { meant } from "./names.ts";
import { CHOOSE_ONE, labelOf, QUESTIONS, type Question, type QuestionKey } from "./questions.ts";

/** Longest issue body that is read, in UTF-16 code units. */
export const MAX_BODY = 20_000;
/** Text that GitHub writes for an answer that was left empty. */
export const EMPTY_ANSWER = "_No response_";
/** Account of GitHub, as it is mentioned. */
const ACCOUNT = /^@[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$/;

/** One thing that is wrong with a correction, in words for the person who wrote it. */
export interface FormProblem {
	/** Label of the question; "" for the form as a whole. */
	readonly question: string;
	readonly message: string;
}

/** A correction, and what was cleaned of the answers, as sentences. */
export interface ReadCorrection {
	readonly correction: Correction;
	readonly cleaned: readonly string[];
}

export type FormResult = ReadCorrection | { readonly problems: readonly FormProblem[] };

/** A single answer: its value and what was cleaned; or what is wrong with it. Null is no answer. */
export type ReadAnswer =
	| { readonly value: string | null; readonly cleaned: readonly string[] }
	| { readonly fault: string };

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
	return readAnswers(
		QUESTIONS.map((question, index) => ({
			question,
			answer: lines.slice((starts[index] ?? 0) + 1, starts[index + 1]).join("\n"),
		})),
	);
}

/** Reads a correction that was written as JSON, by the same rules as the form. */
export function readJson(value: unknown): FormResult {
	const fields = typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
	const unknown = Object.keys(fields).filter((key) => !QUESTIONS.some((question) => question.key === key));
	if (unknown.length > 0) return refuse("", `a correction has no ${unknown.map(quoted).join(", ")}`);
	const wrong = QUESTIONS.filter(({ key }) => fields[key] !== undefined && typeof fields[key] !== "string");
	if (wrong.length > 0)
		return { problems: wrong.map(({ label }) => ({ question: label, message: "write it as text" })) };
	return readAnswers(QUESTIONS.map((question) => ({ question, answer: (fields[question.key] as string) ?? "" })));
}

function readAnswers(answers: readonly { readonly question: Question; readonly answer: string }[]): FormResult {
	const problems: FormProblem[] = [];
	const cleaned: string[] = [];
	const values = new Map<QuestionKey, string>();
	for (const { question, answer } of answers) {
		const read = readAnswer(question, answer);
		if ("fault" in read) problems.push({ question: question.label, message: read.fault });
		else {
			if (read.value !== null) values.set(question.key, read.value);
			cleaned.push(...read.cleaned.map((what) => `${question.label}: we ${what}.`));
		}
	}
	const missing = missingAnswers(values).filter(({ question }) => !problems.some((one) => one.question === question));
	if (problems.length + missing.length > 0) return { problems: [...problems, ...missing] };
	const parsed = correctionSchema.safeParse(Object.fromEntries(values));
	if (parsed.success) return { correction: parsed.data, cleaned };
	// Every answer was held to its part of the schema already.
	throw new Error(`the answers are no correction: ${parsed.error.message}`);
}

/** Answers that the grade makes necessary. */
function missingAnswers(values: ReadonlyMap<QuestionKey, string>): FormProblem[] {
	const answer = values.get("answer");
	if (answer === undefined || answer === STILL_RIGHT) return [];
	const needed: readonly QuestionKey[] = answer === DISMISSED ? ["notes"] : ["finding", "notes"];
	return needed
		.filter((key) => !values.has(key))
		.map((key) => ({ question: labelOf(key), message: "this needs an answer" }));
}

/** Reads one answer: cleans it, and holds it to what the question takes. */
export function readAnswer(question: Question, given: string): ReadAnswer {
	const { key, choices, long, required } = question;
	const { text, done } = cleanAnswer(key, given, long === true);
	const isEmpty = text === "" || text === EMPTY_ANSWER || text === CHOOSE_ONE || (choices === null && isNoAnswer(text));
	if (isEmpty) {
		if (!required) return { value: null, cleaned: [] };
		return { fault: choices === null ? "this needs an answer" : `choose an answer; ${listOf(choices)}` };
	}
	const fault = !long && text.includes("\n") ? "write it on one line" : textFault(key, text);
	if (fault !== null) return { fault };
	if (choices !== null) {
		const chosen = choices.find(({ shown, value }) => shown === text || value === text);
		return chosen ? { value: chosen.value, cleaned: [] } : { fault: listOf(choices) };
	}
	if (key === "dimension") return readDimension(text);
	const parsed = correctionSchema.shape[key].safeParse(text);
	if (!parsed.success) return { fault: inWords(parsed.error, text) };
	if ((key === "source" || key === "archived") && !text.startsWith("https://")) {
		return { fault: `write the whole URL, beginning with https://, not ${quoted(text)}` };
	}
	if (key === "read_on" && !isRealDate(text)) {
		const why = /^\d{4}-\d{2}-\d{2}$/.test(text) ? "there is no such day" : "it can be read in more than one way";
		return { fault: `write the day as YYYY-MM-DD, such as 2026-11-24, not ${quoted(text)}: ${why}` };
	}
	return { value: text, cleaned: done };
}

function listOf(choices: readonly { readonly shown: string }[]): string {
	return `choose one of: ${choices.map(({ shown }) => shown).join("; ")}`;
}

function readDimension(text: string): ReadAnswer {
	const found = meant(text, DIMENSION_NAMES);
	if ("nearest" in found) {
		const near = DIMENSIONS.find(({ id }) => id === found.nearest);
		const hint = near
			? `Did you mean ${near.label}?`
			: `There are: ${DIMENSIONS.map(({ label }) => label).join(", ")}.`;
		return { fault: `there is no dimension ${quoted(text)}. ${hint}` };
	}
	const label = DIMENSIONS.find(({ id }) => id === found.id)?.label;
	return { value: found.id, cleaned: found.exact ? [] : [`read ${quoted(text)} as ${label}`] };
}

/** Ids and names of all dimensions. */
export const DIMENSION_NAMES = DIMENSIONS.map(({ id, label, slug, question }) => ({
	id,
	names: [label, slug, question],
}));

/** Says in words why the schema refuses a text. */
function inWords({ issues: [issue] }: z.ZodError, text: string): string {
	if (issue?.code === "too_big") return `this has ${text.length} characters; at most ${issue.maximum} fit`;
	if (issue?.code === "too_small") return `this has ${text.length} characters; write at least ${issue.minimum}`;
	return "write it in another way";
}

/** Says why a text cannot be an answer, whatever it says; null when it can. */
function textFault(key: QuestionKey, text: string): string | null {
	if (text.includes("<!--")) return "a comment is not an answer; delete it";
	if (/[^\P{C}\n\t]|[\p{Zl}\p{Zp}]/u.test(text)) return "it holds invisible characters; write it anew";
	if (/^[ \t]*(?:```|~~~)/m.test(text)) return "write it as plain sentences, without code blocks";
	const [heading] = /^ {0,3}#{1,6}(?:[ \t].*)?$/m.exec(text) ?? [];
	if (heading !== undefined) return `the form has no heading ${quoted(heading.trim())}; write plain sentences`;
	return key === "credit" ? creditFault(text) : null;
}

/**
 * Says why nobody can be credited so. A credit goes into a commit message and the changelog, where GitHub reads
 * references (`fixes #1`, `GH-1`), mentions, URLs and commands.
 */
function creditFault(credit: string): string | null {
	if (ACCOUNT.test(credit)) return null;
	if (/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’()+-]*$/u.test(credit) && !/\bGH-\d|\bwww\./i.test(credit)) return null;
	return "write your @account, or a name of letters, digits, spaces and . , ' ( ) + -";
}

function refuse(question: string, message: string): FormResult {
	return { problems: [{ question, message }] };
}
