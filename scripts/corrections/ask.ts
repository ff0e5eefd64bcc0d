import type { Choice } from "./questions.ts";

/** A person at a terminal. Each question is asked until its answer can be taken; rejects when the person goes away. */
export interface Person {
	/** Shows a line, or several. */
	say(text: string): void;
	/** Asks for one of several choices. */
	choose(question: ChoiceQuestion): Promise<string>;
	/** Asks for one line of text, trimmed. */
	write(question: TextQuestion): Promise<string>;
}

interface Asked {
	readonly label: string;
	/** A sentence on what is asked for. */
	readonly help: string;
}

export interface ChoiceQuestion extends Asked {
	readonly choices: readonly Choice[];
	/** Value of the choice that is offered first. */
	readonly initial?: string | undefined;
}

export interface TextQuestion extends Asked {
	/** Text that is offered, and can be changed. */
	readonly initial?: string | undefined;
	/** Says why an answer cannot be taken; null where it can. */
	fault(answer: string): string | null;
}

/** Answers that were given so far. `keep` is called after each, so that none is lost when the person goes away. */
export interface AnswerDraft<Key extends string> {
	readonly answers: Partial<Record<Key, string>>;
	keep(answers: Partial<Record<Key, string>>): void;
	/** Forgets the answers: they have become a file. */
	drop(): void;
}

/** First words of a choice that leaves an optional question out. */
export const LEAVE_OUT: Choice = { shown: "(leave it out)", value: "" };

/** Offers the answers of a draft again; returns those to go on with. */
export async function answersOf<Key extends string>(
	person: Person,
	draft: AnswerDraft<Key>,
	labelOf: (key: Key) => string,
): Promise<Partial<Record<Key, string>>> {
	const given = Object.entries(draft.answers) as [Key, string][];
	if (given.length === 0) return {};
	person.say("You gave these answers before:");
	for (const [key, answer] of given) person.say(`  ${labelOf(key)}: ${answer === "" ? "(left out)" : answer}`);
	const choice = await person.choose({
		label: "Go on with them?",
		help: "They can be changed at the end.",
		choices: [
			{ shown: "Go on with these answers", value: "go on" },
			{ shown: "Begin anew", value: "anew" },
		],
	});
	return choice === "go on" ? { ...draft.answers } : {};
}
