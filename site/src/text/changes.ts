import { registry } from "../artifact/registry.ts";
import type { Change } from "../artifact/shape.ts";

/** Longest value that a line quotes, in characters. */
const QUOTED = 80;

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
			return `Read again: ${value(before)} → ${value(after)}.`;
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
	const words = (field ?? "record").replace(/^facts\./, "").replaceAll("_", " ");
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Returns the added and removed entries of a list; sources by their URL. */
function difference(before: unknown, after: unknown): string {
	const names = (list: unknown) => (Array.isArray(list) ? list : []).map((one) => short(one?.url ?? one));
	const [old, now] = [names(before), names(after)];
	const came = now.filter((one) => !old.includes(one)).map((one) => `+ ${one}`);
	const went = old.filter((one) => !now.includes(one)).map((one) => `− ${one}`);
	return [...came, ...went].join(", ") || "changed in particulars";
}

function value(of: unknown): string {
	if (of === null || of === undefined) return "none";
	const grade = registry().grades.find(({ id }) => id === of);
	return grade ? `${grade.glyph} ${grade.label}` : short(of);
}

function short(of: unknown): string {
	const text = (typeof of === "string" ? of : JSON.stringify(of)).replace(/\s+/g, " ");
	return text.length > QUOTED ? `${text.slice(0, QUOTED - 1)}…` : text;
}
