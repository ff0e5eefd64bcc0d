import { DIMENSIONS } from "../../../schemas/dimensions/index.ts";
import { gradeOf } from "../../../schemas/grades.ts";
import type { PublishedOffering } from "../../../schemas/published.ts";
import { json, lazyText, type TextArtifact } from "../artifact.ts";
import { escapeXml } from "../atom.ts";
import type { Dataset } from "../dataset.ts";
import { cellStatus } from "../tables/cells.ts";

/** Sizes of a badge in user units: width of a glyph, of the label, and the height. */
const GLYPH = 13;
const LABEL = 118;
const HEIGHT = 20;

/** Returns `badges/<id>.svg`, a glyph per dimension, and `badges/<id>.json` for shields.io, for each offering. */
export function badges({ offerings, header }: Dataset): TextArtifact[] {
	return offerings.flatMap((offering) => [
		lazyText(`badges/${offering.id}.svg`, () => badge(offering)),
		lazyText(`badges/${offering.id}.json`, () =>
			json({
				schemaVersion: 1,
				label: header.name,
				message: `${cleanCount(offering)} of ${DIMENSIONS.length} public, ${offering.watch_outs} watch-outs`,
				color: offering.watch_outs === 0 ? "brightgreen" : "blue",
			}),
		),
	]);
}

function cleanCount(offering: PublishedOffering): number {
	return DIMENSIONS.filter(({ id }) => offering.dimensions[id]?.value === "yes_public").length;
}

function badge(offering: PublishedOffering): string {
	const width = LABEL + DIMENSIONS.length * GLYPH + 8;
	const glyphs = DIMENSIONS.map(({ id, label }, index) => {
		const [glyph, meaning] = signOf(offering, id);
		return `<text x="${LABEL + 4 + index * GLYPH + GLYPH / 2}" y="14" text-anchor="middle">${glyph}<title>${escapeXml(`${label}: ${meaning}`)}</title></text>`;
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" role="img" aria-labelledby="t">`,
		`<title id="t">${escapeXml(`${offering.name}: ${DIMENSIONS.map(({ id, label }) => `${label} ${signOf(offering, id)[1]}`).join("; ")}`)}</title>`,
		`<rect width="${width}" height="${HEIGHT}" rx="3" fill="#f6f8fa"/><rect width="${LABEL}" height="${HEIGHT}" rx="3" fill="#1f2328"/>`,
		`<g font-family="system-ui,sans-serif" font-size="11"><text x="8" y="14" fill="#ffffff">AI Offering Registry</text>`,
		`<g fill="#1f2328" font-size="12">${glyphs.join("")}</g></g>`,
		"</svg>",
		"",
	].join("\n");
}

function signOf(offering: PublishedOffering, id: (typeof DIMENSIONS)[number]["id"]): readonly [string, string] {
	const cell = offering.dimensions[id];
	if (cell) return [gradeOf(cell.value).glyph, gradeOf(cell.value).label];
	return cellStatus(offering, id) === "not_applicable" ? ["–", "not applicable"] : ["·", "not assessed"];
}
