import { createHash } from "node:crypto";
import type { Cell } from "../../schemas/cell.ts";
import type { DimensionId } from "../../schemas/dimensions/index.ts";
import type { Source } from "../../schemas/source.ts";
import { byCodeUnit } from "../lib/order.ts";
import { evidenceDateOf } from "../registry/freshness.ts";
import type { RegistryRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import type { Path } from "../yaml/positions.ts";
import { type CitedQuote, quoteKey } from "./quote.ts";

/** Place in a record that cites a source. */
export interface Citation {
	/** Record that holds the cell: an offering, a service or a vendor. */
	readonly record: RegistryRecord;
	/** Ids of the offerings that the cell reaches; retired ones left out. */
	readonly offerings: readonly string[];
	readonly dimension: DimensionId;
	/** The model, for the cell of one model alone. */
	readonly model: string | null;
	readonly cell: Cell;
	/** Day as of which the cell's evidence is known to hold, or on which it was checked. */
	readonly verified: string;
	readonly source: Source;
	/** Place of the source in the record. */
	readonly path: Path;
}

/** Returns every URL that stands as a source of an offering that is not retired, with the cells that rest on it, by URL. */
export function sourcesOf(registry: Registry): ReadonlyMap<string, readonly Citation[]> {
	const sources = new Map<string, Citation[]>();
	for (const [record, reached] of reachedOfferings(registry)) {
		for (const { dimension, model, cell, sources: placed, searched } of registry.lookups.cellsOf(record.value)) {
			const offerings = reached.get(dimension) ?? [];
			if (offerings.length === 0) continue;
			const verified =
				evidenceDateOf(
					placed.map(({ source }) => source),
					searched,
				) ??
				cell.checked ??
				"";
			for (const { source, path } of placed) {
				const citation = { record, offerings, dimension, model, cell, verified, source, path };
				const known = sources.get(source.url);
				if (known) known.push(citation);
				else sources.set(source.url, [citation]);
			}
		}
	}
	return new Map([...sources].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** Returns for each record that holds cells the offerings that each of its dimensions reaches. */
function reachedOfferings(registry: Registry): Map<RegistryRecord, Map<DimensionId, string[]>> {
	const records: RegistryRecord[] = [...registry.vendorRecords, ...registry.services, ...registry.offerings];
	const byValue = new Map<unknown, RegistryRecord>(records.map((record) => [record.value, record]));
	const reached = new Map(records.map((record) => [record, new Map<DimensionId, string[]>()] as const));
	for (const record of registry.offerings) {
		// Nobody signs up for a retired offering; its sources may rest.
		if (record.value.status === "retired") continue;
		const { value, cells, exceptions } = registry.resolve(record);
		for (const { dimension, holder } of [cells, ...exceptions.map((one) => one.cells)].flatMap((one) =>
			Object.values(one),
		)) {
			const places = reached.get(byValue.get(holder) ?? record);
			const offerings = places?.get(dimension) ?? [];
			if (!offerings.includes(value.id)) places?.set(dimension, [...offerings, value.id]);
		}
	}
	return reached;
}

/** The archived copies of sources, in the order of their addresses. */
export function archivedOf(sources: ReadonlyMap<string, readonly Citation[]>): readonly string[] {
	const copies = [...sources.values()].flat().map(({ source }) => source.archived);
	return [...new Set(copies.filter((copy) => copy !== undefined))].sort(byCodeUnit);
}

/** Part `index` (from 1) of `of` parts. All URLs of a host are in the same part. */
export interface Shard {
	readonly index: number;
	readonly of: number;
}

export function inShard(url: string, { index, of }: Shard): boolean {
	const host = URL.canParse(url) ? new URL(url).host : url;
	return createHash("sha256").update(host).digest().readUInt32BE(0) % of === index - 1;
}

/** URL to check, with the quotes to look for in it. */
export interface CitedPage {
	readonly url: string;
	readonly quotes: readonly CitedQuote[];
	/** CSS selectors of the parts that are read, if every citation names some. */
	readonly select?: readonly string[];
	/** CSS selectors of the parts that are left out. */
	readonly ignore?: readonly string[];
	/** Day near which an archived copy is wanted if the page is dead; absent if the sources name copies. */
	readonly copyNear?: string;
}

/** Returns the pages to check for sources and their archived copies, sorted by URL within each of the two. */
export function citedPages(sources: ReadonlyMap<string, readonly Citation[]>): readonly CitedPage[] {
	const pages = [...sources].map(([url, citations]): CitedPage => {
		const isCopied = citations.some(({ source }) => source.archived !== undefined);
		const days = citations
			.map(({ verified, source }) => source.captured ?? verified)
			.filter((day) => day !== "")
			.sort(byCodeUnit);
		const [copyNear] = days;
		const select = citations.every(({ source }) => source.select) ? selectorsOf(citations, "select") : [];
		const ignore = selectorsOf(citations, "ignore");
		return {
			url,
			quotes: quotesOf(citations),
			select,
			ignore,
			...(isCopied || copyNear === undefined ? {} : { copyNear }),
		};
	});
	const copies = archivedOf(sources).map((url) => ({ url, quotes: [] }));
	return [...pages, ...copies];
}

function selectorsOf(citations: readonly Citation[], key: "select" | "ignore"): readonly string[] {
	return [...new Set(citations.flatMap(({ source }) => source[key] ?? []))].sort(byCodeUnit);
}

/** Returns the different quotes of citations. */
function quotesOf(citations: readonly Citation[]): readonly CitedQuote[] {
	const quotes = citations.flatMap(({ source: { quote, locator } }) =>
		quote === undefined ? [] : [{ quote, locator }],
	);
	return [...new Map(quotes.map((one) => [quoteKey(one), one])).values()];
}
