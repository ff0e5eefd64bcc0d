import { dimensionOf } from "../../../schemas/dimensions/index.ts";
import { addDays } from "../../lib/dates.ts";
import type { TextArtifact } from "../artifact.ts";
import type { Dataset } from "../dataset.ts";
import { type CellRow, cellRows } from "../tables/cells.ts";

/** Longest line of a calendar, in bytes without the line end (RFC 5545, 3.1). */
const MAX_LINE = 75;

/** Returns `fresh-until.ics` over all offerings and `calendars/<id>.ics` for each: a day for each cell on which its evidence is fresh for the last time. */
export function calendars(dataset: Dataset): TextArtifact[] {
	const rows = [...cellRows(dataset)].filter(
		({ cell, offering }) => cell.fresh_until !== null && offering.status === "active",
	);
	const byOffering = Map.groupBy(rows, ({ offering }) => offering.id);
	const { name, generated } = dataset.header;
	return [
		calendar("fresh-until.ics", `${name}: evidence fresh until`, rows, generated),
		...dataset.offerings.map((offering) =>
			calendar(
				`calendars/${offering.id}.ics`,
				`${offering.name}: evidence fresh until`,
				byOffering.get(offering.id) ?? [],
				generated,
			),
		),
	];
}

function calendar(path: string, title: string, rows: readonly CellRow[], generated: string): TextArtifact {
	return {
		path,
		*pieces() {
			// The lines end with CR LF by the standard; every other text artifact has LF, and parsers take it.
			for (const line of calendarLines(title, rows, generated)) yield `${folded(line)}\r\n`;
		},
	};
}

function* calendarLines(title: string, rows: readonly CellRow[], generated: string): Generator<string> {
	yield* [
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//AI Offering Registry//fresh-until//EN",
		`NAME:${escaped(title)}`,
		`X-WR-CALNAME:${escaped(title)}`,
	];
	for (const row of rows) yield* event(row, generated);
	yield "END:VCALENDAR";
}

function event({ offering, dimension, model, cell }: CellRow, generated: string): string[] {
	const day = cell.fresh_until ?? "";
	const label = dimensionOf(dimension).label;
	return [
		"BEGIN:VEVENT",
		`UID:${escaped(cell.cell_id)}@ai-offering-registry.github.io`,
		`DTSTAMP:${compact(generated)}T000000Z`,
		`DTSTART;VALUE=DATE:${compact(day)}`,
		`DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
		`SUMMARY:${escaped(`${offering.name}${model === null ? "" : ` (${model})`}: ${label} fresh until today`)}`,
		`DESCRIPTION:${escaped(cell.finding)}`,
		`URL:${cell.permalink}`,
		"TRANSP:TRANSPARENT",
		"END:VEVENT",
	];
}

function compact(day: string): string {
	return day.replaceAll("-", "");
}

function escaped(text: string): string {
	return text
		.replace(/[\\;,]/g, "\\$&")
		.replace(/\r?\n/g, "\\n")
		.replace(/\p{Cc}/gu, " ");
}

/** Returns a line folded at 75 bytes, never within a character. */
function folded(line: string): string {
	const parts: string[] = [];
	let part = "";
	let bytes = 0;
	for (const character of line) {
		const size = Buffer.byteLength(character);
		if (bytes + size > MAX_LINE) {
			parts.push(part);
			part = " ";
			bytes = 1;
		}
		part += character;
		bytes += size;
	}
	return [...parts, part].join("\r\n");
}
