/** One cell of a row, as its attributes say it; absent where it is not assessed or does not apply. */
export interface RowCell {
	readonly grade: string;
	readonly rank: number;
	readonly confidence: string;
	readonly state: string;
	readonly contrary: boolean;
}

/** One offering of the matrix. */
export interface Row {
	readonly id: string;
	readonly name: string;
	readonly vendors: readonly string[];
	readonly country: string;
	readonly category: string;
	readonly family: string;
	readonly retired: boolean;
	readonly watchOuts: number;
	readonly cells: ReadonlyMap<string, RowCell>;
}

/** What is asked of the matrix: the controls that are set, by name. */
export type Query = ReadonlyMap<string, string>;

/** A grade that a dimension must reach. */
export interface Requirement {
	readonly dimension: string;
	readonly rank: number;
}

const CONFIDENCES = ["low", "medium", "high"];

/** Whether a row is shown. Requirements are those of `match`: what is not known meets none. */
export function isShown(row: Row, query: Query, requirements: readonly Requirement[]): boolean {
	const is = (key: string, values: readonly string[]) => !query.has(key) || values.includes(query.get(key) ?? "");
	if (row.retired && (requirements.length > 0 || !query.has("retired"))) return false;
	if (!row.name.toLowerCase().includes((query.get("q") ?? "").trim().toLowerCase())) return false;
	if (!is("family", [row.family]) || !is("vendor", row.vendors)) return false;
	if (!is("country", [row.country]) || !is("category", [row.category])) return false;
	return requirements.every((requirement) => isMet(row.cells.get(requirement.dimension), requirement, query));
}

function isMet(cell: RowCell | undefined, { rank }: Requirement, query: Query): boolean {
	if (!cell || cell.contrary || cell.rank < rank) return false;
	if (CONFIDENCES.indexOf(cell.confidence) < CONFIDENCES.indexOf(query.get("confidence") ?? "low")) return false;
	return !query.has("fresh") || cell.state === "fresh" || cell.state === "expiring";
}

/** Rows in the order that is asked for; rows that are alike in it keep the order of the table. */
export function inOrder(rows: readonly Row[], by: string | undefined): readonly Row[] {
	if (by === undefined) return rows;
	const worth = (row: Row) => (by === "watch" ? -row.watchOuts : (row.cells.get(by)?.rank ?? -1));
	return rows.toSorted((a, b) => worth(b) - worth(a));
}

/** Rows as CSV by RFC 4180: who, and the grade of each of the dimensions. No cell is run as a formula. */
export function csvOf(rows: readonly Row[], dimensions: readonly string[]): string {
	const lines = rows.map(({ id, name, category, family, country, watchOuts, cells }) => [
		...[id, name, category, family, country, String(watchOuts)],
		...dimensions.map((dimension) => cells.get(dimension)?.grade ?? ""),
	]);
	const head = ["offering_id", "offering", "category", "model_family", "country", "watch_outs", ...dimensions];
	return [head, ...lines].map((line) => `${line.map(field).join(",")}\r\n`).join("");
}

function field(text: string): string {
	const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
