import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADES, glyphOf, OPPOSITE_GLYPH } from "../../schemas/grades.ts";
import { STATES } from "../../schemas/published.ts";
import { commandLine } from "../lib/command-line.ts";
import { type Dataset, datasetOf } from "../publish/dataset.ts";
import { newestVerified } from "../registry/build-info.ts";
import type { Registry } from "../registry/registry.ts";
import { table } from "./table.ts";

/**
 * `docs/coverage.md`: offerings by dimensions with their grades, counts, and how fresh the evidence is. Everything is
 * said as of the newest day on which a cell was verified, so that the same records give the same page.
 */
export function coverageMarkdown(registry: Registry): string {
	const dataset = datasetOf(registry, { version: "", generated: newestVerified(registry) });
	return `${[
		"# Coverage",
		`<!-- Written by \`${commandLine("docs")}\`; edits here are lost. -->`,
		totals(dataset),
		`${GRADES.map(({ glyph, label }) => `${glyph} ${label}`).join(", ")}, ${OPPOSITE_GLYPH} the opposite is documented, · not assessed, – not applicable.`,
		matrix(dataset),
		"## Dimensions",
		dimensions(dataset),
	].join("\n\n")}\n`;
}

/** One line that says how much is assessed. */
export function totals({ header }: Dataset): string {
	const { offerings, cells, possible, not_applicable: none, watch_outs: watchOuts, states } = header.coverage;
	const share = Math.round((100 * cells) / Math.max(1, possible));
	const age = STATES.map((state) => `${states[state]} ${state}`).join(", ");
	return `As of ${header.generated}: ${offerings} offerings, ${cells} of ${possible} cells assessed (${share} %; ${none} more do not apply), ${watchOuts} watch-outs. Evidence: ${age}.`;
}

function matrix(dataset: Dataset): string {
	const rows = dataset.offerings.map((offering) => {
		const cells = DIMENSIONS.map(({ id }) => {
			const cell = offering.dimensions[id];
			if (cell) return glyphOf(cell);
			return offering.not_applicable.includes(id) ? "–" : "·";
		});
		return [`[${offering.id}](../offerings/${offering.id}.yaml)`, ...cells, String(offering.watch_outs)];
	});
	return table(["Offering", ...DIMENSIONS.map(({ label }) => label), "Watch-outs"], rows);
}

function dimensions({ header }: Dataset): string {
	const rows = DIMENSIONS.flatMap(({ id, label }) => {
		const counted = header.coverage.dimensions[id];
		if (!counted) return [];
		return [
			[
				label,
				`${counted.cells}/${counted.possible}`,
				...GRADES.map((grade) => String(counted.grades[grade.id])),
				...STATES.map((state) => String(counted.states[state])),
			],
		];
	});
	return table(["Dimension", "Assessed", ...GRADES.map(({ glyph }) => glyph), ...STATES], rows);
}
