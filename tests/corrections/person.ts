import type { AnswerDraft, Person } from "../../scripts/corrections/ask.ts";

/** A person who answers questions in an order, and everything that was said to them. */
export interface Scripted extends Person {
	readonly said: string[];
	/** Answers that nobody asked for. */
	readonly left: readonly (readonly [string, string])[];
}

/** Returns a person who gives these answers, each to the question whose label begins so. A refused one is followed by the next. */
export function scripted(answers: readonly (readonly [string, string])[]): Scripted {
	const left = [...answers];
	const said: string[] = [];
	const next = (label: string): string => {
		const [expected, answer] = left.shift() ?? [];
		if (answer === undefined || expected === undefined) throw new Error(`no answer is left for: ${label}`);
		if (!label.startsWith(expected)) throw new Error(`expected the question ${expected}, not: ${label}`);
		return answer;
	};
	return {
		said,
		left,
		say: (line) => void said.push(line),
		async choose({ label, help, choices, initial }) {
			said.push(help);
			const answer = next(label);
			const value = answer === "" ? (initial ?? choices[0]?.value) : answer;
			const choice = choices.find((one) => one.value === value);
			if (!choice) throw new Error(`${label} has no choice ${answer}`);
			return choice.value;
		},
		async write({ label, help, initial, fault }) {
			said.push(help);
			for (;;) {
				const given = next(label);
				const answer = given === "=" ? (initial ?? "") : given;
				const wrong = fault(answer);
				if (wrong === null) return answer;
				said.push(`✗ ${wrong}`);
			}
		},
	};
}

/** A draft in memory. */
export function memoryDraft<Key extends string>(
	answers: Partial<Record<Key, string>> = {},
): AnswerDraft<Key> & { readonly kept: Partial<Record<Key, string>>[] } {
	const kept: Partial<Record<Key, string>>[] = [];
	return {
		answers,
		kept,
		keep: (given) => void kept.push({ ...given }),
		drop: () => void kept.splice(0),
	};
}
