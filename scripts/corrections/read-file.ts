import { readFileSync, statSync } from "node:fs";
import { ExpectedError } from "../lib/expected-error.ts";
import { stripControl } from "../report/style.ts";
import { type FormResult, MAX_BODY, readForm, readJson } from "./form.ts";

/** Reads a correction from a file: the body of an issue made with the form, or JSON. Throws ExpectedError when there is none. */
export function readCorrectionFile(file: string): FormResult {
	return readText(textOf(file));
}

function textOf(file: string): string {
	const stats = statSync(file, { throwIfNoEntry: false });
	if (!stats?.isFile()) throw new ExpectedError(`there is no file ${stripControl(file)}`);
	if (stats.size > 4 * MAX_BODY) throw new ExpectedError(`${stripControl(file)} is too long to be a correction`);
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
