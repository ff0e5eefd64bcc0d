import { addDays } from "../lib/dates.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** Words before a date that make it a statement about the document, which stays. */
const DATED =
	/(?:updated?|effective|revised|revision|modified|published|version|dated|reviewed|as of|since|from|until)\W{0,12}(?:on\W{1,3})?$/i;

/**
 * What changes from one look to the next although nobody changed the page, and what stands in its place. Every
 * repetition has an end, so that no text makes a pattern slow.
 */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
	// A clock, with its zone.
	[
		/\b(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)(?: ?[ap](?:m\b|\.m\.))?(?: ?(?:UTC|GMT|[ECMP][SD]T)\b)?/gi,
		"<time>",
	],
	[/\b(?:\d{1,6}|an?|few) (?:second|minute|hour|day|week)s? ago\b/gi, "<time ago>"],
	[/\b(?:request|ray|trace|session|correlation|incident|reference) ?id\b[:#= ]{0,4}[\w.-]{1,100}/gi, "<token>"],
	// Counters.
	[
		/\b\d[\d.,]{0,14} ?[km]? (?:views?|visitors?|readers?|users? online|people (?:are )?(?:viewing|reading|watching)|likes?|shares?|comments?|downloads?|followers|stars|claps|reactions)\b/gi,
		"<counter>",
	],
	[/\b(?:views|visitors|visits|likes|shares|comments|downloads|hits) ?[:=] ?\d[\d.,]{0,14}[km]?/gi, "<counter>"],
	[/(?:©|\(c\)|copyright) ?(?:\d{4} ?- ?)?\d{4}/gi, "© <year>"],
];

/** A word long enough to be a nonce. */
const LONG_WORD = /[\w-]{16,}={0,2}/g;

/** UUIDs, long hexadecimal numbers, and long words that mix capitals, small letters and digits. */
function isToken(word: string): boolean {
	if (!/\d/.test(word)) return false;
	if (/^[0-9a-f-]+$/i.test(word)) return /[a-f]/i.test(word);
	return word.length >= 24 && /[a-z]/.test(word) && /[A-Z]/.test(word);
}

/** Takes from a text what changes from look to look. `today` is the day of the look, YYYY-MM-DD. */
export function normalizeText(text: string, today: string): string {
	const steady = text.replace(datePattern(today), (date, offset: number) =>
		DATED.test(text.slice(Math.max(0, offset - 40), offset)) ? date : "<today>",
	);
	return VOLATILE.reduce((rest, [pattern, placeholder]) => rest.replace(pattern, placeholder), steady).replace(
		LONG_WORD,
		(word) => (isToken(word) ? "<token>" : word),
	);
}

/** The date of a day in the ways that pages write it; the day before and after too, for a server in another time zone. */
function datePattern(today: string): RegExp {
	const written = [-1, 0, 1].flatMap((days) => {
		const [year = "", month = "", day = ""] = addDays(today, days).split("-");
		const name = MONTHS[Number(month) - 1] ?? "";
		const named = `(?:${name}|${name.slice(0, 3)}\\.?)`;
		const d = `0?${Number(day)}`;
		const m = `0?${Number(month)}`;
		return [
			`${year}-${month}-${day}(?:T[\\d:.]+(?:Z|[+-]\\d\\d:?\\d\\d)?)?`,
			`${named} ${d}(?:st|nd|rd|th)?,? ${year}`,
			`${d}(?:st|nd|rd|th)?\\.? ${named},? ${year}`,
			`${m}/${d}/${year}`,
			`${d}[/.]${m}[/.]${year}`,
		];
	});
	return new RegExp(`(?<![\\d/.-])(?:${written.join("|")})(?![\\d/-])`, "gi");
}
