import type { Row } from "./matrix-rows.ts";

/** The rows that are shown as CSV: one line for each offering, one column for each question. */
export function csvOf(rows: readonly Row[], labels: ReadonlyMap<string, string>): string {
	const dimensions = [...labels.keys()];
	return csvText([
		["id", "name", "watch_outs", ...dimensions],
		...rows.map(({ id, name, watchOuts, facts }) => [
			id,
			name,
			`${watchOuts}`,
			...dimensions.map((dimension) => facts.get(dimension)?.kind ?? "not_assessed"),
		]),
	]);
}

/** Lines as CSV (RFC 4180), every value quoted; one that a spreadsheet would run as a formula gets an apostrophe. */
export function csvText(lines: readonly (readonly string[])[]): string {
	const value = (text: string) => `"${text.replace(/^[=+\-@\t]/, "'$&").replaceAll('"', '""')}"`;
	return `${lines.map((line) => line.map(value).join(",")).join("\r\n")}\r\n`;
}
