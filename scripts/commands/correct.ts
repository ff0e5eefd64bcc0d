import { join } from "node:path";
import { CallError, type DatedOptions, defineCommand, EXIT, wholeNumber } from "../cli.ts";
import { openDraft } from "../corrections/draft.ts";
import type { FormProblem, ReadCorrection } from "../corrections/form.ts";
import { correctionSteps } from "../corrections/next-steps.ts";
import { changedLines } from "../corrections/proposal.ts";
import { QUESTION_KEYS } from "../corrections/questions.ts";
import { readCorrectionFile } from "../corrections/read-file.ts";
import { syncOpenIssuesWithGithub, syncWithGithub } from "../corrections/sync-with-github.ts";
import { type Correct, correctionValidator, validateCorrection } from "../corrections/validate-correction.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { loadRegistry } from "../registry/registry.ts";
import { stripControl } from "../report/style.ts";
import { isAttended, withPerson } from "../terminal.ts";

/** Words for somebody who goes away in the middle of the questions. */
const KEPT = "stopped; nothing was changed. Your answers are kept and offered again";

interface Options extends DatedOptions {
	readonly file?: string;
	readonly issue?: number;
	readonly openIssues?: boolean;
}

export const command = defineCommand(
	"correct",
	"apply one correction to a record, and check it",
	["correct", "correct --file issue-body.md", "correct --file correction.json", "correct --issue 12"],
	["today"],
)
	.option(
		"--file <file>",
		"body of a correction issue, or a correction as JSON; on a terminal, asked for when left out",
	)
	.option(
		"--issue <number>",
		"read the correction from an issue of GitHub (GITHUB_TOKEN, GITHUB_REPOSITORY), and open, update or close its pull request, or answer on it",
		wholeNumber,
	)
	.option("--open-issues", "the same for every open issue of the form: what was merged may have changed their records")
	.action(async (options: Options) => {
		if (options.openIssues) return syncOpenIssuesWithGithub(options);
		if (options.issue !== undefined) {
			if (options.file !== undefined) throw new CallError("name a file or an issue, not both");
			return syncWithGithub(options.issue, options);
		}
		if (options.file === undefined) return correctAtTerminal(options);
		const read = readCorrectionFile(options.file);
		const outcome =
			"problems" in read ? read : validateCorrection(folderTree(options.root), read.correction, options.today);
		if ("problems" in outcome) refuse(outcome.problems);
		else write(read as ReadCorrection, outcome, options);
	});

async function correctAtTerminal(options: Options): Promise<void> {
	if (!isAttended()) throw new CallError("name the correction: --file <file>, or --issue <number>");
	const { root, today } = options;
	const { askCorrection } = await import("../corrections/ask-correction.ts");
	const registry = loadRegistry(folderTree(root));
	const draft = openDraft(root, "correction", QUESTION_KEYS);
	const asking = {
		registry,
		today,
		draft,
		validate: correctionValidator(folderTree(root), registry, today),
		summary: changedLines,
	};
	const agreed = await withPerson((person) => askCorrection({ person, ...asking }), KEPT);
	if (agreed === null) throw new CallError(KEPT);
	write(agreed.read, agreed.correct, options);
	draft.drop();
}

/** Writes the corrected record, and says which file it is, for how many offerings, and what comes next. */
function write({ correction, cleaned }: ReadCorrection, correct: Correct, { root }: Options): void {
	writeFileAtomic(root, join(root, correct.path), correct.text);
	process.stdout.write(`${correct.path}\n`);
	const lines = [...cleaned, ...correct.remarks, ...correctionSteps(correction, correct)];
	process.stderr.write(`${lines.map(stripControl).join("\n")}\n`);
}

function refuse(problems: readonly FormProblem[]): void {
	for (const { question, message } of problems) {
		process.stderr.write(`${question === "" ? "" : `${stripControl(question)}: `}${stripControl(message)}\n`);
	}
	process.stderr.write("Nothing was changed: correct the answers and send them again.\n");
	process.exitCode = EXIT.data;
}
