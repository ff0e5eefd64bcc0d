import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { cut, shortName } from "../text/title.ts";
import { fillOf, GRAVITY, KINDS, type Kind, kindOf } from "../view/glyph.ts";
import { textNeeded } from "./folder.ts";
import type { Cell, Data } from "./shape.ts";

/** Size of the pictures for shared links, in pixels. */
const WIDTH = 1200;
const HEIGHT = 630;
const COLOURS: Readonly<Record<Kind, string>> = {
	public: "#0b5238",
	gated: "#3d9670",
	elsewhere: "#3a74ad",
	partial: "#b06a08",
	unclear: "#8459a3",
	none: "#85878b",
	opposite: "#b01e17",
	blank: "#85878b",
};
/** The shapes of the sprites, in a box of 24 × 18. */
const SHAPES: Readonly<Record<Kind, string>> = {
	public: '<circle cx="12" cy="9" r="5.75"/>',
	gated: '<path d="M6.75 3.75h10.5v10.5H6.75z"/>',
	elsewhere: '<path d="M12 2.25 18.75 9 12 15.75 5.25 9z"/>',
	partial: '<path d="M5.5 12.5a6.5 6.5 0 0 1 13 0z"/>',
	unclear: '<path d="M5.75 4h12.5L12 14.5z"/>',
	none: '<path d="M6.25 7.25h11.5v3.5H6.25z"/>',
	opposite:
		'<path d="M7.9 3.4 12 7.5l4.1-4.1 1.5 1.5L13.5 9l4.1 4.1-1.5 1.5L12 10.5l-4.1 4.1-1.5-1.5L10.5 9 6.4 4.9z"/>',
	blank: '<circle cx="12" cy="9" r=".9" stroke="none"/>',
};
const OPACITY = { read: 1, half: 0.34, told: 0 } as const;

const require = createRequire(import.meta.url);
/** resvg draws no letter, silently, from a font that it cannot read: these are TrueType files. */
const FONTS = [
	"@expo-google-fonts/instrument-sans/400Regular/InstrumentSans_400Regular.ttf",
	"@expo-google-fonts/instrument-sans/600SemiBold/InstrumentSans_600SemiBold.ttf",
	"@expo-google-fonts/brygada-1918/600SemiBold/Brygada1918_600SemiBold.ttf",
];

/** Writes the pictures for shared links below `og/`: one for each offering and question, one for the rest, and a touch icon. */
export function writePictures(out: string): void {
	const data = JSON.parse(textNeeded("data.json")) as Data;
	const { dimension_details: dimensions, offerings, name } = data;
	const fontFiles = FONTS.map((path) => require.resolve(path));
	const write = (path: string, svg: string, width = WIDTH) => {
		const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: "Instrument Sans" };
		writeFileSync(
			join(out, "og", path),
			new Resvg(svg, { font, fitTo: { mode: "width", value: width } }).render().asPng(),
		);
	};
	for (const folder of ["offerings", "questions"]) mkdirSync(join(out, "og", folder), { recursive: true });
	for (const offering of offerings) {
		const cells = dimensions.map(({ id }) => offering.dimensions[id]);
		const gravest = dimensions
			.flatMap(({ id, label }) => {
				const cell = offering.dimensions[id];
				return cell && cell.value !== "yes_public" ? [{ label, cell }] : [];
			})
			.sort((a, b) => GRAVITY.indexOf(kindOf(a.cell)) - GRAVITY.indexOf(kindOf(b.cell)))
			.slice(0, 3);
		const lines = gravest.map(({ label, cell }) => ({ kind: kindOf(cell), text: `${label}: ${cell.finding}` }));
		write(`offerings/${offering.id}.png`, picture(name, shortName(offering.name), glyphs(cells, 62), lines));
	}
	for (const { id, slug, buyer_question } of dimensions) {
		const cells = offerings
			.map(({ dimensions: { [id]: cell } }) => cell)
			.filter((cell) => cell !== undefined)
			.sort((a, b) => KINDS.indexOf(kindOf(a)) - KINDS.indexOf(kindOf(b)));
		write(`questions/${slug}.png`, picture(name, buyer_question, glyphs(cells, 44), []));
	}
	const all = offerings.slice(0, 24).flatMap(({ dimensions: cells }) => dimensions.map(({ id }) => cells[id]));
	write("index.png", picture(name, "What AI API providers can prove", glyphs(all.slice(0, 96), 44), []));
	write("touch.png", touchIcon(), 180);
}

/** A row of glyphs that breaks at the edge; `step` is the width of each. */
function glyphs(cells: readonly (Cell | undefined)[], step: number): string {
	const scale = step / 26;
	const perRow = Math.floor((WIDTH - 160) / step);
	return cells
		.slice(0, perRow * 4)
		.map((cell, at) => {
			const kind = kindOf(cell);
			const opacity = cell ? OPACITY[fillOf(cell)] : 1;
			const x = 80 + (at % perRow) * step;
			const y = 300 + Math.floor(at / perRow) * step * 0.95;
			return `<g transform="translate(${x - 5 * scale} ${y}) scale(${scale})" fill="${COLOURS[kind]}" fill-opacity="${opacity}" stroke="${COLOURS[kind]}" stroke-width="1.5" stroke-linejoin="round">${SHAPES[kind]}</g>`;
		})
		.join("");
}

function picture(name: string, title: string, marks: string, lines: readonly { kind: Kind; text: string }[]): string {
	const size = title.length > 34 ? 58 : 76;
	const words = wrapped(title, Math.floor(1040 / (size * 0.48)));
	const titles = words
		.slice(0, 2)
		.map((line, at) =>
			text(
				line,
				80,
				190 + at * size - (words.length > 1 ? 30 : 0),
				`font-family="Brygada 1918" font-weight="600" font-size="${size}" fill="#1b1d21"`,
			),
		);
	const said = lines.map(({ kind, text: line }, at) => {
		const y = 432 + at * 56;
		return `<g transform="translate(70 ${y - 24}) scale(1.6)" fill="${COLOURS[kind]}">${SHAPES[kind]}</g>${text(cut(line, 62), 122, y, 'font-family="Instrument Sans" font-size="32" fill="#1b1d21"')}`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fbfaf6"/><rect width="${WIDTH}" height="10" fill="#1b1d21"/>${text(name, 80, 84, 'font-family="Instrument Sans" font-weight="600" font-size="30" fill="#55585e"')}${titles.join("")}${marks}${said.join("")}</svg>`;
}

function text(words: string, x: number, y: number, attributes: string): string {
	const safe = words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
	return `<text x="${x}" y="${y}" ${attributes}>${safe}</text>`;
}

/** A text in lines of at most so many characters. */
function wrapped(words: string, most: number): string[] {
	const lines: string[] = [];
	for (const word of words.split(" ")) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}

function touchIcon(): string {
	const at = (kind: Kind, x: number, y: number) =>
		`<g transform="translate(${x} ${y}) scale(3.2)" fill="${COLOURS[kind]}" stroke="${COLOURS[kind]}" stroke-width="1.5" stroke-linejoin="round">${SHAPES[kind]}</g>`;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="180" height="180"><rect width="180" height="180" fill="#fbfaf6"/>${at("public", 14, 26)}${at("gated", 90, 26)}${at("partial", 14, 98)}${at("opposite", 90, 98)}</svg>`;
}
