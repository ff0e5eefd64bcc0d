import type { Cell, Searched, Source } from "../artifact/shape.ts";
import { ago, dayText } from "../text/dates.ts";
import { viaText } from "../text/words.ts";
import { freshness, isOld } from "./age.ts";
import { kindOf } from "./glyph.ts";
import { type Element, el, type Node, out, time } from "./tree.ts";

/** The source whose words are shown: the main one, or the first with a quotation. */
export function quoted({ sources }: Cell): Source | undefined {
	return sources.find(({ quote }) => quote !== null);
}

/** Links to the archived copy and to the live page of a document. */
function links({ archived, url, reader, via }: Source): Element {
	return el(
		"span",
		{ class: "lks" },
		archived !== null && out(archived, "Archived copy"),
		out(url, "Live page"),
		via === "quoted" && reader?.url ? out(reader.url, reader.name) : null,
	);
}

/** The vendor's own words with where they stand; null where the record quotes nothing. */
export function quotation(cell: Cell, { brief = false } = {}): Element | null {
	const source = quoted(cell);
	if (!source) return null;
	const { title, url, locator, published, quote } = source;
	return el(
		"figure",
		{ class: `quote g-${kindOf(cell)}` },
		el("blockquote", {}, quote ?? ""),
		el(
			"figcaption",
			{},
			el("cite", {}, title ?? url),
			locator !== null && `, ${locator}`,
			!brief && published !== null && [", edition of ", time(published, dayText(published))],
			!brief && source.via === "quoted" && `, ${viaText(source)}`,
			!brief && [el("br"), links(source)],
		),
	);
}

/** Says as of which day the answer is known, how, and how long that counts. */
export function when(cell: Cell, today: string): Element {
	const [main] = cell.sources;
	const { evidence_date: evidence, fresh_until: until, checked } = cell;
	const how = main ? viaText(main) : "pages searched, listed here";
	const looked = checked !== null && checked !== evidence;
	if (evidence === null) {
		return el(
			"p",
			{ class: "when" },
			el("b", {}, "Date unknown"),
			el("span", { class: "asof" }, ` (${how})`),
			".",
			looked && [" Checked on ", time(checked, dayText(checked)), "."],
		);
	}
	return el(
		"p",
		{ class: "when", "data-d": until === null ? null : `${evidence} ${until}` },
		"Evidence from ",
		time(evidence, dayText(evidence)),
		" ",
		el("span", { class: "asof" }, "(", el("span", { class: "ago" }, ago(evidence, today)), `, ${how})`),
		". ",
		until !== null && freshness(until, isOld(cell, today)),
	);
}

/** One line for how and when an answer is known, where there is little space. */
export function whenBrief(cell: Cell, today: string): Element {
	const [main] = cell.sources;
	const { evidence_date: evidence, fresh_until: until } = cell;
	return el(
		"p",
		{ class: "when", "data-d": evidence && until ? `${evidence} ${until}` : null },
		evidence === null ? el("b", {}, "Date unknown") : time(evidence, dayText(evidence)),
		`, ${main ? viaText(main) : "pages searched"} `,
		until !== null && isOld(cell, today) && freshness(until, true),
	);
}

/** A list of the sources of a cell under headings that say what was done with each. */
export function sourceLists(cell: Cell, heading = "h4", titleOf = shortUrl): Element[] {
	const groups: readonly (readonly [string, readonly Source["via"][]])[] = [
		["Read", ["live", "copy", "excerpt"]],
		["Quoted or reported by others", ["quoted", "reported"]],
		["Pointed to, not read", ["unread"]],
	];
	const lists = groups.flatMap(([name, vias]) => {
		const sources = cell.sources.filter(({ via }) => vias.includes(via));
		return sources.length === 0 ? [] : [el(heading, {}, name), el("ul", { class: "src" }, sources.map(item))];
	});
	const also = cell.searched.length > 0 && searchedBox(cell) === null;
	return also
		? [
				...lists,
				el(heading, { class: "also" }, "Also searched"),
				el(
					"ul",
					{ class: "src also" },
					cell.searched.map((one) => page(one, titleOf)),
				),
			]
		: lists;
}

/** A source: its title, where in it, and how it is known. */
function item({
	url,
	title,
	locator,
	via,
	archived,
	archive_kept_by: keeper,
	captured,
	unchanged,
	published,
	reader,
}: Source): Element {
	const copy = via === "excerpt" ? "excerpt" : "stored copy";
	const facts: Node[][] = [
		locator === null ? [] : [locator],
		via === "live" && captured !== null ? ["live page of ", time(captured, dayText(captured))] : [],
		via === "copy" || via === "excerpt" ? copyOf(copy, archived, captured ?? published) : [],
		keeper === "individual" ? ["kept by an individual"] : [],
		unchanged === null ? [] : ["unchanged on ", time(unchanged, dayText(unchanged))],
		reader === null ? [] : [reader.url === null ? reader.name : out(reader.url, reader.name)],
		reader?.date ? [time(reader.date, dayText(reader.date))] : [],
	].filter((fact) => fact.length > 0);
	return el(
		"li",
		{},
		out(url, title ?? url),
		facts.length > 0 &&
			el(
				"small",
				{},
				facts.flatMap((fact, at) => (at === 0 ? fact : [" · ", ...fact])),
			),
	);
}

function copyOf(word: string, archived: string | null, day: string | null): Node[] {
	const text: Node[] = day === null ? [word] : [`${word} of `, time(day, dayText(day))];
	return archived === null ? text : [out(archived, ...text)];
}

/** A page that was searched. */
function page({ url, title, as_of: day, archived }: Searched, titleOf: (url: string) => string): Element {
	return el(
		"li",
		{},
		out(url, title ?? titleOf(url)),
		(day !== null || archived !== null) && el("small", {}, ...copyOf("copy", archived, day)),
	);
}

/** Returns the list of what was read where nothing was found, in the place of a quotation; null where a source is quoted. */
export function searchedBox(cell: Cell, titleOf = shortUrl): Element | null {
	const absent = cell.value === "no_public_evidence" && !cell.contrary && !quoted(cell);
	if ((!absent && cell.sources.length > 0) || cell.searched.length === 0) return null;
	return el(
		"div",
		{ class: "looked" },
		el("p", {}, "Read from end to end, and not found:"),
		el(
			"ul",
			{ class: "src" },
			cell.searched.map((one) => page(one, titleOf)),
		),
	);
}

/** A URL as people read it. */
export function shortUrl(url: string): string {
	return url.replace(/^https:\/\/(?:www\.)?/, "").replace(/\/$/, "");
}
