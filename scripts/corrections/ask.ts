import type { Choice } from "./questions.ts";

/** A person at a terminal. */
export interface Person {
	/** Shows a line. */
	say(line: string): void;
	/** Asks for one line; rejects when the person goes away. */
	ask(prompt: string): Promise<string>;
}

/** A question on a terminal. */
export interface Asked<Key extends string> {
	readonly key: Key;
	readonly label: string;
	readonly help: string;
	readonly required: boolean;
	/** Null for free text. */
	readonly choices: readonly Choice[] | null;
	/** What a free text means, or why it cannot be taken. */
	read(answer: string): { value: string } | { fault: string };
}

/** Asks one question after the other, each until its answer can be taken. A question that was left out has no answer. */
export async function askAll<Key extends string>(
	{ say, ask }: Person,
	questions: readonly Asked<Key>[],
): Promise<Partial<Record<Key, string>>> {
	const answers: Partial<Record<Key, string>> = {};
	for (const question of questions) {
		const { key, label, help, required, choices } = question;
		say("");
		say(`${label}${required ? "" : " (optional: press Enter to leave it out)"}`);
		say(`  ${help}`);
		for (const [index, { shown }] of (choices ?? []).entries()) say(`  ${index + 1}  ${shown}`);
		for (;;) {
			const answer = (await ask(choices ? `Number, 1 to ${choices.length}: ` : "> ")).trim();
			if (answer === "" && !required) break;
			const read =
				answer === "" ? { fault: "this needs an answer" } : choices ? chosen(choices, answer) : question.read(answer);
			if ("value" in read) {
				answers[key] = read.value;
				break;
			}
			say(`  ✗ ${read.fault}`);
		}
	}
	return answers;
}

/** A choice by its number, by what is shown, or by what it means. */
function chosen(choices: readonly Choice[], answer: string): { value: string } | { fault: string } {
	const lower = answer.toLowerCase();
	const choice =
		choices[Number(answer) - 1] ??
		choices.find(({ shown, value }) => shown.toLowerCase() === lower || value.toLowerCase() === lower);
	return choice ? { value: choice.value } : { fault: `write a number from 1 to ${choices.length}` };
}
