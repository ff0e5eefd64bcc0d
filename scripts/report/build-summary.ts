import { GRADES, type GradeId } from "../../schemas/grades.ts";
import type { PublishedData } from "../../schemas/published.ts";
import type { Report } from "./report.ts";
import { type Paint, pluralize } from "./style.ts";

/** A file that was written. */
interface Written {
	readonly path: string;
	readonly bytes: number;
}

/** Files that a build wrote, and their folder. */
export interface BuildOutput {
	readonly written: readonly Written[];
	readonly out: string;
	/** Parts missing from the artifacts, with the reason; null when they are whole. */
	readonly missing: string | null;
}

const BAR_WIDTH = 33;
const COLOURS: Readonly<Record<GradeId, Parameters<Paint>[0]>> = {
	yes_public: "green",
	yes_sales_gated: "cyan",
	yes_platform_only: "blue",
	partial: "yellow",
	unclear: "magenta",
	no_public_evidence: "red",
};

/** Returns the summary of a build: how much is assessed, the grades of each dimension as a bar, and where the files are. */
export function buildSummary(
	header: Omit<PublishedData, "offerings">,
	report: Report,
	{ written, out, missing }: BuildOutput,
	paint: Paint,
): string {
	const { coverage } = header;
	const share = coverage.possible === 0 ? 0 : Math.round((100 * coverage.cells) / coverage.possible);
	const warnings =
		report.counts.warnings > 0 ? `, ${paint("yellow", pluralize(report.counts.warnings, "warning"))}` : "";
	const lines = [
		`${paint("bold", header.name)} ${header.version}, as of ${header.generated}`,
		"",
		`  ${pluralize(coverage.offerings, "offering")} by ${pluralize(header.vendors.filter((vendor) => vendor.kind === "vendor").length, "vendor")}`,
		`  ${coverage.cells} of ${coverage.possible} cells assessed (${share} %)`,
		`  ${pluralize(coverage.watch_outs, "watch-out")}: assessed cells that are not a clean public yes`,
		"",
		...dimensionLines(header, paint),
		"",
		`  ${GRADES.map((grade) => `${paint(COLOURS[grade.id], grade.glyph)} ${grade.label}`).join("   ")}   · not assessed`,
		"",
		`${paint("green", "✓")} no errors${warnings}; ${pluralize(written.length, "file")} (${megabytes(written)} MB) in ${paint("cyan", `${out}/`)}`,
		`  ${out}/data.json     the whole data set`,
		`  ${out}/cells.csv     one row per cell, for spreadsheets`,
		`  ${out}/offerings/    one JSON file per offering`,
		...(missing === null ? [] : ["", `${paint("yellow", "!")} ${missing}`]),
	];
	return `${lines.join("\n")}\n`;
}

function dimensionLines(header: Omit<PublishedData, "offerings">, paint: Paint): string[] {
	const width = Math.max(...header.dimension_details.map(({ label }) => label.length));
	return header.dimension_details.map(({ id, label }) => {
		const counted = header.coverage.dimensions[id];
		if (!counted) return "";
		const total = `${String(counted.cells).padStart(4)}/${counted.possible}`;
		return `  ${label.padEnd(width)}  ${bar(counted.grades, counted.possible, paint)} ${total}`;
	});
}

/** One mark per share of the possible cells; each grade that occurs shows at least once. */
function bar(grades: Readonly<Record<string, number>>, possible: number, paint: Paint): string {
	let marks = 0;
	const parts = GRADES.map((grade) => {
		const cells = grades[grade.id] ?? 0;
		const share = cells === 0 ? 0 : Math.max(1, Math.round((cells / possible) * BAR_WIDTH));
		const shown = Math.min(share, BAR_WIDTH - marks);
		marks += shown;
		return shown > 0 ? paint(COLOURS[grade.id], grade.glyph.repeat(shown)) : "";
	});
	return parts.join("") + paint("dim", "·".repeat(BAR_WIDTH - marks));
}

function megabytes(written: readonly Written[]): string {
	return (written.reduce((sum, file) => sum + file.bytes, 0) / 1e6).toFixed(1);
}
