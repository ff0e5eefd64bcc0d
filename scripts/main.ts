import { Command, CommanderError } from "commander";
import { EXIT } from "./cli.ts";
import { commandLine } from "./lib/command-line.ts";
import { ExpectedError } from "./lib/expected-error.ts";

/** Command name → its module; loaded when it is called, so that a check starts without what a build needs. */
const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
	check: () => import("./commands/check.ts"),
	build: () => import("./commands/build.ts"),
	dev: () => import("./commands/dev.ts"),
	show: () => import("./commands/show.ts"),
	history: () => import("./commands/history.ts"),
	diff: () => import("./commands/diff.ts"),
	match: () => import("./commands/match.ts"),
	links: () => import("./commands/links.ts"),
	quality: () => import("./commands/quality.ts"),
	correct: () => import("./commands/correct.ts"),
	new: () => import("./commands/new.ts"),
	review: () => import("./commands/review.ts"),
	release: () => import("./commands/release.ts"),
	reproduce: () => import("./commands/reproduce.ts"),
	schema: () => import("./commands/schema.ts"),
	docs: () => import("./commands/docs.ts"),
};

export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/** Runs one command and gives the exit code. Writes to the process's streams; sets nothing that outlives the call. */
export async function main(args: readonly string[]): Promise<number> {
	const program = new Command(commandLine("").trim())
		.description("The AI Offering Registry: what an AI API offering can prove, checked and published.")
		.showHelpAfterError()
		.addHelpText(
			"after",
			`\nExamples:\n${["check", "show deepseek-api", "build --out build"].map((one) => `  ${commandLine(one)}`).join("\n")}`,
		);
	const named = args.find((arg) => !arg.startsWith("-")) ?? "";
	const wanted = Object.hasOwn(COMMANDS, named) ? [named] : COMMAND_NAMES;
	for (const name of wanted) program.addCommand((await COMMANDS[name]?.())?.command ?? new Command(name));
	for (const command of [program, ...program.commands]) command.exitOverride();
	try {
		await program.parseAsync(args, { from: "user" });
		return Number(process.exitCode ?? EXIT.fine);
	} catch (error) {
		return explain(error, args.includes("--verbose"));
	}
}

/** Says why a call ended and gives the exit code. */
export function explain(error: unknown, verbose: boolean): number {
	if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.call;
	const expected = error instanceof ExpectedError;
	const reason = error instanceof Error ? error.message : String(error);
	process.stderr.write(
		expected ? `error: ${reason}\n` : `error: the program could not finish: ${reason.split("\n")[0]}\n`,
	);
	if (verbose && error instanceof Error) process.stderr.write(`${error.stack}\n`);
	else if (!expected) process.stderr.write("Run it again with --verbose to see where.\n");
	return EXIT.call;
}
