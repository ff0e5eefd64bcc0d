import { type Correction, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { isDimension } from "../../schemas/dimensions/index.ts";
import { gradeOf } from "../../schemas/grades.ts";
import { fixedText } from "../check/fixed-text.ts";
import { addDays } from "../lib/dates.ts";
import { isDeepStrictEqual } from "../lib/equal.ts";
import { limited, type Tree } from "../lib/tree.ts";
import { RecordFile, type RegistryRecord } from "../registry/record.ts";
import { loadRegistry, Registry } from "../registry/registry.ts";
import type { ResolvedCell } from "../registry/resolve.ts";
import { sameDocumentKey } from "../registry/urls.ts";
import type { Problem } from "../rules/problem.ts";
import { contextOf } from "../rules/rule.ts";
import { correctedCell, textWith } from "./apply.ts";
import { readFacts } from "./facts.ts";
import { findOffering } from "./find-offering.ts";
import type { FormProblem } from "./form.ts";
import { newProblems } from "./new-problems.ts";
import { othersOf } from "./others.ts";
import { type CorrectionPlace, placeOf } from "./place.ts";
import { labelOf, type QuestionKey } from "./questions.ts";
import { titleFault } from "./title.ts";

/** A correction as a text of one record that passes every rule. */
export interface Correct {
	/** Id of the offering that the person meant. */
	readonly offering: string;
	/** Path of the record to write, from the root. */
	readonly path: string;
	readonly text: string;
	/** Ids of all offerings that the cell holds for. */
	readonly reach: readonly string[];
	/** Sentences for the person and the reviewer. */
	readonly remarks: readonly string[];
	/** Facts and qualifiers that stay and that nobody read again, as `key: value`. */
	readonly unread: readonly string[];
	/** The records before and after. */
	readonly before: Registry;
	readonly after: Registry;
}

/** The record that a correction gives, or what stands against it. */
export type CorrectionOutcome = Correct | { readonly problems: readonly FormProblem[] };

/**
 * Applies a correction to records, and holds the outcome to every rule, those on changes included.
 * Writes nothing. `title` is that of the issue, which must name no other cell.
 */
export function validateCorrection(tree: Tree, correction: Correction, today: string, title = ""): CorrectionOutcome {
	const registry = loadRegistry(tree);
	const outcome = correctionValidator(tree, registry, today)(correction);
	if ("problems" in outcome) return outcome;
	const { offering } = outcome;
	const fault = titleFault(title, registry, { offering, dimension: correction.dimension });
	return fault === null ? outcome : refuse("", fault);
}

/** Returns a function that does the same for one correction after the other, of records that are loaded once. */
export function correctionValidator(
	tree: Tree,
	before: Registry,
	today: string,
): (correction: Correction) => CorrectionOutcome {
	const problemsAfter = newProblems(tree, before, today);
	return (correction) => validated(before, problemsAfter, correction, today);
}

function validated(
	before: Registry,
	problemsAfter: ReturnType<typeof newProblems>,
	correction: Correction,
	today: string,
): CorrectionOutcome {
	const found = findOffering(before, correction.offering);
	if ("fault" in found) return refuse("offering", found.fault);
	const { record, remark } = found;
	const place = placeOf(before, record, correction);
	if ("fault" in place) return refuse("dimension", place.fault);
	const asked = faultOf(place, correction, today);
	if (asked) return { problems: asked };
	const read = readFacts(correction.dimension, correction.facts ?? "");
	if ("fault" in read) return refuse("facts", read.fault);
	const others = othersOf(place.current, read.facts);
	if (others.length > 0 && isGrade(correction) && correction.others === undefined) {
		return refuse("others", `the record says this as well, and it needs an answer: ${others.join("; ")}`);
	}
	const cell = correctedCell(place, correction, read.facts, before.lookups);
	if (isDeepStrictEqual(place.written, cell))
		return refuse("", "the record says exactly this already; there is nothing to correct");
	const changed = recordFile(place.record, textWith(place.record, correction.dimension, cell));
	// A page that another cell was read on the same day for becomes a document of both.
	const text = fixedText(changed, contextOf(before, today)) ?? changed.text ?? "";
	const after = withFile(before, recordFile(place.record, text));
	const serious = problemsAfter(after);
	const errors = serious.filter(({ level }) => level === "error");
	if (errors.length > 0) return { problems: inWords(errors, place.record) };
	const holds = serious.map(({ message }) => `A maintainer has to look at this: ${message}.`);
	return {
		offering: record.value.id,
		path: place.record.file.path,
		text,
		reach: place.reach,
		remarks: [
			...(remark === undefined ? [] : [remark]),
			...place.remarks,
			...quoteRemarks(place, correction),
			...holds,
		],
		unread: isAnswered(correction) ? [] : others,
		before,
		after,
	};
}

/** True where somebody said what becomes of the facts and qualifiers, or where nothing of the cell was read. */
function isAnswered({ answer, others }: Correction): boolean {
	return answer === DISMISSED || others === "hold" || others === "remove";
}

function isGrade({ answer }: Correction): boolean {
	return answer !== STILL_RIGHT && answer !== DISMISSED;
}

/** A better grade asks for the sentence that proves it; a page that has none is for the maintainer to read. */
function quoteRemarks({ current }: CorrectionPlace, { answer, quote }: Correction): string[] {
	if (answer === STILL_RIGHT || answer === DISMISSED || quote !== undefined) return [];
	if (gradeOf(answer).rank <= (current ? gradeOf(current.cell.value).rank : 0)) return [];
	return [`The grade goes up. Please add the sentence that proves it: answer “${labelOf("quote")}”.`];
}

/** Returns the pages that a cell rests on or that were searched for it, each with the day as of which it is known. */
function datedPages(current: ResolvedCell | undefined): { readonly url: string; readonly day: string }[] {
	return [
		...(current?.sources ?? []).map(({ url, unchanged, captured }) => ({ url, day: unchanged ?? captured ?? "" })),
		...(current?.searched ?? []).map(({ url, as_of }) => ({ url, day: as_of ?? "" })),
	];
}

/** Returns the problem of a correction that its cell makes impossible, whatever the rules say; null where there is none. */
function faultOf(
	{ current }: CorrectionPlace,
	{ answer, read_on, source, others }: Correction,
	today: string,
): FormProblem[] | null {
	// East of Greenwich the next day has begun already.
	if (read_on > addDays(today, 1)) return [problem("read_on", `${read_on} lies in the future`)];
	const later = datedPages(current)
		.filter(({ url }) => sameDocumentKey(url) === sameDocumentKey(source))
		.map(({ day }) => day)
		.find((day) => day > read_on);
	if (later !== undefined) {
		return [problem("read_on", `the record rests on this page as it was on ${later}; read it as it is now`)];
	}
	if (answer === STILL_RIGHT && others === "remove") {
		return [problem("others", "still right keeps everything; to remove something, choose the grade anew")];
	}
	if (current) return null;
	if (answer === STILL_RIGHT) {
		return [problem("answer", "nobody has assessed this yet, so it cannot be still right; choose a grade")];
	}
	if (answer !== DISMISSED) return null;
	return [problem("answer", "nobody has assessed this yet, so there is no flag to dismiss; choose a grade")];
}

function recordFile({ file: { folder, name } }: RegistryRecord, text: string): RecordFile {
	return new RecordFile({ folder, name, kind: "file" }, limited(new TextEncoder().encode(text)));
}

function withFile(registry: Registry, file: RecordFile): Registry {
	const files = registry.files.map((one) => (one.path === file.path ? file : one));
	return new Registry(files, registry.archives);
}

/** Answer of the form that each place of a cell comes from. */
const ORIGINS: readonly (readonly [RegExp, QuestionKey])[] = [
	[/^\.sources\[\d+\]\.archived$/, "archived"],
	[/^\.sources\[\d+\]\.(?:captured|unchanged)$/, "read_on"],
	[/^\.sources\[\d+\]\.locator$/, "locator"],
	[/^\.sources\[\d+\]\.quote$/, "quote"],
	[/^\.searched\[\d+\]\.as_of$/, "read_on"],
	[/^\.(?:sources|searched)\b/, "source"],
	[/^\.(?:checked|reviews)\b/, "read_on"],
	[/^\.notes$/, "notes"],
	[/^\.finding$/, "finding"],
	[/^\.caveat$/, "caveat"],
	[/^\.facts\b/, "facts"],
	[/^\.(?:limits|requires|tier|route|default|geography|valid_until)\b/, "others"],
	[/^\.differs$/, "holds_for"],
	[/^\.(?:value|contrary|confidence)\b/, "answer"],
	[/^$/, "dimension"],
];

/** Answer of the form that a rule is about, wherever it points in the record. */
const KEYS_OF_RULES: Readonly<Record<string, QuestionKey>> = { "grade/caveat": "caveat" };

/** Says errors in the words of the form: which answer each comes from, what is wrong, what to do. Equal ones are told once. */
function inWords(errors: readonly Problem[], { file: own }: RegistryRecord): FormProblem[] {
	const told = new Map<string, FormProblem>();
	for (const { rule, file, path, message, hint } of errors) {
		const [, dimension, below] = (file === own.path ? /^dimensions\.(\w+)(.*)$/s.exec(path) : null) ?? [];
		const isCell = dimension !== undefined && isDimension(dimension);
		const key = KEYS_OF_RULES[rule] ?? ORIGINS.find(([place]) => isCell && place.test(below ?? ""))?.[1];
		const words = `${isCell ? "" : `${file}: `}${message}${hint ? `. ${hint}` : ""} (${rule})`;
		told.set(`${key}: ${words}`, { question: labelOf(key), message: words });
	}
	return [...told.values()];
}

function problem(key: QuestionKey | "", message: string): FormProblem {
	return { question: labelOf(key), message };
}

function refuse(key: QuestionKey | "", message: string): CorrectionOutcome {
	return { problems: [problem(key, message)] };
}
