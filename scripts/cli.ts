import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError } from "commander";
import { commandLine } from "./lib/command-line.ts";
import { isRealDate } from "./lib/dates.ts";
import { ExpectedError } from "./lib/expected-error.ts";

/** Exit codes of every command: 0 fine, 1 the data has errors, 2 the call was wrong or could not be finished. */
export const EXIT = { fine: 0, data: 1, call: 2 } as const;

/** The folder that holds the program, and the records unless `--root` says otherwise. */
export const REPOSITORY = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** The call was wrong; the message says what to do instead. */
export class CallError extends ExpectedError {}

/** Options that every command takes. */
export interface CommonOptions {
	readonly root: string;
	readonly verbose?: boolean;
}

/** Options of a command that checks records for a day. */
export interface DatedOptions extends CommonOptions {
	readonly today: string;
}

/** Options of a command whose output is painted on a terminal. */
export interface PaintedOptions extends CommonOptions {
	readonly color?: boolean;
}

/** Options that a command takes because it uses them. */
type Used = "today" | "color";

/**
 * Defines a command with the options that every command takes, those that it says it uses, and examples in its help.
 * Examples are arguments: `check --fix`.
 */
export function defineCommand(
	name: string,
	summary: string,
	examples: readonly string[],
	uses: readonly Used[] = [],
): Command {
	const command = new Command(name)
		.description(summary)
		.option("--root <dir>", "folder that holds offerings/, services/ and vendors/", folder, REPOSITORY)
		.option("--verbose", "show the stack when the program fails")
		.addHelpText("after", `\nExamples:\n${examples.map((example) => `  ${commandLine(example)}`).join("\n")}`)
		.showHelpAfterError()
		.allowExcessArguments(false);
	if (uses.includes("today")) {
		command
			.option("--today <date>", "day on which the records are checked, YYYY-MM-DD (default: the current UTC day)", day)
			// The only look at the clock: everything behind it is told the day.
			.hook("preAction", (called) => {
				if (called.opts().today === undefined) called.setOptionValue("today", new Date().toISOString().slice(0, 10));
			});
	}
	if (uses.includes("color")) {
		command.option("--color", "paint the output").option("--no-color", "do not paint the output");
	}
	return command;
}

/** Returns the name of a root for output: as the caller gave it, and `.` for the repository. */
export function rootName(options: Pick<CommonOptions, "root">): string {
	return options.root === REPOSITORY ? "." : options.root;
}

/** True when a stream shows colour: as the caller, the environment or the terminal says. */
export function colorOn(stream: NodeJS.WriteStream, options: Pick<PaintedOptions, "color">): boolean {
	return options.color ?? (stream.isTTY === true && stream.hasColors());
}

/** An option parser for one of a few words. */
export function oneOf<const T extends string>(...choices: readonly T[]): (value: string) => T {
	return (value) => {
		const choice = choices.find((one) => one === value);
		if (choice === undefined) throw new InvalidArgumentError(`Choose one of ${choices.join(", ")}.`);
		return choice;
	};
}

/** An option parser for a whole number of 0 or more. */
export function wholeNumber(value: string): number {
	if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError("Write a whole number.");
	return Number(value);
}

/** Cells of a progress bar. */
const BAR = 24;

/**
 * A line on a terminal that tells how far a command is, once it has worked for longer than a second: a bar, the counts,
 * a note, and how long the rest will take if it goes on like this.
 */
export function progressOn(
	stream: NodeJS.WriteStream,
	what: string,
): { step: (done: number, total: number, note?: string) => void; end: () => void } {
	if (!stream.isTTY) return { step: () => undefined, end: () => undefined };
	const begun = performance.now();
	let shown = 0;
	return {
		step(done, total, note = "") {
			const now = performance.now();
			if (now - begun < 1000 || now - shown < 100) return;
			shown = now;
			const full = total > 0 ? Math.round((done / total) * BAR) : 0;
			const left = done > 0 ? `, ${duration(((now - begun) / done) * (total - done))} left` : "";
			const line = `[${"#".repeat(full)}${"-".repeat(BAR - full)}] ${done} of ${total} ${what}${note && `: ${note}`}${left}`;
			stream.write(`\r\u001b[2K${line.slice(0, (stream.columns || 80) - 1)}`);
		},
		end() {
			if (shown > 0) stream.write("\r\u001b[2K");
		},
	};
}

/** `40 s`, `12 min` */
function duration(ms: number): string {
	const seconds = Math.ceil(ms / 1000);
	return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

function folder(value: string): string {
	if (!statSync(value, { throwIfNoEntry: false })?.isDirectory()) {
		throw new InvalidArgumentError("There is no such folder.");
	}
	return value;
}

function day(value: string): string {
	if (!isRealDate(value)) throw new InvalidArgumentError("Write a day that exists as YYYY-MM-DD.");
	return value;
}
