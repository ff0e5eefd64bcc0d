import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Correction } from "../../schemas/correction.ts";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { CallError, type CommonOptions, defineCommand, EXIT, wholeNumber } from "../cli.ts";
import { type FormProblem, type FormResult, MAX_BODY, readForm, readJson } from "../corrections/form.ts";
import { validateCorrection } from "../corrections/validate-correction.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { loadRegistry } from "../registry/registry.ts";
import { stripControl } from "../report/style.ts";
import { isAttended, withPerson } from "../terminal.ts";

interface Options extends CommonOptions {
	readonly file?: string;
	readonly issue?: number;
}

export const command = defineCommand("correct", "apply one correction to a record, and check it", [
	"registry correct",
	"registry correct --file issue-body.md",
	"registry correct --file correction.json",
	"registry correct --issue 12",
])
	.option(
		"--file <file>",
		"body of a correction issue, or a correction as JSON; on a terminal, asked for when left out",
	)
	.option(
		"--issue <number>",
		"read the correction from an issue of GitHub (GITHUB_TOKEN, GITHUB_REPOSITORY), and open, update or close its pull request, or answer on it",
		wholeNumber,
	)
	.action(async (options: Options) => {
		if (options.issue !== undefined) {
			if (options.file !== undefined) throw new CallError("name a file or an issue, not both");
			return followOnGithub(options.issue, options);
		}
		const read = options.file === undefined ? await asked(options) : readText(textOf(options.file));
		if ("problems" in read) refuse(read.problems);
		else apply(read.correction, options);
	});

async function followOnGithub(issue: number, { root, today }: Options): Promise<void> {
	const [{ openGithub }, { syncIssue: followIssue }] = await Promise.all([
		import("../github/client.ts"),
		import("../corrections/sync-issue.ts"),
	]);
	const outcome = await followIssue(await openGithub(process.env), issue, { root, today });
	const what = outcome.kind === "proposed" ? `proposed in #${outcome.pull}` : outcome.kind;
	process.stdout.write(`#${issue}: ${what}\n`);
}

function textOf(file: string): string {
	const stats = statSync(file, { throwIfNoEntry: false });
	if (!stats?.isFile()) throw new CallError(`there is no file ${stripControl(file)}`);
	if (stats.size > 4 * MAX_BODY) throw new CallError(`${stripControl(file)} is too long to be a correction`);
	return readFileSync(file, "utf8");
}

function readText(text: string): FormResult {
	if (!text.trimStart().startsWith("{")) return readForm(text);
	try {
		return readJson(JSON.parse(text));
	} catch (error) {
		return {
			problems: [{ question: "", message: `this is no JSON: ${error instanceof Error ? error.message : error}` }],
		};
	}
}

/** Asks the questions of the form at the terminal. */
async function asked({ root }: Options): Promise<FormResult> {
	if (!isAttended()) throw new CallError("name the correction: --file <file>, or --issue <number>");
	const { askCorrection } = await import("../corrections/ask-correction.ts");
	const registry = loadRegistry(folderTree(root));
	return withPerson((person) => askCorrection(person, registry));
}

/** Writes the corrected record when it passes every rule; else says what is wrong, and leaves the record as it was. */
function apply(correction: Correction, { root, today }: Options): void {
	const judged = validateCorrection(root, correction, today);
	if ("problems" in judged) {
		refuse(judged.problems);
		return;
	}
	const { path, text, remarks } = judged;
	writeFileAtomic(join(root, path), text);
	process.stdout.write(`${path}\n`);
	for (const remark of remarks) process.stderr.write(`${stripControl(remark)}\n`);
	const credit = correction.credit === undefined ? "" : ` --trailer "Credit: ${correction.credit}"`;
	process.stderr.write(
		[
			`Corrected ${path}. Next: npm run --silent registry -- diff HEAD`,
			`Then: git commit -m "Correct ${dimensionOf(correction.dimension).label} of ${judged.offering}"${credit} ${path}`,
			"",
		].join("\n"),
	);
}

function refuse(problems: readonly FormProblem[]): void {
	for (const { question, message } of problems) {
		process.stderr.write(`${question === "" ? "" : `${stripControl(question)}: `}${stripControl(message)}\n`);
	}
	process.stderr.write("Nothing was changed: correct the answers and send them again.\n");
	process.exitCode = EXIT.data;
}
