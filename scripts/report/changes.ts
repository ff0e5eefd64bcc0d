import type { Change } from "../../schemas/change.ts";
import { dimensionOf, isDimension } from "../../schemas/dimensions/index.ts";
import { GRADE_IDS, type GradeId, gradeOf } from "../../schemas/grades.ts";
import { fieldsText, listChange } from "../changes/list-change.ts";
import { escapeMarkdown, neutralizeMentions } from "../lib/mentions.ts";
import { passages } from "../lib/passages.ts";
import { formatWords } from "./contract-effects.ts";
import { type Paint, pluralize, stripControl } from "./style.ts";

/** Longest value of a record that is quoted in a line, in UTF-16 code units. */
const MAX_VALUE = 160;

/** Puts a text from a record so that it stands for itself alone. */
export type Quote = (text: string) => string;

/**
 * Returns a change as one line of words; `quote` makes values of records safe for where the line goes, `prose` does so
 * for running text.
 */
export function changeLine(change: Change, quote: Quote, prose: Quote = quote): string {
	const line = wordsOf(change, quote, prose);
	return change.reverted_to === undefined ? line : `${line} (reverted: as it was on ${change.reverted_to})`;
}

function wordsOf(change: Change, quote: Quote, prose: Quote): string {
	const arrow = { up: " ↑", down: " ↓", none: "" }[change.direction];
	const moved = `${value(change.before, quote)} → ${value(change.after, quote)}${arrow}`;
	switch (change.kind) {
		case "offering_added":
			return `added: ${quote(short(change.after))}`;
		case "offering_removed":
			return `removed: ${quote(short(change.before))}`;
		case "offering_renamed":
			return `renamed: ${quote(short(change.before))} → ${quote(short(change.after))}`;
		case "offering_retired":
			return "retired";
		case "cell_added":
			return `${subject(change, quote)}: assessed as ${value(change.after, quote)}`;
		case "cell_removed":
			return `${subject(change, quote)}: no longer assessed (was ${value(change.before, quote)})`;
		case "reverified":
			return `${subject(change, quote)}: ${change.field === "checked" ? "checked" : "evidence as of"} ${moved}`;
		case "prose_changed":
			return `${subject(change, quote)}: ${change.field} ${reworded(change, prose)}`;
		case "vendor_added":
		case "service_added":
			return `${quote(change.path)}: added`;
		case "vendor_changed":
		case "service_changed":
			return change.field === null
				? `${quote(change.path)}: removed`
				: `${quote(change.path)}: ${fieldText(change, quote)}`;
		case "schema_changed":
			return `${quote(change.path)}: ${formatWords(change, quote)}`;
		case "grade_changed":
			if (change.field === "contrary") return `${subject(change, quote)}: ${contrary(change)}${arrow}`;
			return `${subject(change, quote)}: ${moved}`;
		case "evidence_changed":
		case "field_changed":
			return `${subject(change, quote)}: ${change.field} ${fieldText(change, quote)}`;
		default:
			return change.kind satisfies never;
	}
}

function fieldText({ before, after, direction }: Change, quote: Quote): string {
	if (Array.isArray(before) || Array.isArray(after)) return listChange(before, after, quote);
	if (isFields(before) || isFields(after)) {
		return fieldsText(isFields(before) ? before : {}, isFields(after) ? after : {}, quote);
	}
	const arrow = { up: " ↑", down: " ↓", none: "" }[direction];
	return `${value(before, quote)} → ${value(after, quote)}${arrow}`;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null;
}

/** Before and after of a text; of a long one the passage that differs. */
function reworded({ before, after }: Change, quote: Quote): string {
	const [old, now] = [before, after].map((text) => (typeof text === "string" ? text : ""));
	const differing = passages(old ?? "", now ?? "");
	const shown = (text: string) => (text === "" ? "none" : quote(text));
	return `${shown(differing.before)} → ${shown(differing.after)}`;
}

function subject({ dimension, path }: Change, quote: Quote): string {
	const label = dimension !== null && isDimension(dimension) ? dimensionOf(dimension).label : "record";
	const model = /^model_exceptions\.(.*)\.dimensions\./s.exec(path)?.[1];
	return model === undefined ? label : `${label} (${quote(short(model))})`;
}

function contrary({ after }: Change): string {
	return after === true ? "the opposite practice is documented" : "the opposite practice is no longer documented";
}

function value(of: unknown, quote: Quote): string {
	if (of === null || of === undefined) return "none";
	if (GRADE_IDS.some((id) => id === of)) {
		const { glyph, label } = gradeOf(of as GradeId);
		return `${glyph} ${label}`;
	}
	return quote(short(of));
}

function short(of: unknown): string {
	const text = (typeof of === "string" ? of : JSON.stringify(of)).replace(/\s+/g, " ");
	return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE - 1)}…` : text;
}

/** Returns a text for a terminal. */
export function plainQuote(text: string): string {
	return stripControl(text);
}

/** Returns a text as a Markdown code span: nothing in it is markup, a URL or a mention. */
export function codeSpan(text: string): string {
	// Two backticks with nothing between them would be no span, and pair with those of a later one.
	const clean = stripControl(text.replace(/\s+/g, " ")) || " ";
	const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	return longest > 0 ? `${fence} ${clean} ${fence}` : `${fence}${clean}${fence}`;
}

/**
 * Returns a value as a code span that mentions nobody and refers to no issue in a commit message either, where a code
 * span is plain text. A URL stays as it is, so that it can be copied.
 */
export function markdownValue(text: string): string {
	return /^https:\/\/\S+$/.test(text) ? codeSpan(text) : neutralizeMentions(codeSpan(text));
}

/** Returns running text in quotation marks as Markdown in which nothing is markup, a URL or a mention, in a commit message either. */
export function markdownProse(text: string): string {
	return `“${escapeMarkdown(text)}”`;
}

/** Returns changes under a heading for each offering and each file of shared cells; vendors, services and schemas have their own. */
export function groupsOf<One extends Change>(changes: readonly One[]): Map<string, One[]> {
	const groups = new Map<string, One[]>();
	for (const change of changes) {
		const name = headingOf(change);
		groups.set(name, [...(groups.get(name) ?? []), change]);
	}
	return groups;
}

function headingOf({ kind, offering, offerings, written_in }: Change): string {
	if (offerings) return `${written_in} (${pluralize(offerings.length, "offering")}: ${offerings.join(", ")})`;
	if (offering !== null) return offering;
	if (kind === "schema_changed") return "schemas";
	return kind === "service_added" || kind === "service_changed" ? "services" : "vendors";
}

/** Returns changes for a terminal. */
export function prettyChanges(changes: readonly Change[], paint: Paint): string {
	return [...groupsOf(changes)]
		.map(([name, list]) => {
			const lines = list.map((change) => {
				const line = changeLine(change, plainQuote);
				if (change.direction === "none") return `  ${line}`;
				return `  ${paint(change.direction === "up" ? "green" : "red", line)}`;
			});
			return `${paint("bold", stripControl(name))}\n${lines.join("\n")}\n`;
		})
		.join("\n");
}

/** Returns changes as Markdown, `level` deep; texts of records are code spans. */
export function markdownChanges(changes: readonly Change[], level: number): string {
	return [...groupsOf(changes)]
		.map(([name, list]) => {
			const lines = list.map((change) => `- ${changeLine(change, markdownValue, markdownProse)}`);
			return `${"#".repeat(level)} ${codeSpan(name)}\n\n${lines.join("\n")}\n`;
		})
		.join("\n");
}
