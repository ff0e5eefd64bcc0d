/** Longest passage of a changed text that is shown, in UTF-16 code units. */
export const MAX_PASSAGE = 300;
/** Longest text that is shown as a whole, in UTF-16 code units. */
export const MAX_WHOLE = 160;
/** Words shown before and behind what differs. */
const CONTEXT = 4;

/**
 * Returns two texts, each in one line and as far as it differs from the other: short ones as a whole, of long ones the
 * passage from the first to the last word that differs, with a few words around it.
 */
export function passages(before: string, after: string): { readonly before: string; readonly after: string } {
	const [old, now] = [wordsOf(before), wordsOf(after)];
	if (Math.max(old.join(" ").length, now.join(" ").length) <= MAX_WHOLE) {
		return { before: old.join(" "), after: now.join(" ") };
	}
	const shorter = Math.min(old.length, now.length);
	let start = 0;
	while (start < shorter && old[start] === now[start]) start++;
	let end = 0;
	while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++;
	const from = Math.max(0, start - CONTEXT);
	const behind = Math.max(0, end - CONTEXT);
	return { before: passage(old, from, behind), after: passage(now, from, behind) };
}

function passage(words: readonly string[], from: number, behind: number): string {
	const text = words.slice(from, words.length - behind).join(" ");
	const shown = text.length > MAX_PASSAGE ? `${text.slice(0, MAX_PASSAGE - 1)}…` : text;
	return `${from > 0 ? "… " : ""}${shown}${behind > 0 ? " …" : ""}`;
}

function wordsOf(text: string): string[] {
	return text.split(/\s+/).filter((word) => word !== "");
}
