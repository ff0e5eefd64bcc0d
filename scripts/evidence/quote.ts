import { sha256 } from "../lib/hash.ts";
import { normalizeText } from "./normalize-text.ts";
import { bestWindow, type Word, wordDiff, wordsOf } from "./text-diff.ts";
import { tidyText } from "./tidy-text.ts";

/** Quoted sentence of a source, with the section that it is cited from. */
export interface CitedQuote {
	readonly quote: string;
	readonly locator?: string | undefined;
}

/**
 * `present`: the page says it, in the cited section where the page has it. `moved`: it says it in another section.
 * `changed`: a similar passage stands there. `absent`: nothing similar does.
 */
export const QUOTE_STATUSES = ["present", "moved", "changed", "absent"] as const;
export type QuoteStatus = (typeof QUOTE_STATUSES)[number];

export interface QuoteMatch {
	readonly status: QuoteStatus;
	/** Paragraph with the quote, word diff of the similar passage, or "" if absent. */
	readonly passage: string;
}

/** Key under which a quote's status is recorded; another quote or locator has another key. */
export function quoteKey({ quote, locator = "" }: CitedQuote): string {
	return sha256(JSON.stringify([quote, locator])).slice(0, 12);
}

/** Share of a quote's words that a passage must hold to be what the quote became. */
export const SIMILAR = 0.5;
/** Longest paragraph shown, in characters. */
const MAX_PASSAGE = 600;

/** Words by which a similar passage is shifted to begin and end as the quote does. */
const NEAR = 12;
/** Beginning of a text in which a similar passage is looked for, in characters: its words take much memory. */
const MAX_SEARCHED = 1_000_000;

/** Line of a page's text: one paragraph, list item, table cell or heading. */
interface Paragraph {
	readonly text: string;
	/** Heading level from 1 to 6; 0 for other text. */
	readonly level: number;
}

/**
 * Looks for a quote in the text of a page (one paragraph per line, headings with leading `#`). Parts around an ellipsis
 * must stand in their order within one paragraph. `day` is the day on which the text was normalised, YYYY-MM-DD.
 */
export function findQuote(text: string, quote: CitedQuote, day: string): QuoteMatch {
	return quoteFinder(text, day)(quote);
}

/** Prepares a text for the search of several quotes. */
export function quoteFinder(text: string, day: string): (quote: CitedQuote) => QuoteMatch {
	const lines = text.split("\n").filter((line) => line !== "");
	const paragraphs = lines.map(paragraphOf);
	return (quote) => findIn(lines, paragraphs, quote, day);
}

function findIn(
	lines: readonly string[],
	paragraphs: readonly Paragraph[],
	{ quote, locator }: CitedQuote,
	day: string,
): QuoteMatch {
	const parts = partsOf(quote, day);
	if (parts.length === 0) return { status: "absent", passage: "" };
	const found = paragraphs.flatMap((paragraph, index) => (holds(paragraph.text, parts) ? [index] : []));
	const [first = spanning(paragraphs, parts)] = found;
	if (first !== null) {
		const isMoved = locator !== undefined && !standsIn(paragraphs, locator, found.length > 0 ? found : [first]);
		return { status: isMoved ? "moved" : "present", passage: (lines[first] ?? "").slice(0, MAX_PASSAGE) };
	}
	const passage = similarPassage(lines.join("\n"), quote);
	return passage === null ? { status: "absent", passage: "" } : { status: "changed", passage };
}

/** Splits a quote at its ellipses, and brings the parts into the form that paragraphs are compared in. */
function partsOf(quote: string, day: string): string[] {
	return normalizeText(tidyText(decodeEntities(quote)), day)
		.split(/[[(]\s?\.{3}\s?[\])]|\.{3,}/)
		.map(comparable)
		.filter((part) => part !== "");
}

