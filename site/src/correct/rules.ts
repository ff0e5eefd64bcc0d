import * as yaml from "yaml";
import { z } from "zod";
import { readJson } from "../../../scripts/corrections/form.ts";
import { formText } from "../../../scripts/corrections/form-text.ts";
import { correctionValidator } from "../../../scripts/corrections/validate-correction.ts";
import { memoryTree } from "../../../scripts/lib/tree.ts";
import { loadRegistry } from "../../../scripts/registry/registry.ts";
import { useLinter } from "../../../scripts/rules/markdown.ts";
import { useYamlLibrary } from "../../../scripts/yaml/yaml-library.ts";
import type { Answers, Validation } from "./validation.ts";

/**
 * The rules of the check, for a browser: the only file of the site that takes the program's own code. It holds one
 * correction to the rules on records and on changes, with the few records that it needs; what looks at all records is
 * left to the check.
 */

// zod compiles its parsers with `new Function`, which the policy of the page forbids.
z.config({ jitless: true });
useYamlLibrary(yaml);

/** Thrown where a text has Markdown in it and its parser, 40 kB, is not there yet. */
class ParserNeeded extends Error {}
useLinter(() => {
	throw new ParserNeeded();
});

/** Rules that look at all records, of which a browser has a few. */
const WHOLE = /\((?:reference\/(?:unused|id|vendor|domain|identifiers?)|change\/mass)\)$/;

type Records = Readonly<Record<string, string>>;

/** Validates the answers of the form with the records whose paths and texts are given. */
export async function validateAnswers(records: Records, answers: Answers, today: string): Promise<Validation> {
	try {
		return validate(records, answers, today);
	} catch (error) {
		if (!(error instanceof ParserNeeded)) throw error;
		const { lint } = await import("../../../scripts/rules/markdown-lint.ts");
		useLinter(lint);
		return validate(records, answers, today);
	}
}

function validate(records: Records, answers: Answers, today: string): Validation {
	const body = formText(answers);
	const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== ""));
	const read = readJson(given);
	if ("problems" in read) return { body, problems: read.problems, file: null };
	const tree = memoryTree(records);
	const outcome = correctionValidator(tree, loadRegistry(tree), today)(read.correction);
	if ("problems" in outcome) {
		return { body, problems: outcome.problems.filter(({ message }) => !WHOLE.test(message)), file: null };
	}
	return { body, problems: [], file: { path: outcome.path, text: outcome.text } };
}
