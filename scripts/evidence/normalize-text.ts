import { addDays } from "../lib/dates.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** Words before a date that make it a date of the document, which stays. */
const DATED =
	/(?:updated?|effective|revised|revision|modified|published|version|dated|reviewed|as of|since|from|until)\W{0,12}(?:on\W{1,3})?$/i;

const SHORT_NUMBER = "\\d[\\d.,]{0,14}";

/**
 * Patterns of what changes from visit to visit although nobody edited the page, with their placeholders. Every
 * repetition is bounded, so that no text makes a pattern slow.
 */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
	// Time of day, with its zone.
	[
		/\b(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)(?: ?[ap](?:m\b|\.m\.))?(?: ?(?:UTC|GMT|[ECMP][SD]T)\b)?/gi,
		"<time>",
	],
	[
		/\b(?:(?:about|around|over|almost|nearly|more than|less than) )?(?:\d{1,6}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?few|several|a couple of) (?:second|minute|hour|day|week|month|year)s? ago\b/gi,
		"<time ago>",
	],
	[
		/\b(updated|modified|edited|published|posted|reviewed|changed)(\W{1,4})(?:just now|moments ago|today|yesterday|(?:last|this) (?:week|month|year)|<time ago>)/gi,
		"$1$2<time ago>",
	],
	[/\b(?:request|ray|trace|session|correlation|incident|reference) ?id\b[:#= ]{0,4}[\w.-]{1,100}/gi, "<token>"],
	// Counters.
	[
		new RegExp(
			`\\b${SHORT_NUMBER} ?[km]? (?:views?|visitors?|readers?|users? online|people (?:are )?(?:viewing|reading|watching)|likes?|shares?|comments?|downloads?|followers|stars|claps|reactions|upvotes|votes)\\b`,
			"gi",
		),
		"<counter>",
	],
	[/\b(?:views|visitors|visits|likes|shares|comments|downloads|hits|votes) ?[:=] ?\d[\d.,]{0,14}[km]?/gi, "<counter>"],
	[
		new RegExp(
			`\\b${SHORT_NUMBER} (?:out )?of ${SHORT_NUMBER} (?:\\w{1,12} )?(?:found|find|thought) (?:this|it)\\b`,
			"gi",
		),
		"<counter> found this",
	],
	[/\b(?:yes|no) ?\(\d{1,7}\)/gi, "<counter>"],
	// Build numbers.
	[
		/\b(build|commit|deployment)((?: (?:no\.?|number|id|hash))?[ :#]{1,3})(?=[\w.+-]{0,40}\d)[\w.+-]{1,40}/gi,
		"$1$2<build>",
	],
	[/\bv?\d{1,4}\.\d{1,4}\.\d{1,6}[-+][\w.]{4,40}/gi, "<build>"],
	[/(?:©|\(c\)|copyright) ?(?:\d{4} ?- ?)?\d{4}/gi, "© <year>"],
];

/** Heading of a list of links that a site chooses anew for each visit. */
const RELATED =
	/^(?:#{1,6} )?(?:related|recommended|popular|suggested|trending|most read|more) (?:articles|posts|content|topics|resources|reading|documents|pages|guides)\W?$/i;
/** Most lines of such a list, and most characters of a line. */
const MAX_RELATED_LINES = 20;
const MAX_RELATED_LINE = 150;

/** A word long enough to be a nonce. */
const LONG_WORD = /[\w-]{16,}={0,2}/g;

/** True for UUIDs, long hexadecimal numbers, and long words that mix capitals, small letters and digits. */
function isToken(word: string): boolean {
	if (!/\d/.test(word)) return false;
	if (/^[0-9a-f-]+$/i.test(word)) return /[a-f]/i.test(word);
	return word.length >= 24 && /[a-z]/.test(word) && /[A-Z]/.test(word);
}

/** Removes from a text what changes from visit to visit. `today` is the day of the check, YYYY-MM-DD. */
export function normalizeText(text: string, today: string): string {
	const steady = text.replace(datePattern(today), (date, offset: number) =>
		DATED.test(text.slice(Math.max(0, offset - 40), offset)) ? date : "<today>",
	);
	const replaced = VOLATILE.reduce((rest, [pattern, placeholder]) => rest.replace(pattern, placeholder), steady);
	return withoutRelated(replaced.replace(LONG_WORD, (word) => (isToken(word) ? "<token>" : word)));
}

/** Drops lists of related pages: the short lines below their heading, up to the next heading. */
function withoutRelated(text: string): string {
	const kept: string[] = [];
	let left = 0;
	for (const line of text.split("\n")) {
		if (RELATED.test(line)) left = MAX_RELATED_LINES;
		else if (/^#{1,6} /.test(line) || line.length > MAX_RELATED_LINE || left === 0) {
			left = 0;
			if (!/^#{1,6}$/.test(line)) kept.push(line);
		} else left--;
	}
	return kept.join("\n");
}

/** Matches a date as pages write it, and the days before and after it, for servers in other time zones. */
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
