import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { onTestFailed, onTestFinished } from "vitest";
import { REPOSITORY } from "../support.ts";

/** util-linux's `script` gives a program a terminal; others of that name take other options. */
export const hasTerminal = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0;

export const ENTER = "\r";
export const DOWN = "\u001b[B";
export const INTERRUPT = "\u0003";
export const END_OF_INPUT = "\u0004";
/** Deletes what stands in the line. */
export const CLEAR = "\u0015";

/** A command on a terminal, and the person who types. */
export class Terminal {
	readonly #child: ChildProcessWithoutNullStreams;
	readonly #ended: Promise<number | null>;
	#output = "";
	#read = 0;
	#heard: () => void = () => undefined;

	constructor(args: readonly string[]) {
		const call = [process.execPath, join(REPOSITORY, "scripts/registry.ts"), ...args].join(" ");
		this.#child = spawn("script", ["-qec", call, "/dev/null"], {
			env: { ...process.env, COLUMNS: "200", TERM: "xterm" },
		});
		onTestFailed(() => void process.stderr.write(this.shown));
		onTestFinished(() => void this.#child.kill("SIGKILL"));
		this.#child.stdout.on("data", (bytes: Buffer) => {
			this.#output += bytes.toString("utf8");
			this.#heard();
		});
		this.#ended = new Promise((resolve) => {
			this.#child.once("close", (code) => {
				resolve(code);
				this.#heard();
			});
		});
	}

	/** Everything that was shown, without control characters. */
	get shown(): string {
		return stripVTControlCharacters(this.#output).replaceAll("\r", "");
	}

	/** Waits until a text is shown that was not shown before the last answer. */
	async waitFor(text: string): Promise<void> {
		let ended = false;
		void this.#ended.then(() => {
			ended = true;
		});
		for (;;) {
			const heard = new Promise<void>((resolve) => {
				this.#heard = resolve;
			});
			if (this.shown.slice(this.#read).includes(text)) return;
			if (ended) throw new Error(`it ended before it showed ${JSON.stringify(text)}:\n${this.shown}`);
			await heard;
		}
	}

	/** Waits for a question and answers it. */
	async answer(question: string, ...keys: readonly string[]): Promise<void> {
		await this.waitFor(`? ${question}`);
		this.#read = this.shown.length;
		for (const key of keys) this.#child.stdin.write(key);
	}

	/** Waits for a question with a searchable list, searches, and takes the choice once it stands first. */
	async search(question: string, term: string, choice: string): Promise<void> {
		await this.answer(question, term);
		await this.waitFor(`❯ ${choice}`);
		this.#child.stdin.write(ENTER);
	}

	/** Waits for the command to end; resolves to its exit code. */
	async ended(): Promise<number | null> {
		return this.#ended;
	}
}
