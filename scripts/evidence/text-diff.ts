import { diffWords } from "diff";

/** Word of a text, in lower case, with its range in the text. */
export interface Word {
	readonly text: string;
	readonly from: number;
	readonly to: number;
}

/** Characters shown before and behind a difference. */
const AROUND = 160;
/** Longest passage compared, in characters. */
const LONGEST = 1_200;

/** Comparison of the part of a page that a cell relies on with its earlier text. */
export interface TextDiff {
	/** `same`: the words are still there. `differs`: a word diff. `lost`: the section is gone. */
	readonly kind: "same" | "differs" | "lost";
	/** Word diff, deletions as `[-…-]` and additions as `{+…+}`, or the passage as it reads now. */
	readonly text: string;
}

/** Compares the section that a locator names, or else the first passage that differs, between two texts of a page. */
export function textDiffOf(locator: string | undefined, before: string, after: string): TextDiff {
	const [old, now] = locator === undefined ? [null, null] : [sectionAt(before, locator), sectionAt(after, locator)];
	if (locator !== undefined && old !== null && now === null) return { kind: "lost", text: old };
	if (old !== null && now !== null) return old === now ? { kind: "same", text: now } : differs(old, now);
	return differs(...firstDifference(before, after));
}

/**
 * Finds where the run of words begins that shares most words with the wanted ones; null if it shares less than the
 * `least` share of them. Takes linear time.
 */
export function bestWindow(wanted: readonly Word[], words: readonly Word[], least: number): number | null {
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
	return wanted.length > 0 && best / wanted.length >= least ? at : null;
}

export function wordsOf(text: string): Word[] {
	return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
		text: match[0].toLowerCase(),
		from: match.index,
		to: match.index + match[0].length,
	}));
}

/** Word diff of two texts, deletions as `[-…-]` and additions as `{+…+}`. */
export function wordDiff(before: string, after: string): string {
	return diffWords(before, after)
		.map(({ added, removed, value }) => (removed ? `[-${value}-]` : added ? `{+${value}+}` : value))
		.join("");
}

/** Text from the line that names a locator on; null if none does. */
function sectionAt(text: string, locator: string): string | null {
	const wanted = locator.toLowerCase();
	const lines = text.split("\n");
	const at = lines.findIndex((line) => line.toLowerCase().includes(wanted));
	return at < 0 ? null : lines.slice(at).join("\n").slice(0, LONGEST);
}

/** Passages of two texts around the first place where they differ. */
function firstDifference(before: string, after: string): [string, string] {
	let at = 0;
	while (at < before.length && at < after.length && before[at] === after[at]) at++;
	let end = 0;
	const most = Math.min(before.length, after.length) - at;
	while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
	// A PDF's page is one line: the passage begins near the difference, not with the line.
	const line = before.lastIndexOf("\n", Math.max(0, at - AROUND)) + 1;
	const from = Math.max(line, at - LONGEST / 2);
	const part = (text: string) => text.slice(from, Math.min(text.length - end + AROUND, from + LONGEST));
	return [part(before), part(after)];
}

function differs(before: string, after: string): TextDiff {
	return { kind: "differs", text: wordDiff(before, after) };
}
