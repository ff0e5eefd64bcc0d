import { expect, test } from "vitest";
import { creditsIn } from "../../scripts/git/credits.ts";
import { MAX_FILE_BYTES, memoryTree } from "../../scripts/lib/tree.ts";
import { gitPermalinkOf } from "../../scripts/registry/archives.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { API } from "../../scripts/rules/example.ts";
import { baseFiles, processorTime, sample, TODAY } from "../support.ts";

const BASE = baseFiles();
const TEXT = BASE[API] ?? "";
/** Record with one error, so that a check that finds none has not read it: some of the slow texts are valid. */
const INVALID = TEXT.replace("confidence: high", "confidence: sure");

/** Time of the processor that a text may take, in milliseconds: a pattern or a loop whose time grows with its square takes more. */
const BOUND = 5000;

/** Pieces that begin something, again and again, or end nothing. */
const PIECES = [
	...["“", '"', "\n      ", "\t", "<", "<!--", "[", "![](", "`", "*", "_", "a@b.c ", "=", " ", "- ", "#", "&", "&#"],
	...[
		"currently ",
		"https://a.b/ ",
		"(",
		"\\",
		"a_",
		"_*",
		"| ",
		"a.",
		"~~",
		"> ",
		"é",
		"1. ",
		"“”",
		"$",
		"{",
		"](",
		": ",
	],
];

const filled = (piece: string, bytes: number) => piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));
const quoted = (piece: string) => JSON.stringify(filled(piece, 120_000));
const named = (name: string) => INVALID.replace("name: Acme API", () => `name: ${name}`);
const noted = (notes: string) => INVALID.replace(/notes: >-\n\s+Acme states.*\n/, () => `notes: ${notes}\n`);

/** Records of nearly the largest size that is read. */
const SHAPES: readonly (readonly [name: string, make: (piece: string) => string])[] = [
	["notes in double quotes", (piece) => noted(quoted(piece))],
	["folded notes", (piece) => noted(`>-\n      ${filled(piece, 240_000)}`)],
	["a plain name", (piece) => named(`a${filled(piece, 240_000)} b`)],
	["a name in single quotes", (piece) => named(`'a${filled(piece, 240_000)}b'`)],
	["a file of nothing else", (piece) => filled(piece, 250_000)],
];

const cases = SHAPES.flatMap(([name, make]) => PIECES.map((piece) => [name, piece, make] as const));
// Blanks in double quotes took 17 s.
const known = cases.filter(([name, piece]) => name === "notes in double quotes" && [" ", "“"].includes(piece));

test.each([...new Set([...known, ...sample(cases, 10)])])(
	"a record is checked soon: %s of %j",
	(_name, piece, make) => {
		const text = make(piece);
		// A larger file is refused without being read.
		expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_FILE_BYTES);
		let found = 0;
		const time = processorTime(() => {
			found = checkRegistry(loadRegistry(memoryTree({ ...BASE, [API]: text })), TODAY).length;
		});
		expect(time).toBeLessThan(BOUND);
		expect(found).toBeGreaterThan(0);
	},
);

test.each(sample(PIECES, 10))("a message of 1 MB is read soon: %j", (piece) => {
	const name = filled(piece, 500_000);
	const message = `Correct it\n\nCredit: Ann\nCredit: ${name}\nCo-authored-by: ${name} <a@example.org>`;
	let credits: string[] = [];
	expect(
		processorTime(() => {
			credits = creditsIn(message);
		}),
	).toBeLessThan(BOUND);
	expect(credits).toContain("Ann");
});

test("a record is refused for its size from one byte over the largest", () => {
	const fits = (bytes: number) => `${TEXT}${"#".repeat(bytes - Buffer.byteLength(TEXT) - 1)}\n`;
	const rulesFor = (bytes: number) =>
		checkRegistry(loadRegistry(memoryTree({ ...BASE, [API]: fits(bytes) })), TODAY).map(({ rule }) => rule);
	expect(rulesFor(MAX_FILE_BYTES)).not.toContain("file/size");
	expect(rulesFor(MAX_FILE_BYTES + 1)).toContain("file/size");
});

test("a permalink into a repository is told from another URL soon, however often it seems to begin", () => {
	const url = `https://gitlab.com/a${`/-/blob/${"a".repeat(40)}`.repeat(40_000)}`;
	const time = processorTime(() => {
		expect(gitPermalinkOf(`${url}/terms.md#1`)).toBe(null);
		expect(gitPermalinkOf(`${url}/terms.md`)?.repository).toBe("https://gitlab.com/a/-/");
	});
	expect(time).toBeLessThan(BOUND);
});
