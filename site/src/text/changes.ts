import { registry } from "../artifact/registry.ts";
import type { Change } from "../artifact/shape.ts";
import { counted, factName } from "./words.ts";

/** Longest value that a line quotes, in characters. */
const QUOTED = 80;

/** Kinds of changes that are told one by one; of the others a line names the parts that changed. */
const TOLD = /^(?:offering|cell)_(?!changed)|^(?:grade_changed|vendor_added|service_added)$/;

/** Returns the changes of one release in one answer, or in the rest of a record, as one line. */
export function changesText(changes: readonly Change[]): string {
	const [only, ...more] = changes;
	if (only && more.length === 0) return changeText(only);
	const told = changes.filter(({ kind }) => TOLD.test(kind)).map(changeText);
	const parts = [...new Set(changes.filter(({ kind }) => !TOLD.test(kind)).map(partOf))];
	const named = parts.length > 6 ? [...parts.slice(0, 5), `${parts.length - 5} other parts`] : parts;
	const rest = parts.length === 0 ? [] : [`${told.length > 0 ? "Also changed" : "Changed"}: ${named.join(", ")}.`];
	return [...told, ...rest].join(" ");
}

function partOf({ kind, field }: Change): string {
	if (kind === "prose_changed") return "wording";
	if (kind === "reverified") return "date of the evidence";
	if (field === "sources" || field === "searched") return "sources";
	return spoken(field).replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
}

/** Returns the changes of a schema as one line. */
export function schemaText(changes: readonly Change[]): string {
	const [only, ...more] = changes;
	if (only && more.length === 0) return changeText(only);
	const narrower = changes.filter(({ direction }) => direction === "down").length;
	const of = narrower === 0 ? "all compatible" : `${narrower} not compatible`;
	return `${counted(changes.length, "change")}, ${of}.`;
}

/** A change as a line of words, without naming the offering and the dimension that it is of. */
export function changeText(change: Change): string {
	const { kind, field, before, after } = change;
	switch (kind) {
		case "offering_added":
			return "Recorded.";
		case "offering_removed":
			return "Removed.";
		case "offering_retired":
			return "Retired.";
		case "offering_renamed":
			return `Renamed from ${value(before)} to ${value(after)}.`;
		case "cell_added":
			return `Assessed as ${value(after)}.`;
		case "cell_removed":
			return `No longer assessed; it was ${value(before)}.`;
		case "reverified":
			return `${String(after ?? "") > String(before ?? "") ? "Read again" : "Date of the evidence"}: ${value(before)} → ${value(after)}.`;
		case "prose_changed":
			return `${spoken(field)} reworded.`;
		case "vendor_added":
		case "service_added":
			return `${value(after)} added.`;
		case "vendor_changed":
		case "service_changed":
			return field === null ? `${value(before)} removed.` : fieldText(change);
		case "schema_changed":
			return change.direction === "down"
				? "No longer accepts or holds all that it did."
				: "Accepts or holds more (compatible).";
		case "grade_changed":
			if (field !== "contrary") return `${value(before)} → ${value(after)}.`;
			return after === true ? "The opposite practice is documented." : "The opposite practice is no longer documented.";
		default:
			return fieldText(change);
	}
}

function fieldText({ field, before, after }: Change): string {
	const listed = Array.isArray(before) || Array.isArray(after);
	return `${spoken(field)}: ${listed ? difference(before, after) : `${value(before)} → ${value(after)}`}.`;
}

/** The vendor, service or schema that a change of no offering is of. */
export function changeSubject({ path }: Change): string {
	return path.replace(/^(?:vendors\.|services\.|schemas\/)/, "").replace(/\.schema\.json#?$/, "");
}

/** The one model that a change is about; null when it is about the whole family. */
export function changeModel({ path }: Change): string | null {
	return /^model_exceptions\.(.*)\.dimensions\./s.exec(path)?.[1] ?? null;
}

function spoken(field: string | null): string {
	return factName((field ?? "record").replace(/^facts\./, ""));
}

/** Returns the added and removed entries of a list; sources by their URL. */
function difference(before: unknown, after: unknown): string {
	const names = (list: unknown) => (Array.isArray(list) ? list : []).map((one) => short(one?.url ?? one?.what ?? one));
	const [old, now] = [names(before), names(after)];
	const came = now.filter((one) => !old.includes(one)).map((one) => `+ ${one}`);
	const went = old.filter((one) => !now.includes(one)).map((one) => `− ${one}`);
	return [...came, ...went].join(", ") || "details changed";
}

function value(of: unknown): string {
	if (of === null || of === undefined) return "none";
	const grade = registry().grades.find(({ id }) => id === of);
	return grade ? `${grade.glyph} ${grade.label}` : short(of);
}

function short(of: unknown): string {
	const text = (typeof of === "object" ? inWords(of) : String(of)).replace(/\s+/g, " ");
	return text.length > QUOTED ? `${text.slice(0, QUOTED - 1)}…` : text;
}

/** Returns a list or an object of a record as people write it. */
function inWords(of: unknown): string {
	return Object.entries(of ?? {})
		.filter(([, part]) => part !== null)
		.map(([key, part]) => (Array.isArray(of) ? String(part) : `${key.replaceAll("_", " ")} ${String(part)}`))
		.join(", ");
}
