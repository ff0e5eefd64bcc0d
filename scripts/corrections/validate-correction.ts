import { type Correction, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { withExceptions } from "../check/exceptions.ts";
import { folderTree, limited } from "../lib/tree.ts";
import { isDeepStrictEqual } from "../registry/match-records.ts";
import { type OfferingRecord, RecordFile, recordOf } from "../registry/record.ts";
import { loadRegistry, type Registry, registryOf } from "../registry/registry.ts";
import { checkChanges, checkRegistry } from "../rules/engine.ts";
import type { Problem } from "../rules/problem.ts";
import { quoted, suggestion } from "../rules/words.ts";
import { correctedCell, textWith } from "./apply.ts";
import { type FormProblem, labelOf } from "./form.ts";

/** A correction as a text of one record that passes every rule. */
export interface Correct {
	/** Path of the record from the root. */
	readonly path: string;
	readonly text: string;
	/** The record as it was. */
	readonly before: OfferingRecord;
}

/** What became of a correction: the record that it gives, or what stands against it. */
export type CorrectionOutcome = Correct | { readonly problems: readonly FormProblem[] };

/** Applies a correction to the records of a folder, and holds the outcome to every rule, those on changes included. Writes nothing. */
export function validateCorrection(root: string, correction: Correction, today: string): CorrectionOutcome {
	const registry = loadRegistry(folderTree(root));
	const found = recordFor(registry, correction);
	if ("message" in found) return { problems: [found] };
	const cell = found.value.dimensions[correction.dimension];
	if (correction.answer === STILL_RIGHT && !cell) {
		return refuse("answer", "nobody has assessed this yet, so it cannot be still right; choose a grade");
	}
	if (correction.answer === DISMISSED && !cell) {
		return refuse("answer", "nobody has assessed this yet, so there is no flag to dismiss; choose a grade");
	}
	const after = correctedCell(cell, correction);
	if (isDeepStrictEqual(cell, after))
		return refuse("", "the record says exactly this already; there is nothing to correct");
	const text = textWith(found, correction.dimension, after);
	const errors = newErrors(root, registry, found, text, today);
	if (errors.length > 0) return { problems: errors.map((error) => inWords(error, found)) };
	return { path: found.file.path, text, before: found };
}

function recordFor(registry: Registry, { offering: id }: Correction): OfferingRecord | FormProblem {
	const question = labelOf("offering") ?? "";
	const record = registry.offerings.find(({ value }) => value.id === id || value.aliases?.includes(id));
	if (!record) {
		const broken = registry.files.some((file) => file.folder === "offerings" && file.id === id);
		const ids = registry.offerings.map(({ value }) => value.id);
		const message = broken
			? `the record of ${quoted(id)} has problems of its own; a maintainer has to mend them first`
			: `there is no offering ${quoted(id)}. ${suggestion(id, ids)}`.trim();
		return { question, message };
	}
	if (record.value.status === "retired") {
		return {
			question,
			message: `${record.value.name} was retired on ${record.value.retired_on}; its record stays as it was then. If it was wrong then, say so in a pull request`,
		};
	}
	return record;
}

/** The errors that the registry would have and has not now. */
function newErrors(
	root: string,
	registry: Registry,
	before: OfferingRecord,
	text: string,
	today: string,
): readonly Problem[] {
	const { folder, name, path } = before.file;
	const file = new RecordFile({ folder, name, kind: "file" }, limited(Buffer.from(text, "utf8")));
	const files = registry.files.map((one) => (one.path === path ? file : one));
	const next = registryOf(files);
	const record = recordOf(file);
	const changes = {
		before: [before],
		after: record?.kind === "offering" ? [record] : [],
		files: [file],
		total: registry.offerings.length,
		outsideRelease: [],
		drifted: [],
	};
	const open = (wanted: string) => files.find((one) => one.path === wanted) ?? null;
	const errorsOf = (problems: readonly Problem[]) =>
		withExceptions(root, problems, today).filter(({ level }) => level === "error");
	const known = new Set(errorsOf(checkRegistry(registry, today)).map(keyOf));
	const found = errorsOf([
		...checkRegistry(next, today),
		...checkChanges(changes, { today, vendors: next.vendors }, open),
	]);
	return found.filter((error) => !known.has(keyOf(error)));
}

function keyOf({ rule, file, path, message }: Problem): string {
	return JSON.stringify([rule, file, path, message]);
}

/** Which answer of the form each place of a cell comes from. */
const ORIGINS: readonly (readonly [RegExp, keyof Correction])[] = [
	[/^\.sources\[\d+\]\.archived$/, "archived"],
	[/^\.sources\[\d+\]\.captured$/, "read_on"],
	[/^\.sources\[\d+\]\.locator$/, "locator"],
	[/^\.(?:sources|searched)\b/, "source"],
	[/^\.(?:verified|reviews)\b/, "read_on"],
	[/^\.notes$/, "finding"],
	[/^\.caveat$/, "caveat"],
	[/^\.(?:value|facts|route|contrary)\b/, "answer"],
	[/^$/, "dimension"],
];

/** An error in the words of the form: which answer it comes from, what is wrong, what to do. */
function inWords({ rule, file, path, message, hint }: Problem, { file: own }: OfferingRecord): FormProblem {
	const below = file === own.path ? /^dimensions\.\w+(.*)$/.exec(path)?.[1] : undefined;
	const key =
		rule === "grade/caveat" ? "caveat" : ORIGINS.find(([place]) => below !== undefined && place.test(below))?.[1];
	return {
		question: labelOf(key) ?? "",
		message: `${below === undefined ? `${file}: ` : ""}${message}${hint ? `. ${hint}` : ""} (${rule})`,
	};
}

function refuse(key: keyof Correction | "", message: string): CorrectionOutcome {
	return { problems: [{ question: labelOf(key) ?? "", message }] };
}
