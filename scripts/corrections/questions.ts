import { MAX_CAVEAT, MAX_FINDING } from "../../schemas/cell.ts";
import { type Correction, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { GRADES } from "../../schemas/grades.ts";
import { MAX_QUOTE } from "../../schemas/source.ts";

/** First option of every dropdown: GitHub starts a required dropdown on its first option, so that one must say nothing. */
export const CHOOSE_ONE = "Choose one";

/** An option of a dropdown. */
export interface Choice {
	/** Words in the form. */
	readonly shown: string;
	/** Value in the correction. */
	readonly value: string;
}

export type QuestionKey = keyof Correction;

/** One question of the correction form. */
export interface Question {
	readonly key: QuestionKey;
	readonly label: string;
	readonly help: string;
	/** True where every correction needs an answer. */
	readonly required: boolean;
	/** Null for free text. */
	readonly choices: readonly Choice[] | null;
	/** True for a text that may have several lines. */
	readonly long?: true;
}

/** Answers to the question about affiliation; the pull request template asks the same. */
export const AFFILIATIONS = [
	{ shown: "No affiliation", value: "none" },
	{ shown: "I work for or with the vendor", value: "vendor" },
	{ shown: "I work for or with a competitor of the vendor", value: "competitor" },
] as const satisfies readonly { shown: string; value: Correction["affiliation"] }[];

/** The questions in the order in which the form asks them; the form is generated from them, and bodies are read by them. */
export const QUESTIONS: readonly Question[] = [
	{
		key: "offering",
		label: "Offering",
		help: "Its id, as in the URL of its page, or its name: claude-bedrock, Claude on Amazon Bedrock.",
		required: true,
		choices: null,
	},
	{
		key: "dimension",
		label: "Dimension",
		help: "The question that it is about: its id or its name, such as soc2_type2 or SOC 2 Type II.",
		required: true,
		choices: null,
	},
	{
		key: "answer",
		label: "What it should say",
		help: "The grade, or that it is still right.",
		required: true,
		choices: [
			...GRADES.map(({ id, label }) => ({ shown: label, value: id })),
			{ shown: "Still right, I re-read it", value: STILL_RIGHT },
			{ shown: "Dismiss the flag, what changed does not matter", value: DISMISSED },
		],
	},
	{
		key: "holds_for",
		label: "Where does it hold?",
		help: "Many answers hold for every offering of a service, such as Amazon Bedrock, or of a developer.",
		required: true,
		choices: [
			{ shown: "This offering", value: "offering" },
			{ shown: "Every offering of the service or developer", value: "shared" },
			{ shown: "I don't know", value: "unknown" },
		],
	},
	{
		key: "source",
		label: "URL of the page",
		help: "The public page that says so, beginning with https://.",
		required: true,
		choices: null,
	},
	{
		key: "archived",
		label: "URL of an archived copy",
		help: "A copy of that very page, for example on web.archive.org.",
		required: false,
		choices: null,
	},
	{
		key: "read_on",
		label: "Day on which you read it",
		help: "As YYYY-MM-DD, for example 2026-11-24.",
		required: true,
		choices: null,
	},
	{ key: "locator", label: "Where on the page", help: "Section, clause or page.", required: false, choices: null },
	{
		key: "quote",
		label: "The sentence on the page that proves it, word for word",
		help: `At most ${MAX_QUOTE} characters, with […] where you leave words out. A better grade needs it.`,
		required: false,
		choices: null,
	},
	{
		key: "finding",
		label: "The answer in one phrase",
		help: `At most ${MAX_FINDING} characters: "30 days; zero retention needs approval". Needed with a grade.`,
		required: false,
		choices: null,
	},
	{
		key: "notes",
		label: "What it says, in your words",
		help: "Neutral, specific, one fact per sentence. Needed unless it is still right.",
		required: false,
		choices: null,
		long: true,
	},
	{
		key: "notes_mode",
		label: "Your words and the notes of the record",
		help: "Without an answer your words are added to the notes that are there.",
		required: false,
		choices: [
			{ shown: "Add my words to the notes", value: "add" },
			{ shown: "Replace the notes by my words", value: "replace" },
		],
	},
	{
		key: "facts",
		label: "Facts that the page states",
		help: "One per line, such as retention_days: 30. The names are in docs/methodology.md.",
		required: false,
		choices: null,
		long: true,
	},
	{
		key: "others",
		label: "Everything else that the record says",
		help: "Its facts, limits, plan, route, region and end, as far as you did not write them above. A grade needs this answer where the record has any.",
		required: false,
		choices: [
			{ shown: "I read that it still holds", value: "hold" },
			{ shown: "Remove it, it does not hold", value: "remove" },
			{ shown: "I did not read that; a maintainer decides", value: "maintainer" },
		],
	},
	{
		key: "caveat",
		label: "What a buyer should check",
		help: `One line of at most ${MAX_CAVEAT} characters. Leave it empty for Yes, public.`,
		required: false,
		choices: null,
	},
	{
		key: "affiliation",
		label: "Affiliation with the vendor",
		help: "Please be open about it.",
		required: true,
		choices: AFFILIATIONS,
	},
	{
		key: "credit",
		label: "How to credit you",
		help: "An @account or a name; empty for no credit.",
		required: false,
		choices: null,
	},
];

export const QUESTION_KEYS = QUESTIONS.map(({ key }) => key);

/** Returns the label of the question with that key; "" where there is none. */
export function labelOf(key: unknown): string {
	return QUESTIONS.find((question) => question.key === key)?.label ?? "";
}
