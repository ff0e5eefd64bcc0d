import { diffWords } from "diff";

/** Words of a text, with where each begins and ends. */
interface Word {
	readonly text: string;
	readonly from: number;
	readonly to: number;
}

/** Characters that are shown before and behind what is looked for, and at most of one passage. */
const AROUND = 160;
const LONGEST = 1_200;
/** Share of a quote's words that a passage must hold to be what the quote became. */
const LIKE = 0.4;

/** What became of the part of a page that a cell relies on. */
export interface TextDiff {
	/** `same`: the words are still there. `differs`: a word diff. `lost`: nothing like them is there. */
	readonly kind: "same" | "differs" | "lost";
	/** Word diff, deletions as `[-…-]` and additions as `{+…+}`, or the passage as it reads now. */
	readonly text: string;
}

/**
 * Compares the part of a page around a quote or a locator with what it was. `before` is the earlier text where it is
 * known; a quote needs none. Null where there is nothing to compare with.
 */
export function textDiffOf(
	{ quote, locator }: { readonly quote?: string | undefined; readonly locator?: string | undefined },
	before: string | null,
	after: string,
): TextDiff | null {
	if (quote !== undefined) return passageOfQuote(quote, after);
	if (before === null) return null;
	const [old, now] = locator === undefined ? [null, null] : [sectionAt(before, locator), sectionAt(after, locator)];
	if (locator !== undefined && old !== null && now === null) return { kind: "lost", text: old };
	if (old !== null && now !== null) return old === now ? { kind: "same", text: now } : differs(old, now);
	return differs(...firstDifference(before, after));
}

function passageOfQuote(quote: string, after: string): TextDiff {
	const wanted = wordsOf(quote);
	const words = wordsOf(after);
	const at = bestWindow(wanted, words);
	if (at === null) return { kind: "lost", text: quote };
	const window = words.slice(at, at + wanted.length);
	const text = after.slice(window[0]?.from, window.at(-1)?.to);
	if (window.every((word, index) => word.text === wanted[index]?.text)) {
		const from = Math.max(0, (window[0]?.from ?? 0) - AROUND);
		return { kind: "same", text: after.slice(from, (window.at(-1)?.to ?? 0) + AROUND) };
	}
	return differs(quote, text);
}

/** Where the run of words begins that shares most with the wanted ones; null when none shares enough. Linear. */
function bestWindow(wanted: readonly Word[], words: readonly Word[]): number | null {
	const need = new Map<string, number>();
	for (const { text } of wanted) need.set(text, (need.get(text) ?? 0) + 1);
	const have = new Map<string, number>();
	let [shared, best, at] = [0, 0, 0];
	for (const [index, { text }] of words.entries()) {
		const entering = (have.get(text) ?? 0) + 1;
		have.set(text, entering);
		if (entering <= (need.get(text) ?? 0)) shared++;
		const leaving = words[index - wanted.length]?.text;
		if (leaving !== undefined) {
			const left = have.get(leaving) ?? 0;
			have.set(leaving, left - 1);
			if (left <= (need.get(leaving) ?? 0)) shared--;
		}
		if (shared > best) [best, at] = [shared, Math.max(0, index - wanted.length + 1)];
	}
	return wanted.length > 0 && best / wanted.length >= LIKE ? at : null;
}

function wordsOf(text: string): Word[] {
	return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
		text: match[0].toLowerCase(),
		from: match.index,
		to: match.index + match[0].length,
	}));
}

/** The text from the line that names a locator on; null where none does. */
function sectionAt(text: string, locator: string): string | null {
	const wanted = locator.toLowerCase();
	const lines = text.split("\n");
	const at = lines.findIndex((line) => line.toLowerCase().includes(wanted));
	return at < 0 ? null : lines.slice(at).join("\n").slice(0, LONGEST);
}

/** The parts of two texts around the first place where they differ. */
function firstDifference(before: string, after: string): [string, string] {
	let at = 0;
	while (at < before.length && at < after.length && before[at] === after[at]) at++;
	let end = 0;
	const most = Math.min(before.length, after.length) - at;
	while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
	const from = Math.max(0, before.lastIndexOf("\n", Math.max(0, at - AROUND)) + 1);
	const part = (text: string) => text.slice(from, Math.min(text.length - end + AROUND, from + LONGEST));
	return [part(before), part(after)];
}

function differs(before: string, after: string): TextDiff {
	const parts = diffWords(before, after).map(({ added, removed, value }) =>
		removed ? `[-${value}-]` : added ? `{+${value}+}` : value,
	);
	return { kind: "differs", text: parts.join("") };
}
