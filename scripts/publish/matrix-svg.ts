import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADES, glyphOf, gradeOf, OPPOSITE_GLYPH } from "../../schemas/grades.ts";
import type { PublishedOffering } from "../../schemas/published.ts";
import { type TextArtifact, textArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";

/** Sizes in user units: width of the names, width of a column, height of a row and of the head. */
const NAMES = 260;
const COLUMN = 56;
const ROW = 22;
const HEAD = 112;
const FOOT = 44;

const STYLE = [
	"text{font:13px system-ui,sans-serif;fill:#1f2328}",
	".g{text-anchor:middle;font-size:15px}",
	".l{stroke:#d0d7de;stroke-width:1}",
	"@media(prefers-color-scheme:dark){text{fill:#e6edf3}.l{stroke:#30363d}}",
].join("");

/** `matrix.svg`: the grades of all offerings at a glance. Its text says what its glyphs show. */
export function matrixSvg(dataset: Dataset): TextArtifact {
	const offerings = dataset.offerings;
	const width = NAMES + DIMENSIONS.length * COLUMN + 20;
	const height = HEAD + offerings.length * ROW + FOOT;
	const { version, generated } = dataset.header;
	return textArtifact(
		"matrix.svg",
		[
			`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d">`,
			`<title id="t">Grades of ${offerings.length} offerings on ${DIMENSIONS.length} dimensions</title>`,
			`<desc id="d">AI Offering Registry ${version}, ${generated}. One row per offering, one column per dimension.</desc>`,
			`<style>${STYLE}</style>`,
			...DIMENSIONS.map(
				({ label }, index) =>
					`<text transform="translate(${middle(index)} ${HEAD - 8}) rotate(-45)">${escaped(label)}</text>`,
			),
			...offerings.map(rowOf),
			`<text x="8" y="${height - 16}">${escaped(legend())}</text>`,
			"</svg>",
			"",
		].join("\n"),
	);
}

function rowOf(offering: PublishedOffering, row: number): string {
	const y = HEAD + row * ROW;
	const cells = DIMENSIONS.map(({ id, label }, index) => {
		const cell = offering.dimensions[id];
		const [glyph, meaning] = cell
			? [
					glyphOf(cell),
					cell.contrary ? `${gradeOf(cell.value).label}, the opposite is documented` : gradeOf(cell.value).label,
				]
			: offering.not_applicable.includes(id)
				? ["–", "Not applicable"]
				: ["·", "Not assessed"];
		return `<text class="g" x="${middle(index)}" y="${y + 16}">${glyph}<title>${escaped(`${label}: ${meaning}`)}</title></text>`;
	});
	return [
		`<g><line class="l" x1="0" x2="${NAMES + DIMENSIONS.length * COLUMN}" y1="${y}" y2="${y}"/>`,
		`<text x="8" y="${y + 16}">${escaped(shortened(offering.name))}</text>`,
		...cells,
		"</g>",
	].join("");
}

function legend(): string {
	return [
		...GRADES.map(({ glyph, label }) => `${glyph} ${label}`),
		`${OPPOSITE_GLYPH} Opposite documented`,
		"· Not assessed",
		"– Not applicable",
	].join("   ");
}

function middle(column: number): number {
	return NAMES + column * COLUMN + COLUMN / 2;
}

function shortened(name: string): string {
	return name.length > 36 ? `${name.slice(0, 35)}…` : name;
}

function escaped(text: string): string {
	return text
		.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
		.replace(/[\p{Cc}\p{Cs}\u{fffe}\u{ffff}]/gu, "\u{fffd}");
}
