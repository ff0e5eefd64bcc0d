import { gradeOfKind } from "../view/glyph.ts";
import type { Row } from "./matrix-rows.ts";

/** Returns the rows that are shown as CSV, in columns and words of the published `offerings.csv`. */
export function csvOf(rows: readonly Row[], labels: ReadonlyMap<string, string>): string {
	const dimensions = [...labels.keys()];
	return csvText([
		["id", "name", ...dimensions, "watch_outs"],
		...rows.map(({ id, name, watchOuts, facts, inapplicable }) => [
			id,
			name,
			...dimensions.map((dimension) => {
				const grade = gradeOfKind(facts.get(dimension)?.kind ?? "blank");
				return grade ?? (inapplicable.has(dimension) ? "not_applicable" : "not_assessed");
			}),
			`${watchOuts}`,
		]),
	]);
}

/** Lines as CSV (RFC 4180), every value quoted; one that a spreadsheet would run as a formula gets an apostrophe. */
export function csvText(lines: readonly (readonly string[])[]): string {
	const value = (text: string) => `"${text.replace(/^[=+\-@\t]/, "'$&").replaceAll('"', '""')}"`;
	return `${lines.map((line) => line.map(value).join(",")).join("\r\n")}\r\n`;
}
