import { DIMENSIONS, type DimensionId } from "../../schemas/dimensions/index.ts";
import { glyphOf, gradeOf, isRead, VIA } from "../../schemas/grades.ts";
import type { PublishedCell, PublishedOffering, PublishedSource } from "../../schemas/published.ts";
import { type Paint, stripControl } from "./style.ts";

/** Width of running text on a terminal, in characters. */
const WIDTH = 96;

/** Returns file and line of a cell; undefined where they are not known. */
export type PlaceOf = (dimension: DimensionId, model: string | null) => string | undefined;

/** Returns one offering for a terminal: who, what, the watch-outs, then every cell with its evidence. */
export function offeringText(
	offering: PublishedOffering,
	paint: Paint,
	dimension?: DimensionId,
	placeOf: PlaceOf = () => undefined,
): string {
	const cells = DIMENSIONS.filter(({ id }) => dimension === undefined || id === dimension);
	const lines =
		dimension === undefined
			? [...heading(offering, paint), "", ...watchOuts(offering, paint)]
			: [paint("bold", stripControl(offering.name))];
	let group = "";
	for (const { id, label, group: own, question } of cells) {
		if (own !== group) {
			lines.push("", paint(["bold", "underline"], own));
			group = own;
		}
		lines.push("", ...cellLines(offering, id, label, question, paint, placeOf(id, null)));
	}
	for (const { model, dimensions } of offering.model_exceptions) {
		for (const { id, label, question } of cells) {
			const cell = dimensions[id];
			if (cell)
				lines.push(
					"",
					...assessed(cell, `${label}, for ${stripControl(model)} alone`, question, paint, placeOf(id, model)),
				);
		}
	}
	return `${lines.join("\n")}\n`;
}

function heading(offering: PublishedOffering, paint: Paint): string[] {
	return [
		paint("bold", stripControl(offering.name)),
		`${paint("dim", "developer")} ${stripControl(offering.developer)}   ${paint("dim", "platform")} ${stripControl(offering.platform)}   ${paint("dim", "category")} ${offering.category}   ${paint("dim", "models")} ${stripControl(offering.model_family)}`,
		...(offering.status === "retired"
			? [paint("yellow", `Retired on ${offering.retired_on}; successor: ${offering.successor ?? "none"}`)]
			: []),
		"",
		...wrapped(offering.summary, ""),
	];
}

function watchOuts(offering: PublishedOffering, paint: Paint): string[] {
	const found = DIMENSIONS.flatMap(({ id, label }) => {
		const cell = offering.dimensions[id];
		return cell && cell.value !== "yes_public"
			? [`  ${grade(cell, paint)}  ${paint("bold", label)}: ${stripControl(cell.caveat ?? "")}`]
			: [];
	});
	const what = "The cells where this offering is not a clean public yes: what to check before you sign.";
	return [
		paint("bold", `Watch-outs ${found.length}`),
		...(found.length > 0 ? [paint("dim", what), ...found] : ["  none"]),
	];
}

function cellLines(
	offering: PublishedOffering,
	id: DimensionId,
	label: string,
	question: string,
	paint: Paint,
	place?: string,
): string[] {
	const cell = offering.dimensions[id];
	if (cell) return assessed(cell, label, question, paint, place);
	const why = offering.not_applicable.includes(id)
		? "not applicable: it is a question to each model's developer"
		: "not assessed";
	return [`${paint("bold", label)}  ${paint("dim", why)}`];
}

function assessed(cell: PublishedCell, label: string, question: string, paint: Paint, place?: string): string[] {
	return [
		`${paint("bold", label)}  ${grade(cell, paint)}${cell.contrary ? paint("red", " (the opposite is documented)") : ""}: ${stripControl(cell.finding)}`,
		`  ${paint("dim", question)}`,
		`  confidence ${cell.confidence} · ${datesOf(cell)}`,
		`  ${paint("dim", "written in")} ${place ?? cell.written_in}`,
		...(cell.caveat === null ? [] : [`  ${paint("yellow", "!")} ${stripControl(cell.caveat)}`]),
		...cell.limits.map(({ kind, what }) => `  ${paint("yellow", "not for")} ${kind}: ${stripControl(what)}`),
		...(cell.requires.length > 0 ? [`  depends on ${cell.requires.join(", ")}`] : []),
		...(cell.differs === null ? [] : [`  differs from the shared cell: ${stripControl(cell.differs)}`]),
		...wrapped(cell.notes, "  "),
		...prefixed(
			"  ",
			[qualifiers(cell), facts(cell)].filter((line) => line !== ""),
		),
		...evidence(cell, paint),
		...cell.reviews.map(
			(review) =>
				`  review ${review.date} by ${stripControl(review.by)}: ${review.decision}, ${stripControl(review.reason)}`,
		),
		...(cell.dispute
			? [
					`  dispute opened ${cell.dispute.opened} by ${stripControl(cell.dispute.by)}: ${stripControl(cell.dispute.statement)} (${cell.dispute.outcome ?? "open"})`,
				]
			: []),
	];
}

