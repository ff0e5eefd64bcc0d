import { distance } from "fastest-levenshtein";
import type { SearchIndex, SearchOffering, SearchQuestion, SearchVendor } from "./shape.ts";
import { NAMES, QUESTION_WORDS, STOP } from "./synonyms.ts";

/** An answer that was found: an offering and one of its questions. */
export interface AnswerHit {
	readonly offering: SearchOffering;
	readonly question: SearchQuestion;
	/** Place of the question in the answers of the offering. */
	readonly at: number;
}

/** Hits, best first in each group; the groups in the order in which they are shown. */
export interface Found {
	readonly groups: readonly Group[];
	/** A query that finds something where this one does not, for a typing error. */
	readonly meant: string | null;
	/** Words that nothing in the registry has. */
	readonly unknown: readonly string[];
}

export type Group =
	| { readonly kind: "answers"; readonly hits: readonly AnswerHit[] }
	| { readonly kind: "questions"; readonly hits: readonly SearchQuestion[] }
	| { readonly kind: "offerings"; readonly hits: readonly SearchOffering[] }
	| { readonly kind: "vendors"; readonly hits: readonly SearchVendor[] };

/** Longest query that is read, in characters. */
const MAX_QUERY = 100;
/** Most answers that are listed for one query. */
const MAX_ANSWERS = 24;