function paragraphOf(line: string): Paragraph {
	const [, marks = ""] = /^(#{1,6}) /.exec(line) ?? [];
	return { text: comparable(line.slice(marks.length)), level: marks.length };
}

/** True if the parts stand in a paragraph in their order, each at word boundaries. */
function holds(paragraph: string, parts: readonly string[]): boolean {
	let from = 0;
	return parts.every((part) => {
		const at = indexOfPart(paragraph, part, from);
		from = at + part.length;
		return at >= 0;
	});
}

function indexOfPart(text: string, part: string, from: number): number {
	const isWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
	for (let at = text.indexOf(part, from); at >= 0; at = text.indexOf(part, at + 1)) {
		const startsInside = isWord(part[0]) && isWord(text[at - 1]);
		const endsInside = isWord(part.at(-1)) && isWord(text[at + part.length]);
		if (!startsInside && !endsInside) return at;
	}
	return -1;
}

/**
 * Finds an unbroken quote across paragraphs, and returns the paragraph where it begins: a page that turns a line break
 * into a paragraph says the same. Parts around an ellipsis are not looked for in this way.
 */
function spanning(paragraphs: readonly Paragraph[], parts: readonly string[]): number | null {
	const [part, ...more] = parts;
	if (part === undefined || more.length > 0) return null;
	const at = indexOfPart(paragraphs.map(({ text }) => text).join(" "), part, 0);
	if (at < 0) return null;
	let end = -1;
	return paragraphs.findIndex(({ text }) => {
		end += text.length + 1;
		return at < end;
	});
}

/**
 * True if one of some paragraphs stands in a section that a locator names, or if no heading names it. A line that is
 * the locator and nothing else may be a heading that is not marked as one.
 */
function standsIn(paragraphs: readonly Paragraph[], locator: string, found: readonly number[]): boolean {
	const wanted = comparable(locator).toLowerCase();
	const named = paragraphs.flatMap(({ text, level }, from) => {
		const isNamed = level === 0 ? text.toLowerCase() === wanted : text.toLowerCase().includes(wanted);
		if (wanted === "" || !isNamed) return [];
		const ends = (other: Paragraph, index: number) =>
			index > from && other.level > 0 && (level === 0 || other.level <= level);
		const next = paragraphs.findIndex(ends);
		return [{ level, from, to: next < 0 ? paragraphs.length : next }];
	});
	if (!named.some(({ level }) => level > 0)) return true;
	return found.some((index) => named.some(({ from, to }) => index >= from && index < to));
}

/** Word diff between a quote and the passage that is most like it; null if none is similar enough. */
function similarPassage(text: string, quote: string): string | null {
	const wanted = wordsOf(quote);
	const words = wordsOf(text.slice(0, MAX_SEARCHED));
	const at = bestWindow(wanted, words, SIMILAR);
	if (at === null) return null;
	const start = nearest(words, at, wanted.at(0)?.text);
	const end = nearest(words, at + wanted.length - 1, wanted.at(-1)?.text);
	const passage = text.slice(words[start]?.from, words[Math.max(start, end)]?.to).slice(0, MAX_PASSAGE);
	return wordDiff(tidyText(quote), passage.replaceAll("\n", " "));
}

/** Returns the place of a word next to another place, so that a passage begins and ends as the quote does; else that place itself. */
function nearest(words: readonly Word[], at: number, word: string | undefined): number {
	const last = Math.min(at, words.length - 1);
	const steps = Array.from({ length: 2 * NEAR + 1 }, (_, n) => last + (n % 2 === 0 ? n / 2 : -(n + 1) / 2));
	return steps.find((index) => words[index]?.text === word) ?? last;
}

/** Drops what differs between two typesettings of one sentence: Markdown marks, and spaces around dashes and punctuation. */
function comparable(text: string): string {
	return tidyText(text)
		.replace(/!?\[([^\][]{0,500})\]\([^()\s]{0,2000}\)/g, "$1")
		.replace(/\\([!-/:-@[-`{-~])/g, "$1")
		.replace(/[*`]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "")
		.replace(/[\s|]+/g, " ")
		.replace(/ ?- ?/g, "-")
		.replace(/ (?=[.,;:!?)\]])|(?<=[([]) /g, "")
		.trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
	amp: "&",
	apos: "'",
	gt: ">",
	hellip: "…",
	ldquo: "“",
	lsquo: "‘",
	lt: "<",
	mdash: "—",
	nbsp: " ",
	ndash: "–",
	quot: '"',
	rdquo: "”",
	rsquo: "’",
	sect: "§",
	shy: "",
};

/** Decodes the character references that a quote copied from a page's source may hold. */
function decodeEntities(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (written, decimal, hex, name) => {
		if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? written;
		const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : written;
	});
}