/** Returns how and when the evidence was read, and until when it counts as fresh. */
function datesOf({
	evidence_date: day,
	checked,
	verified_via: via,
	fresh_until,
	state_at_release: state,
}: PublishedCell) {
	const how = via === null ? "" : ` (${VIA[via]})`;
	if (day === null || fresh_until === null) return `undated${how}, checked ${checked}`;
	return `evidence of ${day}${how} · ${state === "expired" ? "was fresh" : `${state},`} until ${fresh_until}`;
}

function grade(cell: PublishedCell, paint: Paint): string {
	const { label } = gradeOf(cell.value);
	const glyph = glyphOf(cell);
	return paint(cell.value === "yes_public" ? "green" : "yellow", `${glyph} ${label}`);
}

function qualifiers(cell: PublishedCell): string {
	return (["tier", "route", "default", "geography", "valid_until"] as const)
		.flatMap((key) => (cell[key] === null ? [] : [`${key}: ${stripControl(String(cell[key]))}`]))
		.join(" · ");
}

function facts(cell: PublishedCell): string {
	return Object.entries(cell.facts)
		.map(([key, value]) => `${key.replaceAll("_", " ")}: ${stripControl(factText(value))}`)
		.join(" · ");
}

/** A fact in words: yes and no rather than true and false. */
function factText(value: PublishedCell["facts"][string]): string {
	if (typeof value === "boolean") return value ? "yes" : "no";
	return Array.isArray(value) ? value.join(", ") : String(value);
}

function evidence(cell: PublishedCell, paint: Paint): string[] {
	const sources = cell.sources.map((source) => sourceLine(source, paint));
	const searched = cell.searched.map(
		({ url, as_of }) =>
			`  ${paint("dim", "searched")} ${stripControl(url)}${as_of === null ? "" : ` (as of ${as_of})`}`,
	);
	// Another registry's word that it found nothing is no public source of the vendor's.
	const none =
		cell.value === "no_public_evidence" &&
		!cell.sources.some(({ publisher, via }) => publisher !== "other" && isRead(via));
	return [...(none ? [`  ${paint("dim", "no public source")}`] : []), ...sources, ...searched];
}

function sourceLine(source: PublishedSource, paint: Paint): string {
	const dates = [
		source.published === null ? "" : `published ${source.published}`,
		source.captured === null ? "" : `read as of ${source.captured}`,
		source.unchanged === null ? "" : `unchanged on ${source.unchanged}`,
		source.reader === null ? "" : `by ${stripControl(source.reader.name)}`,
	].filter((part) => part !== "");
	const title = source.title === null ? "" : `${stripControl(source.title)} `;
	const archived = source.archived === null ? "" : `\n    archived ${stripControl(source.archived)}`;
	const place = source.locator === null ? "" : `\n    at ${stripControl(source.locator)}`;
	const quote = source.quote === null ? "" : `\n    “${stripControl(source.quote)}”`;
	return `  ${paint("cyan", `${source.publisher}, ${source.via}`)} ${title}${stripControl(source.url)}${dates.length > 0 ? ` (${dates.join(", ")})` : ""}${place}${quote}${archived}`;
}

/** Markdown as it is written, broken at spaces; its own line breaks and blank lines stay. */
function wrapped(text: string, indent: string): string[] {
	return text.split("\n").flatMap((paragraph) => {
		const lines: string[] = [];
		let line = "";
		for (const word of paragraph.split(" ")) {
			if (line !== "" && indent.length + line.length + 1 + word.length > WIDTH) {
				lines.push(line);
				line = word;
			} else {
				line = line === "" ? word : `${line} ${word}`;
			}
		}
		return prefixed(indent, [...lines, line].map(stripControl));
	});
}

function prefixed(indent: string, lines: readonly string[]): string[] {
	return lines.map((line) => (line === "" ? "" : `${indent}${line}`));
}
