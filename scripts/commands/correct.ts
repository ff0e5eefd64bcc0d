import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Correction } from "../../schemas/correction.ts";
import { CallError, type CommonOptions, defineCommand, EXIT } from "../cli.ts";
import { type FormProblem, type FormResult, MAX_BODY, readCorrection, readForm } from "../corrections/form.ts";
import { judge } from "../corrections/judge.ts";
import { writeFileAtomic } from "../load/write-file.ts";
import { visible } from "../report/style.ts";

interface Options extends CommonOptions {
	readonly file: string;
}

export const command = defineCommand("correct", "apply one correction to a record, and check it", [
	"registry correct --file issue-body.md",
	"registry correct --file correction.json",
])
	.requiredOption("--file <file>", "body of a correction issue, or a correction as JSON")
	.action((options: Options) => {
		const read = readText(textOf(options.file));
		if ("problems" in read) refuse(read.problems);
		else apply(read.correction, options);
	});

function textOf(file: string): string {
	const stats = statSync(file, { throwIfNoEntry: false });
	if (!stats?.isFile()) throw new CallError(`there is no file ${visible(file)}`);
	if (stats.size > 4 * MAX_BODY) throw new CallError(`${visible(file)} is too long to be a correction`);
	return readFileSync(file, "utf8");
}

function readText(text: string): FormResult {
	if (!text.trimStart().startsWith("{")) return readForm(text);
	try {
		return readCorrection(JSON.parse(text));
	} catch (error) {
		return {
			problems: [{ question: "", message: `this is no JSON: ${error instanceof Error ? error.message : error}` }],
		};
	}
}

/** Writes the corrected record when it passes every rule; else says what is wrong, and leaves the record as it was. */
function apply(correction: Correction, { root, today }: Options): void {
	const judged = judge(root, correction, today);
	if ("problems" in judged) {
		refuse(judged.problems);
		return;
	}
	const { path, text } = judged;
	writeFileAtomic(join(root, path), text);
	process.stdout.write(`${path}\n`);
	process.stderr.write(`Corrected ${path}. Next: npm run --silent registry -- diff HEAD\n`);
}

function refuse(problems: readonly FormProblem[]): void {
	for (const { question, message } of problems) {
		process.stderr.write(`${question === "" ? "" : `${visible(question)}: `}${visible(message)}\n`);
	}
	process.stderr.write("Nothing was changed: correct the answers and send them again.\n");
	process.exitCode = EXIT.data;
}
