import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Correction } from "../../schemas/correction.ts";
import { checkFolder } from "../check/run.ts";
import { CallError, type CommonOptions, colorOn, defineCommand, EXIT } from "../cli.ts";
import { corrected } from "../corrections/apply.ts";
import { type FormResult, readCorrection, readForm } from "../corrections/form.ts";
import { loadRegistry } from "../load/registry.ts";
import { FOLDERS, folderTree } from "../load/tree.ts";
import { writeFileAtomic } from "../load/write-file.ts";
import { blockOf } from "../report/pretty.ts";
import { painter, visible } from "../report/style.ts";
import type { Problem } from "../rules/problem.ts";
import { recordNamed } from "./show.ts";

interface Options extends CommonOptions {
	readonly file: string;
}

export const command = defineCommand("correct", "apply one correction to a record, and check it", [
	"registry correct --file issue-body.md",
	"registry correct --file correction.json",
])
	.requiredOption("--file <file>", "body of a correction issue, or a correction as JSON")
	.action(async (options: Options) => {
		if (!existsSync(options.file)) throw new CallError(`there is no file ${visible(options.file)}`);
		const read = readFile(readFileSync(options.file, "utf8"));
		if ("problems" in read) {
			for (const { question, message } of read.problems) {
				process.stderr.write(`${question === "" ? "" : `${visible(question)}: `}${visible(message)}\n`);
			}
			process.stderr.write("Nothing was changed: correct the answers and send them again.\n");
			process.exitCode = EXIT.data;
			return;
		}
		await apply(read.correction, options);
	});

function readFile(text: string): FormResult {
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
async function apply(correction: Correction, options: Options): Promise<void> {
	const record = recordNamed(loadRegistry(folderTree(options.root)), correction.offering);
	const path = record.file.path;
	const text = corrected(record, correction);
	const errors = await errorsWith(path, text, options);
	if (errors.length > 0) {
		const paint = painter(colorOn(process.stderr, options));
		for (const problem of errors) process.stderr.write(`${blockOf(problem, () => text, paint)}\n`);
		process.stderr.write("Nothing was changed: correct the answers and send them again.\n");
		process.exitCode = EXIT.data;
		return;
	}
	writeFileAtomic(join(options.root, path), text);
	process.stdout.write(`${path}\n`);
	process.stderr.write(`Corrected ${path}. Next: npm run --silent registry -- diff HEAD\n`);
}

/** The errors that a record would have with another text, judged in a copy of the records. */
async function errorsWith(path: string, text: string, { root, today }: Options): Promise<Problem[]> {
	const copy = mkdtempSync(join(tmpdir(), "registry-correct-"));
	try {
		for (const folder of FOLDERS) {
			if (existsSync(join(root, folder))) cpSync(join(root, folder), join(copy, folder), { recursive: true });
		}
		writeFileAtomic(join(copy, path), text);
		const { problems } = await checkFolder({ root: copy, today, changes: null, cache: false });
		return problems.filter(({ file, level }) => file === path && level === "error");
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}
