import { type Cell, MAX_DIFFERS } from "../../schemas/cell.ts";
import { type Correction, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import type { Lookups } from "../registry/lookups.ts";
import type { RegistryRecord } from "../registry/record.ts";
import { canonicalText } from "../yaml/canonical.ts";
import { commentsOf } from "../yaml/comments.ts";
import type { Facts } from "./facts.ts";
import type { CorrectionPlace } from "./place.ts";
import { type KnownDocuments, withReading, withSearched } from "./reading.ts";

/** Longest reason that a review takes, in UTF-16 code units. */
const MAX_REASON = 500;

/** Keys of a cell beside the answer itself: a new grade needs somebody to say that they still hold. */
export const QUALIFIERS = [
	"limits",
	"requires",
	"tier",
	"route",
	"default",
	"geography",
	"valid_until",
] as const satisfies readonly (keyof Cell)[];

/** Returns the text of a record with another cell; comments and order are kept. */
export function textWith({ file, value }: RegistryRecord, dimension: DimensionId, cell: Cell): string {
	const after = { ...value, dimensions: { ...value.dimensions, [dimension]: cell } };
	return canonicalText(file.folder, after, commentsOf(file.text ?? ""));
}

/** Returns the cell that a correction asks for. It may still break a rule. */
export function correctedCell(place: CorrectionPlace, correction: Correction, facts: Facts, lookups: Lookups): Cell {
	const before = place.written ?? (place.overrides ? ownCopy(place) : undefined);
	const documents = { lookups, holder: place.record.value };
	if (correction.answer === STILL_RIGHT || correction.answer === DISMISSED) {
		if (!before) throw new Error("a cell that nobody assessed has nothing to read again");
		return correction.answer === STILL_RIGHT
			? reread(before, correction, documents)
			: { ...before, reviews: [...(before.reviews ?? []), dismissal(correction)] };
	}
	return regraded(before, correction, correction.answer, facts, documents, place.overrides);
}

/** The cell that was read again and found right: its reading is newer, everything else stays. */
function reread(before: Cell, correction: Correction, documents: KnownDocuments): Cell {
	const checked = before.checked === undefined ? {} : { checked: correction.read_on };
	const added = notesAfter(before.notes, correction);
	const kept = { ...before, ...checked, notes: added };
	if (before.sources || before.value !== "no_public_evidence") {
		return { ...kept, sources: withReading(before.sources ?? [], correction, documents, true) };
	}
	return { ...kept, searched: withSearched(before.searched ?? [], correction, documents) };
}

function dismissal({ read_on, credit, notes }: Correction) {
	return {
		date: read_on,
		by: credit ?? "a reader",
		decision: "dismissed" as const,
		reason: oneLine(notes ?? "", MAX_REASON),
	};
}

function regraded(
	before: Cell | undefined,
	correction: Correction,
	grade: Cell["value"],
	facts: Facts,
	documents: KnownDocuments,
	overrides: boolean,
): Cell {
	const stays = before?.value === grade;
	const { contrary, caveat: old, searched, sources, checked, notes, differs, ...rest } = before ?? NEW_CELL;
	const kept = correction.others === "remove" ? withoutQualifiers(rest) : rest;
	// The caveat of another grade is not what has to be checked under this one.
	const caveat = correction.caveat ?? (stays ? old : undefined);
	const isOpposite = stays && contrary === true;
	const isNothing = grade === "no_public_evidence" && !isOpposite;
	const finding = correction.finding ?? "";
	// Pages that were searched in vain say nothing beside what was found; those beside other sources stay.
	const searchedBeside = before?.value === "no_public_evidence" || searched === undefined ? {} : { searched };
	const why = overrides ? oneLine(`A page on this offering alone: ${finding}`, MAX_DIFFERS) : differs;
	const cell: Cell = {
		...kept,
		value: grade,
		finding,
		notes: notesAfter(notes, correction),
		...(isOpposite ? { contrary } : {}),
		...(checked === undefined ? {} : { checked: correction.read_on }),
		...(caveat === undefined ? {} : { caveat }),
		...(why === undefined ? {} : { differs: why }),
		...(isNothing ? {} : { sources: withReading(sources ?? [], correction, documents, false) }),
		...(isNothing ? { searched: withSearched(searched ?? [], correction, documents) } : searchedBeside),
	};
	const { facts: stated, ...others } = stays ? cell : withoutContradictions(cell, correction.dimension);
	const all = { ...stated, ...facts };
	return Object.keys(all).length > 0 ? { ...others, facts: all } : others;
}

const NEW_CELL: Partial<Cell> & Pick<Cell, "confidence"> = { confidence: "medium" };

/** Returns the notes with the person's words behind them, or in their place where the person says so. */
function notesAfter(before: string | undefined, { notes, notes_mode }: Correction): string {
	if (notes === undefined || before === undefined) return notes ?? before ?? "";
	if (notes_mode === "replace" || before.includes(notes)) return notes_mode === "replace" ? notes : before;
	const joint = before.includes("\n") || notes.includes("\n") ? "\n\n" : " ";
	return `${before.trimEnd()}${joint}${notes}`;
}

function withoutQualifiers(cell: Omit<Cell, "value" | "finding" | "notes">): typeof cell {
	const gone: ReadonlySet<string> = new Set([...QUALIFIERS, "facts"]);
	return Object.fromEntries(Object.entries(cell).filter(([key]) => !gone.has(key))) as typeof cell;
}

/** Facts and a route that cannot stand beside the new grade go; the reviewer sees that they went. */
function withoutContradictions({ facts, route, ...cell }: Cell, dimension: DimensionId): Cell {
	const impossible = dimensionOf(dimension).contradictions.filter(
		(one) => facts?.[one.fact] === one.is && one.with.includes(cell.value),
	);
	const kept = Object.entries(facts ?? {}).filter(([fact]) => !impossible.some((one) => one.fact === fact));
	const otherRoute =
		(cell.value === "yes_public" && route !== "public") || (cell.value === "yes_sales_gated" && route === "public");
	return {
		...cell,
		...(route === undefined || otherRoute ? {} : { route }),
		...(kept.length > 0 ? { facts: Object.fromEntries(kept) } : {}),
	};
}

/** Returns the shared cell as the offering's own: with the limits that apply, and documents named from outside. */
function ownCopy({ current }: CorrectionPlace): Cell | undefined {
	if (!current) return undefined;
	const { limits: _shared, sources, searched, reviews: _reviews, dispute: _dispute, ...cell } = current.cell;
	const owner = current.holder.id;
	const named = <Item extends { document?: string | undefined }>(item: Item): Item =>
		item.document === undefined ? item : { ...item, document: `${owner}/${item.document}` };
	const limits = current.limits.map(({ kind, what }) => ({ kind, what }));
	return {
		...cell,
		...(limits.length > 0 ? { limits } : {}),
		...(sources ? { sources: sources.map(named) } : {}),
		...(searched ? { searched: searched.map(named) } : {}),
	};
}

/** Returns a text in one line of at most `max` UTF-16 code units. */
export function oneLine(text: string, max: number): string {
	const line = text.replace(/\s+/g, " ");
	return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}