/** Lower case, without accents, signs as spaces: the form in which words are compared. */
export function normalized(text: string): string {
	return text
		.slice(0, MAX_QUERY)
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

const wordsOf = (text: string) => normalized(text).split(" ").filter(Boolean);
const phrases = Object.entries(QUESTION_WORDS).flatMap(([id, texts]) =>
	texts.map((text) => ({ id, words: text.split(" ") })),
);
const names = Object.entries(NAMES).map(([text, means]) => ({ words: text.split(" "), means: means.split(" ") }));

/** A query taken apart: the questions that it names, and what remains for offerings. */
interface Query {
	/** Question id → score: how many words named it, whole words above beginnings. */
	readonly questions: ReadonlyMap<string, number>;
	/** Each word with what it may mean; any of the meanings will do, each of which is some words. */
	readonly rest: readonly (readonly string[])[];
}

/** Finds the longest list at each place of the words; whole words only. */
function startsAt(words: readonly string[], at: number, phrase: readonly string[]): boolean {
	return phrase.every((word, offset) => words[at + offset] === word);
}

function takeApart(text: string): Query {
	const words = wordsOf(text);
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

/** Scores how well a word, or some words together, name an offering: 0 not at all, 3 as a whole word of its name. */
function scoreOf(searched: string, heads: readonly string[], others: readonly string[]): number {
	const parts = searched.split(" ");
	const every = (words: readonly string[], same: (word: string, part: string) => boolean) =>
		parts.every((part) => words.some((word) => same(word, part)));
	if (every(heads, (word, part) => word === part)) return 3;
	if (every([...heads, ...others], (word, part) => word === part)) return 2;
	return every([...heads, ...others], (word, part) => word.startsWith(part)) ? 1 : 0;
}

interface Entry<T> {
	readonly of: T;
	readonly heads: readonly string[];
	readonly others: readonly string[];
	/** Lead over entries with the same score. */
	readonly lead: number;
}

/** Makes the search of an index; what it takes apart once is kept for every query. */
export function searchIn(index: SearchIndex) {
	const entry = <T extends { readonly name: string; readonly words: readonly string[]; readonly own?: boolean }>(
		of: T,
	): Entry<T> => ({
		of,
		heads: wordsOf(of.name),
		others: [...new Set(of.words.flatMap(wordsOf))],
		lead: of.own ? 0.75 : 0,
	});
	const offerings = index.offerings.map(entry);
	const vendors = index.vendors.map(entry);
	const questionWords = index.questions.map((question) => ({
		question,
		words: [
			...new Set([
				...wordsOf(question.label),
				...(QUESTION_WORDS[question.id] ?? []).flatMap((text) => text.split(" ")),
			]),
		],
	}));
	const vocabulary = new Set(
		[
			...[...offerings, ...vendors].flatMap(({ heads, others }) => [...heads, ...others]),
			...questionWords.flatMap(({ words }) => words),
			...Object.keys(NAMES).filter((name) => !name.includes(" ")),
		].filter((word) => word.length > 2),
	);

	/** Entries that every remaining word of a query names, best first. */
	function named<T>(entries: readonly Entry<T>[], rest: Query["rest"]): { readonly of: T; readonly score: number }[] {
		return entries
			.map(({ of, heads, others, lead }) => ({
				of,
				scores: rest.map((meanings) =>
					// What was typed counts a little more than what it may mean.
					Math.max(...meanings.map((meaning, at) => scoreOf(meaning, heads, others) * (at === 0 ? 1.1 : 1))),
				),
				share: lead + rest.length / (heads.length + 1) + (rest.some(([word]) => word === heads[0]) ? 0.3 : 0),
			}))
			.filter(({ scores }) => scores.every((score) => score > 0))
			.map(({ of, scores, share }) => ({ of, score: scores.reduce((sum, score) => sum + score, 0) + share }))
			.sort((a, b) => b.score - a.score);
	}

	/** Questions that the beginnings of words name: `reten` for retention. */
	function begun(rest: Query["rest"]): { question: SearchQuestion; word: string }[] {
		return rest.flatMap(([word = ""]) =>
			word.length < 3
				? []
				: questionWords
						.filter(({ words }) => words.some((one) => one.startsWith(word)))
						.map(({ question }) => ({ question, word })),
		);
	}

	function matching(text: string): { groups: Group[]; unknown: string[] } {
		const { questions, rest: words } = takeApart(text);
		const meant = words.filter(([word = ""]) => !STOP.has(word));
		let rest = meant.length > 0 || questions.size > 0 ? meant : words;
		const scores = new Map(questions);
		if (rest.length > 0 && named(offerings, rest).length === 0) {
			for (const { question, word } of begun(rest)) {
				const whole = rest.filter(([one]) => one !== word);
				if (
					whole.length < rest.length &&
					(whole.length === 0 || named(offerings, whole).length > 0 || questions.size > 0)
				) {
					scores.set(question.id, (scores.get(question.id) ?? 0) + 0.5);
				}
			}
			if (scores.size > questions.size) {
				const known = new Set(begun(rest).map(({ word }) => word));
				rest = rest.filter(([word = ""]) => !known.has(word));
			}
		}
		const asked = index.questions
			.map((question, at) => ({ question, at, score: scores.get(question.id) ?? 0 }))
			.filter(({ score }) => score > 0)
			.sort((a, b) => b.score - a.score);
		const found = rest.length === 0 ? [] : named(offerings, rest).map(({ of }) => of);
		const makers = rest.length === 0 ? [] : named(vendors, rest).map(({ of }) => of);
		const unknown = rest
			.filter(([word = ""]) => word.length > 1 && !vocabulary.has(word))
			.filter((meanings) => named(offerings, [meanings]).length === 0 && named(vendors, [meanings]).length === 0)
			.map(([word = ""]) => word);
		const answers = found.flatMap((offering) => asked.map(({ question, at }) => ({ offering, question, at })));
		const groups: Group[] = [
			{ kind: "answers", hits: answers.slice(0, MAX_ANSWERS) },
			{ kind: "questions", hits: asked.map(({ question }) => question) },
			{ kind: "offerings", hits: found },
			{ kind: "vendors", hits: makers },
		];
		return { groups: groups.filter(({ hits }) => hits.length > 0), unknown };
	}

	/** The query with each unknown word replaced by the nearest known one, at most two edits away; null where there is none. */
	function corrected(text: string, unknown: readonly string[]): string | null {
		let changed = false;
		const words = wordsOf(text).map((word) => {
			if (!unknown.includes(word) || word.length < 4) return word;
			const letters = [...word].sort().join("");
			const near = [...vocabulary]
				.map((known) => ({ known, edits: distance(word, known) }))
				// In a short word two edits make another word, but for two letters that changed places.
				.filter(
					({ known, edits }) =>
						edits <= 1 || (edits === 2 && (word.length > 4 || [...known].sort().join("") === letters)),
				)
				.sort((a, b) => a.edits - b.edits || (a.known < b.known ? -1 : 1))[0];
			if (!near) return word;
			changed = true;
			return near.known;
		});
		return changed ? words.join(" ") : null;
	}

	return {
		/** Everything that a query finds. */
		find(text: string): Found {
			if (normalized(text) === "") return { groups: [], meant: null, unknown: [] };
			const { groups, unknown } = matching(text);
			if (unknown.length === 0) return { groups, meant: null, unknown };
			const meant = corrected(text, unknown);
			const better = meant === null ? { groups: [] } : matching(meant);
			return better.groups.length > 0 ? { groups: better.groups, meant, unknown } : { groups, meant: null, unknown };
		},
		/** Ids of the offerings that a filter names, or nearly names; null for an empty filter. */
		filter(text: string): ReadonlySet<string> | null {
			const rest = wordsOf(text).length === 0 ? [] : takeName(text);
			if (rest.length === 0) return null;
			const ids = (words: Query["rest"]) => new Set(named(offerings, words).map(({ of }) => of.id));
			const found = ids(rest);
			if (found.size > 0) return found;
			const unknown = rest.filter((one) => ids([one]).size === 0).map(([word = ""]) => word);
			const meant = corrected(text, unknown);
			return meant === null ? found : ids(takeName(meant));
		},
	};
}

export type Search = ReturnType<typeof searchIn>;

/** The words of a filter with what they may mean; words for questions are words like any other. */
function takeName(text: string): Query["rest"] {
	const words = wordsOf(text);
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
