import { parseArgs } from "node:util";

/** Exit statuses: everything passes; something does not; the call was wrong. */
export const EXIT = { fine: 0, data: 1, call: 2 } as const;

/** The call was wrong; the message says what to type instead. */
export class CallError extends Error {
	/** Problems of a file that was read, for annotations. */
	readonly problems: readonly FileProblem[];

	constructor(message: string, problems: readonly FileProblem[] = []) {
		super(message);
		this.problems = problems;
	}
}

/** Problem of a file and its place. */
interface FileProblem {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	readonly message: string;
}

export const FORMATS = ["pretty", "json", "github"] as const;
export type Format = (typeof FORMATS)[number];

/** Parsed command line. */
export interface Call {
	readonly command: string;
	readonly operands: readonly string[];
	readonly format: Format;
	readonly policy: string | null;
	/** Day on which freshness and exceptions are checked. */
	readonly today: string;
	readonly isHelp: boolean;
	readonly isVersion: boolean;
}

/** Reads the arguments of the command line; `clock` gives the current day. Throws CallError for what it does not know. */
export function callOf(args: readonly string[], clock: () => string): Call {
	const { values, positionals } = parsed(args);
	const [command = "", ...operands] = positionals;
	const format = FORMATS.find((one) => one === (values.format ?? "pretty"));
	if (format === undefined) throw new CallError(`--format is one of ${FORMATS.join(", ")}, not "${values.format}"`);
	const today = values.today ?? clock();
	if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || new Date(`${today}T00:00:00Z`).toJSON()?.slice(0, 10) !== today) {
		throw new CallError(`--today is a day that exists, YYYY-MM-DD, not "${today}"`);
	}
	return {
		command,
		operands,
		format,
		policy: values.policy ?? null,
		today,
		isHelp: values.help === true,
		isVersion: values.version === true,
	};
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				format: { type: "string" },
				policy: { type: "string" },
				today: { type: "string" },
				help: { type: "boolean", short: "h" },
				version: { type: "boolean" },
			},
		});
	} catch (error) {
		throw new CallError((error as Error).message);
	}
}
