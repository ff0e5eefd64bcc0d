import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { PublishedData } from "../../schemas/published.ts";
import { workflowCommand } from "../report/github.ts";
import { painter, stripControl } from "../report/style.ts";
import { CallError, callOf, EXIT } from "./arguments.ts";
import { COMMANDS } from "./commands.ts";

const HELP = `Usage: ai-offering-registry <command> [options]

  show <offering> [dimension]    one offering, or one of its answers
  match <policy.yaml>            hold offerings to a policy
  which <file>...                the offerings that a configuration uses: LiteLLM, OpenRouter,
                                 an environment file, or a list of provider/model ids
  diff <old data.json>           what changed since an earlier release

  --policy <file>    with which: hold what is used to a policy
  --format <format>  pretty, json or github
  --today <date>     day on which freshness and exceptions are checked (default: the current UTC day)
  --version          version of the data

Ends with 0 when everything passes, 1 when something does not, 2 when the call is wrong.
`;

const bytes = readFileSync(fileURLToPath(new URL("./data.json", import.meta.url)));
const data = JSON.parse(bytes.toString("utf8")) as PublishedData;

function run(args: readonly string[]): number {
	const call = callOf(args, () => new Date().toISOString().slice(0, 10));
	if (call.isVersion) {
		process.stdout.write(`${data.version}\n`);
		return EXIT.fine;
	}
	const command = Object.hasOwn(COMMANDS, call.command) ? COMMANDS[call.command] : undefined;
	if (call.isHelp) {
		process.stdout.write(HELP);
		return EXIT.fine;
	}
	if (!command)
		throw new CallError(
			`${call.command === "" ? "name a command" : `there is no command "${call.command}"`}\n\n${HELP}`,
		);
	return command(call, {
		data,
		dataSha256: createHash("sha256").update(bytes).digest("hex"),
		paint: painter(process.stdout.isTTY === true && process.stdout.hasColors()),
		write: (text) => void process.stdout.write(text),
		summaryFile: process.env.GITHUB_STEP_SUMMARY,
	});
}

/** True for a call that asks for annotations; it may be wrong elsewhere. */
function isForGithub(args: readonly string[]): boolean {
	return args.includes("--format=github") || args[args.indexOf("--format") + 1] === "github";
}

try {
	process.exitCode = run(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof CallError) && !(error instanceof RangeError)) throw error;
	const problems = error instanceof CallError && isForGithub(process.argv) ? error.problems : [];
	for (const { file, line, column, message } of problems) {
		process.stdout.write(
			workflowCommand("error", { file, line: `${line}`, col: `${column}`, title: "AI policy" }, message),
		);
	}
	process.stderr.write(`error: ${error.message.split("\n").map(stripControl).join("\n")}\n`);
	process.exitCode = EXIT.call;
}
