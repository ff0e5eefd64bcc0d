import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeFileAtomic } from "../lib/write-file.ts";
import type { AnswerDraft } from "./ask.ts";

/** Folder of answers that have not become a file yet; git ignores it. */
export const DRAFTS = ".drafts";

/** Opens the draft of a command in a root: the answers that were given before, and where new ones are kept. */
export function openDraft<Key extends string>(root: string, name: string, keys: readonly Key[]): AnswerDraft<Key> {
	const path = join(root, DRAFTS, `${name}.json`);
	return {
		answers: readAnswers(path, keys),
		keep(answers) {
			mkdirSync(dirname(path), { recursive: true });
			writeFileAtomic(root, path, `${JSON.stringify(answers, null, "\t")}\n`);
		},
		drop() {
			rmSync(path, { force: true });
		},
	};
}

/** A draft that cannot be read is none: the questions are asked again. */
function readAnswers<Key extends string>(path: string, keys: readonly Key[]): Partial<Record<Key, string>> {
	let value: unknown;
	try {
		value = JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return {};
	}
	const fields = (typeof value === "object" && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
	const known = keys.filter((key) => Object.hasOwn(fields, key) && typeof fields[key] === "string");
	return Object.fromEntries(known.map((key) => [key, fields[key]])) as Partial<Record<Key, string>>;
}
