import { input, search, select } from "@inquirer/prompts";
import { CallError } from "./cli.ts";
import type { Person } from "./corrections/ask.ts";
import { namedIn } from "./corrections/names.ts";
import { stripControl } from "./report/style.ts";

/** Choices from which a list is searched rather than read. */
const MANY = 9;

/** True when there is somebody to ask. */
export function isAttended(): boolean {
	return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Talks to the person at the terminal while `talk` runs. Throws CallError, with these words, when they go away in the middle of it. */
export async function withPerson<Result>(talk: (person: Person) => Promise<Result>, left: string): Promise<Result> {
	try {
		return await talk(atTerminal());
	} catch (error) {
		if (error instanceof Error && error.name === "ExitPromptError") throw new CallError(left);
		throw error;
	}
}

/** Prints to standard error: standard output is for the path that was written. */
function atTerminal(): Person {
	const context = { output: process.stderr };
	const say = (text: string) => void process.stderr.write(`${text.split("\n").map(stripControl).join("\n")}\n`);
	return {
		say,
		async choose({ label, help, choices, initial }) {
			say(`\n${help}`);
			const shown = choices.map(({ shown: name, value }) => ({ name: stripControl(name), value }));
			const options = { message: label, ...(initial === undefined ? {} : { default: initial }) };
			if (choices.length < MANY) return select({ ...options, choices: shown, pageSize: MANY }, context);
			return search({ ...options, source: (term) => matching(shown, term ?? "") }, context);
		},
		async write({ label, help, initial, fault }) {
			say(`\n${help}`);
			const answer = await input(
				{
					message: label,
					...(initial === undefined ? {} : { default: initial, prefill: "editable" as const }),
					validate: (text) => fault(text.trim()) ?? true,
				},
				context,
			);
			return answer.trim();
		},
	};
}

/** Returns the choices whose name or value holds all words of a search; whole words first. */
function matching<Choice extends { readonly name: string; readonly value: string }>(
	choices: readonly Choice[],
	term: string,
): Choice[] {
	const words = term
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== "");
	const found = choices.filter(({ name, value }) => {
		const text = `${name} ${value}`.toLowerCase();
		return words.every((word) => text.includes(word));
	});
	const exact = (choice: Choice) => namedIn(term, [{ id: choice.value, names: [choice.name] }]).length;
	return found.sort((a, b) => exact(b) - exact(a));
}
