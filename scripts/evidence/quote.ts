import { sha256 } from "../lib/hash.ts";
import { normalizeText } from "./normalize-text.ts";
import { bestWindow, wordDiff, wordsOf } from "./text-diff.ts";
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
		const sections = locator === undefined ? [] : sectionsOf(paragraphs, locator);
		const isInside = (index: number) => sections.some(([from, to]) => index >= from && index < to);
		const isMoved = sections.length > 0 && !(found.length > 0 ? found : [first]).some(isInside);
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

/** Ranges of paragraphs under the headings that name a locator; empty if no heading does. */
function sectionsOf(paragraphs: readonly Paragraph[], locator: string): [number, number][] {
	const wanted = comparable(locator).toLowerCase();
	return paragraphs.flatMap(({ text, level }, from): [number, number][] => {
		if (level === 0 || wanted === "" || !text.toLowerCase().includes(wanted)) return [];
		const next = paragraphs.findIndex((other, index) => index > from && other.level > 0 && other.level <= level);
		return [[from, next < 0 ? paragraphs.length : next]];
	});
}

/** Word diff between a quote and the passage that is most like it; null if none is similar enough. */
function similarPassage(text: string, quote: string): string | null {
	const wanted = wordsOf(quote);
	const words = wordsOf(text.slice(0, MAX_SEARCHED));
	const at = bestWindow(wanted, words, SIMILAR);
	if (at === null) return null;
	const window = words.slice(at, at + wanted.length);
	const passage = text.slice(window[0]?.from, window.at(-1)?.to).slice(0, MAX_PASSAGE);
	return wordDiff(tidyText(quote), passage.replaceAll("\n", " "));
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
