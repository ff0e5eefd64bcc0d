import { createHash } from "node:crypto";
import type { Cell } from "../../schemas/cell.ts";
import type { Source } from "../../schemas/source.ts";
import { byCodeUnit } from "../lib/order.ts";
import { cellsOf } from "../registry/cells.ts";
import type { OfferingRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import type { Path } from "../yaml/positions.ts";
import { type CitedQuote, quoteKey } from "./quote.ts";

/** Place in a record that cites a source. */
export interface Citation {
	readonly record: OfferingRecord;
	readonly dimension: string;
	/** Model, for the exception of one model. */
	readonly model: string | null;
	readonly cell: Cell;
	readonly source: Source;
	/** Path of the source in the record. */
	readonly path: Path;
}

/** Returns every cited URL with its citations, sorted by URL. */
export function sourcesOf(registry: Registry): ReadonlyMap<string, readonly Citation[]> {
	const sources = new Map<string, Citation[]>();
	for (const record of registry.offerings) {
		// Nobody signs up for a retired offering, so its sources need no check.
		if (record.value.status === "retired") continue;
		for (const { path, dimension, cell } of cellsOf(record.value)) {
			const [first, index] = path;
			const exception = first === "model_exceptions" ? record.value.model_exceptions?.[Number(index)] : undefined;
			for (const [at, source] of (cell.sources ?? []).entries()) {
				const place = {
					record,
					dimension,
					model: exception?.model ?? null,
					cell,
					source,
					path: [...path, "sources", at],
				};
				const known = sources.get(source.url);
				if (known) known.push(place);
				else sources.set(source.url, [place]);
			}
		}
	}
	return new Map([...sources].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** Returns the archived copies of sources, sorted by URL. */
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

/** What the citations of one URL ask of its check. */
export interface CitedPage {
	readonly url: string;
	readonly quotes: readonly CitedQuote[];
	/** Day near which an archived copy is wanted if the page is dead; absent if the sources name copies. */
	readonly copyNear?: string;
}

/** Returns the pages to check for sources and their archived copies, sorted by URL within each of the two. */
export function citedPages(sources: ReadonlyMap<string, readonly Citation[]>): readonly CitedPage[] {
	const pages = [...sources].map(([url, citations]): CitedPage => {
		const isCopied = citations.some(({ source }) => source.archived !== undefined);
		const days = citations.map(({ cell, source }) => source.captured ?? cell.verified).sort(byCodeUnit);
		const [copyNear] = days;
		return { url, quotes: quotesOf(citations), ...(isCopied || copyNear === undefined ? {} : { copyNear }) };
	});
	const copies = archivedOf(sources).map((url) => ({ url, quotes: [] }));
	return [...pages, ...copies];
}

/** Returns the different quotes of citations. */
function quotesOf(citations: readonly Citation[]): readonly CitedQuote[] {
	const quotes = citations.flatMap(({ source: { quote, locator } }) =>
		quote === undefined ? [] : [{ quote, locator }],
	);
	return [...new Map(quotes.map((one) => [quoteKey(one), one])).values()];
}
