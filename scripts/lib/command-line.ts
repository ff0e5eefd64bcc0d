/** Starts every call of the command line that is printed, in a clone on Linux, macOS and Windows alike. */
const COMMAND = "npm run registry --";
/** The same where another program reads the output: npm prints two lines of its own otherwise. */
const SILENT = "npm run --silent registry --";

/** Returns a call as a person types it: `check --fix` → `npm run registry -- check --fix`. */
export function commandLine(args: string): string {
	return `${/ [|>] /.test(args) ? SILENT : COMMAND} ${args}`;
}
