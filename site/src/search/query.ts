import { NAMES } from "./names.ts";
import { QUESTION_WORDS } from "./synonyms.ts";

/** Longest query that is read, in characters. */
const MAX_QUERY = 100;

/** Returns a text in the form in which words are compared: lower case, without accents, signs as spaces. */
function normalized(text: string): string {
	return text
		.slice(0, MAX_QUERY)
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

/** Returns the words of a text as they are compared. */
export function wordsOf(text: string): string[] {
	return normalized(text).split(" ").filter(Boolean);
}

/** Words for questions, each also written as one word: `zerodataretention`. */
const phrases = Object.entries(QUESTION_WORDS).flatMap(([id, texts]) =>
	[...new Set(texts.flatMap((text) => [text, text.replaceAll(" ", "")]))].map((text) => ({
		id,
		words: text.split(" "),
	})),
);
const names = Object.entries(NAMES).map(([text, means]) => ({ words: text.split(" "), means: means.split(" ") }));

/** A query taken apart: the questions that it names, and what remains for offerings. */
export interface Query {
	/** Question id → score: how many words named it, whole words above beginnings. */
	readonly questions: ReadonlyMap<string, number>;
	/** Each word with what it may mean; any of the meanings will do, each of which is some words. */
	readonly rest: readonly (readonly string[])[];
}

/** Tells whether a phrase stands at a place of the words; whole words only. */
function startsAt(words: readonly string[], at: number, phrase: readonly string[]): boolean {
	return phrase.every((word, offset) => words[at + offset] === word);
}

/** Writes neighbours as the one word that they are known by: `open ai` is `openai`. */
export function joined(words: readonly string[], known: ReadonlySet<string>): string[] {
	const list: string[] = [];
	for (let at = 0; at < words.length; at += 1) {
		const [word = "", next] = words.slice(at);
		const both = next !== undefined && known.has(word + next);
		list.push(both ? word + next : word);
		if (both) at += 1;
	}
	return list;
}

/** Takes the words of a query apart. */
export function takeApart(words: readonly string[]): Query {
	const questions = new Map<string, number>();
	const rest: string[][] = [];
	for (let at = 0; at < words.length; ) {
		const named = names.filter(({ words: phrase }) => startsAt(words, at, phrase));
		const asked = phrases.filter(({ words: phrase }) => startsAt(words, at, phrase));
		const longest = Math.max(0, ...[...named, ...asked].map(({ words }) => words.length));
		if (longest === 0) {
			rest.push([words[at] ?? ""]);
			at += 1;
			continue;
		}
		for (const { id, words } of asked)
			if (words.length === longest) questions.set(id, (questions.get(id) ?? 0) + longest);
		const meaning = named.find(({ words }) => words.length === longest);
		if (meaning) rest.push([words.slice(at, at + longest).join(" "), meaning.means.join(" ")]);
		at += longest;
	}
	return { questions, rest };
}

/** The words of a filter with what they may mean; words for questions are words like any other. */
export function takeName(words: readonly string[]): Query["rest"] {
	const rest: string[][] = [];
	for (let at = 0; at < words.length; ) {
		const meaning = names
			.filter(({ words: phrase }) => startsAt(words, at, phrase))
			.sort((a, b) => b.words.length - a.words.length)[0];
		const length = meaning?.words.length ?? 1;
		const typed = words.slice(at, at + length).join(" ");
		rest.push(meaning ? [typed, meaning.means.join(" ")] : [typed]);
		at += length;
	}
	return rest;
}
