import { createInterface } from "node:readline";
import { CallError } from "./cli.ts";
import type { Person } from "./corrections/ask.ts";
import { stripControl } from "./report/style.ts";

/** Whether there is somebody to ask. */
export function isAttended(): boolean {
	return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Talks to the person at the terminal while `talk` runs. Throws CallError when they go away in the middle of it. */
export async function withPerson<Result>(talk: (person: Person) => Promise<Result>): Promise<Result> {
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	/** Lines that came before they were asked for: several can be pasted at once. */
	const early: string[] = [];
	let take: ((line: string) => void) | null = null;
	terminal.on("line", (line) => {
		if (take) take(line);
		else early.push(line);
		take = null;
	});
	const gone = new Promise<never>((_, reject) => {
		terminal.once("close", () => reject(new CallError("stopped; nothing was changed")));
	});
	gone.catch(() => undefined);
	const ask = (prompt: string) => {
		terminal.setPrompt(prompt);
		terminal.prompt();
		const line = early.shift();
		if (line !== undefined) return Promise.resolve(line);
		const next = new Promise<string>((resolve) => {
			take = resolve;
		});
		return Promise.race([next, gone]);
	};
	try {
		return await talk({ say: (line) => void process.stderr.write(`${stripControl(line)}\n`), ask });
	} finally {
		terminal.close();
	}
}
