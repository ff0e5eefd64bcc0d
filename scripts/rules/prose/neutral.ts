import { defineRule } from "../rule.ts";
import { findingAt } from "../text-finding.ts";

/** Kinds of words that take sides, each with a hint on how to say it. */
const WORDS: readonly { readonly what: string; readonly hint: string; readonly pattern: RegExp }[] = [
	{
		what: "speaks in the first person",
		hint: "Say who found what: a vendor, another registry, a date.",
		// The "I" of "SOC 2 Type I" and "Annex I" is a numeral.
		pattern:
			/\b(?:(?<!\b(?:Type|Annex|Appendix|Exhibit|Schedule|Part|Chapter|Title|Module|Section) )I|[Ww]e|[Oo]ur|ours|us|[Mm]y)(?![.\w-])\b/,
	},
	{
		what: "is a marketing word",
		hint: "Say what is offered, to whom and by which route.",
		pattern:
			/\b(?:best[- ]in[- ]class|world[- ]class|industry[- ]leading|market[- ]leading|leading (?:provider|vendor|platform)|cutting[- ]edge|state[- ]of[- ]the[- ]art|enterprise[- ]grade|bank[- ]grade|military[- ]grade|seamless(?:ly)?|effortless(?:ly)?|unparalleled|unmatched|unrivalled|revolutionary|game[- ]changing|trusted by|excellent|outstanding|amazing|impressive)\b/i,
	},
	{
		what: "judges",
		hint: "State the finding; readers judge.",
		pattern:
			/\b(?:unfortunately|sadly|regrettably|luckily|fortunately|thankfully|obviously|of course|clearly|surprisingly|disappointing(?:ly)?|terrible|shady|shockingly)\b/i,
	},
	{
		what: "gives advice",
		hint: "State the finding; what to check before signing belongs in the caveat.",
		pattern:
			/\b(?:recommend(?:ed)? (?:to|that|using|avoiding)|(?:customers|buyers|users|you) should|should (?:avoid|consider|prefer|choose)|is (?:the )?best (?:choice|option))\b/i,
	},
];

/** Any of them, to pass over most texts with one look; all begin where a word begins. */
const ANY = new RegExp(`\\b(?:${WORDS.map(({ pattern }) => pattern.source.replace(/^\\b/, "")).join("|")})`, "i");

export const proseNeutral = defineRule({
	id: "prose/neutral",
	level: "warning",
	scope: "record",
	summary: "Texts are neutral: no first person, marketing words, judgement or advice.",
	why: "A registry that takes sides is no evidence for anyone.",
	*check({ prose }) {
		for (const placed of prose) {
			const text = withoutCode(placed.text);
			if (!ANY.test(text)) continue;
			for (const { what, hint, pattern } of WORDS) {
				const match = pattern.exec(text);
				if (match) yield findingAt(placed, match, { message: `"${match[0]}" ${what}`, hint });
			}
		}
	},
	examples: [
		{
			name: "numeral and code",
			edit: [["The terms keep inputs for 30 days.", "Under Annex I of the terms, `us` is a region."]],
		},
		{
			name: "first person",
			edit: [["The terms keep inputs for 30 days.", "We keep inputs for 30 days."]],
			problem: {
				path: "dimensions.retention_zdr.notes",
				at: [83, 7],
				message: '"We" speaks in the first person',
				hint: "Say who found what: a vendor, another registry, a date.",
			},
		},
		{
			name: "marketing in a finding",
			edit: [["finding: 30 days; no zero retention", "finding: Industry-leading retention of 30 days"]],
			problem: {
				path: "dimensions.retention_zdr.finding",
				words: "Industry-leading",
				message: '"Industry-leading" is a marketing word',
				hint: "Say what is offered, to whom and by which route.",
			},
		},
		{
			name: "judgement in a limit",
			edit: [["        what: Anvil Preview is left out.", "        what: Anvil Preview is unfortunately left out."]],
			problem: {
				path: "dimensions.training_on_customer_data.limits[0].what",
				words: "unfortunately",
				message: '"unfortunately" judges',
				hint: "State the finding; readers judge.",
			},
		},
		{
			name: "advice",
			edit: [["caveat: Inputs are kept for 30 days.", "caveat: Customers should avoid it."]],
			problem: {
				path: "dimensions.retention_zdr.caveat",
				words: "Customers should",
				message: '"Customers should" gives advice',
				hint: "State the finding; what to check before signing belongs in the caveat.",
			},
		},
	],
});

/** Returns a text with the words in code spans blanked: they are somebody else's. */
function withoutCode(text: string): string {
	return text.replace(/`[^`]*`/g, (code) => " ".repeat(code.length));
}
