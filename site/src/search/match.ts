import { distance } from "fastest-levenshtein";
import { NAMES, STOP } from "./names.ts";
import { joined, type Query, takeApart, takeName, wordsOf } from "./query.ts";
import type { SearchIndex, SearchOffering, SearchQuestion, SearchVendor } from "./shape.ts";
import { QUESTION_WORDS } from "./synonyms.ts";

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
	/** True where nothing has all of the words, and hits have most of them. */
	readonly partial: boolean;
}

export type Group =
	| { readonly kind: "answers"; readonly hits: readonly AnswerHit[] }
	| { readonly kind: "questions"; readonly hits: readonly SearchQuestion[] }
	| { readonly kind: "offerings"; readonly hits: readonly SearchOffering[] }
	| { readonly kind: "vendors"; readonly hits: readonly SearchVendor[] };

/** Most answers that are listed for one query. */
const MAX_ANSWERS = 24;

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

	/** Entries that name most of the words of which no entry has all; short words count for nothing. */
	function nearest<T>(entries: readonly Entry<T>[], rest: Query["rest"]): readonly { readonly of: T }[] {
		const telling = rest.filter(({ length, 0: word = "" }) => length > 1 || word.length > 2);
		const hits = telling.map((meanings) => named(entries, [meanings]));
		const counts = Map.groupBy(
			hits.flatMap((list, at) => list.map(({ of, score }) => ({ of, score, at }))),
			({ of }) => of,
		);
		const most = Math.max(0, ...[...counts.values()].map((list) => list.length));
		return [...counts]
			.filter(([, list]) => list.length === most)
			.map(([of, list]) => ({ of, score: list.reduce((sum, { score }) => sum + score, 0) }))
			.sort((a, b) => b.score - a.score);
	}

	function matching(text: string): Omit<Found, "meant"> {
		const { questions, rest: words } = takeApart(joined(wordsOf(text), vocabulary));
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
		const whole = rest.length === 0 ? [] : [named(offerings, rest), named(vendors, rest)];
		const partial = rest.length > 0 && whole.every((list) => list.length === 0);
		const found = (partial ? nearest(offerings, rest) : (whole[0] ?? [])).map(({ of }) => of as SearchOffering);
		const makers = (partial ? nearest(vendors, rest) : (whole[1] ?? [])).map(({ of }) => of as SearchVendor);
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
		return {
			groups: groups.filter(({ hits }) => hits.length > 0),
			unknown,
			partial: partial && found.length + makers.length > 0 && unknown.length === 0,
		};
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
			if (wordsOf(text).length === 0) return { groups: [], meant: null, unknown: [], partial: false };
			const typed = matching(text);
			const { unknown } = typed;
			const meant = unknown.length === 0 ? null : corrected(text, unknown);
			const better = meant === null ? null : matching(meant);
			return better && better.groups.length > 0 ? { ...better, meant, unknown } : { ...typed, meant: null };
		},
		/** Ids of the offerings that a filter names, or nearly names; null for an empty filter. */
		filter(text: string): ReadonlySet<string> | null {
			const rest = takeName(joined(wordsOf(text), vocabulary));
			if (rest.length === 0) return null;
			const ids = (words: Query["rest"]) => new Set(named(offerings, words).map(({ of }) => of.id));
			const found = ids(rest);
			if (found.size > 0) return found;
			const unknown = rest.filter((one) => ids([one]).size === 0).map(([word = ""]) => word);
			const meant = corrected(text, unknown);
			return meant === null ? found : ids(takeName(wordsOf(meant)));
		},
	};
}

export type Search = ReturnType<typeof searchIn>;
