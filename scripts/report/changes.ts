import type { Change } from "../../schemas/change.ts";
import { dimensionOf, isDimension } from "../../schemas/dimensions/index.ts";
import { GRADE_IDS, type GradeId, gradeOf } from "../../schemas/grades.ts";
import { type Paint, stripControl } from "./style.ts";

/** Longest text of a record that is quoted in a line, in characters. */
const QUOTED = 80;

/** Puts a text from a record so that it stands for itself alone. */
export type Quote = (text: string) => string;

/** A change as one line of words; `quote` makes texts of records safe for where the line goes. */
export function changeLine(change: Change, quote: Quote): string {
	const arrow = { up: " ↑", down: " ↓", none: "" }[change.direction];
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
			return `${subject(change)}: assessed as ${value(change.after, quote)}`;
		case "cell_removed":
			return `${subject(change)}: no longer assessed (was ${value(change.before, quote)})`;
		case "reverified":
			return `${subject(change)}: read again (${value(change.before, quote)} → ${value(change.after, quote)})`;
		case "prose_changed":
			return `${subject(change)}: ${change.field} reworded`;
		case "vendor_added":
			return `${quote(change.path)}: added`;
		case "vendor_changed":
			return change.field === null
				? `${quote(change.path)}: removed`
				: `${quote(change.path)}: ${value(change.before, quote)} → ${value(change.after, quote)}`;
		case "schema_changed":
			return `${quote(change.path)}: ${change.direction === "down" ? "takes less" : "takes more"}`;
		case "grade_changed":
			if (change.field === "contrary") return `${subject(change)}: ${contrary(change)}${arrow}`;
			return `${subject(change)}: ${value(change.before, quote)} → ${value(change.after, quote)}${arrow}`;
		case "evidence_changed":
		case "field_changed":
			if (Array.isArray(change.before) || Array.isArray(change.after)) {
				return `${subject(change)}: ${change.field} ${listed(change, quote)}`;
			}
			return `${subject(change)}: ${change.field} ${value(change.before, quote)} → ${value(change.after, quote)}${arrow}`;
		default:
			return change.kind satisfies never;
	}
}

function subject({ dimension, path }: Change): string {
	const label = dimension !== null && isDimension(dimension) ? dimensionOf(dimension).label : "record";
	const model = /^model_exceptions\.(.*)\.dimensions\./s.exec(path)?.[1];
	return model === undefined ? label : `${label} (one model)`;
}

function contrary({ after }: Change): string {
	return after === true ? "the opposite practice is documented" : "the opposite practice is no longer documented";
}

/** What came and what went of a list; sources by their address. */
function listed({ before, after }: Change, quote: Quote): string {
	const names = (list: unknown) => (Array.isArray(list) ? list : []).map((one) => short(one?.url ?? one));
	const [old, now] = [names(before), names(after)];
	const parts = [
		...now.filter((one) => !old.includes(one)).map((one) => `+ ${quote(one)}`),
		...old.filter((one) => !now.includes(one)).map((one) => `− ${quote(one)}`),
	];
	return parts.length > 0 ? parts.join(", ") : "changed in their particulars";
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
	return text.length > QUOTED ? `${text.slice(0, QUOTED - 1)}…` : text;
}

/** Text for a terminal. */
export function plainQuote(text: string): string {
	return stripControl(text);
}

/** Text as a Markdown code span: nothing in it is markup, an address or a mention. */
export function codeSpan(text: string): string {
	// Two backticks with nothing between them would be no span, and pair with those of a later one.
	const clean = stripControl(text.replace(/\s+/g, " ")) || " ";
	const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	return longest > 0 ? `${fence} ${clean} ${fence}` : `${fence}${clean}${fence}`;
}

/** Changes under a heading for each offering; vendors and schemas have their own. */
export function groupsOf(changes: readonly Change[]): Map<string, Change[]> {
	const groups = new Map<string, Change[]>();
	for (const change of changes) {
		const name = change.offering ?? (change.kind === "schema_changed" ? "schemas" : "vendors");
		groups.set(name, [...(groups.get(name) ?? []), change]);
	}
	return groups;
}

/** Changes for a terminal. */
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

/** Changes as Markdown, `level` deep; texts of records are code spans. */
export function markdownChanges(changes: readonly Change[], level: number): string {
	return [...groupsOf(changes)]
		.map(([name, list]) => {
			const lines = list.map((change) => `- ${changeLine(change, codeSpan)}`);
			return `${"#".repeat(level)} ${codeSpan(name)}\n\n${lines.join("\n")}\n`;
		})
		.join("\n");
}
