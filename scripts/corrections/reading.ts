import type { Correction } from "../../schemas/correction.ts";
import type { Document, WrittenSearched, WrittenSource } from "../../schemas/source.ts";
import type { Holder, Lookups } from "../registry/lookups.ts";
import { sameDocumentKey } from "../registry/urls.ts";

type Reading = Pick<Correction, "source" | "archived" | "read_on" | "locator" | "quote">;

/** Looks up the documents that a record cites by name. */
export interface KnownDocuments {
	readonly lookups: Lookups;
	readonly holder: Holder;
}

/**
 * Returns sources with the page that was read in front; a page that still says what it said keeps its place. Where the
 * cell cites that page already, the new reading takes the place of the old one. It stands inline: a named document is cited by other cells as well, and nobody read the
 * page for those.
 */
export function withReading(
	sources: readonly WrittenSource[],
	reading: Reading,
	documents: KnownDocuments,
	isStillRight: boolean,
): WrittenSource[] {
	const key = sameDocumentKey(reading.source);
	const isSamePage = (source: WrittenSource) => {
		const document = documentOf(source, documents);
		return document !== undefined && sameDocumentKey(document.url) === key;
	};
	const same = sources.filter(isSamePage);
	const known =
		same.find(({ locator }) => locator === reading.locator) ?? (isStillRight ? same[0] : undefined) ?? same[0];
	if (isStillRight && known) {
		// The first source decides the grade and dates the cell: another page that was read again does not take its place.
		return sources.map((source) => (source === known ? seenAgain(known, reading, documents) : source));
	}
	const read = newReading(known, reading, documents);
	return [
		read,
		...sources.filter((source) => source !== known && !(isSamePage(source) && source.locator === read.locator)),
	];
}

/** A page that says what it said: a stored copy with its quotation was seen unchanged, anything else was read live. */
function seenAgain(known: WrittenSource, reading: Reading, documents: KnownDocuments): WrittenSource {
	const { read_on: day } = reading;
	const isCopy = known.document === undefined && known.via === "copy" && known.quote !== undefined;
	const asKnown = reading.archived === undefined && (reading.quote ?? known.quote) === known.quote;
	if (isCopy && asKnown && known.captured !== undefined && known.captured < day) return { ...known, unchanged: day };
	const { locator, quote } = known;
	return newReading(known, { ...definedOf({ locator, quote }), ...definedOf(reading) } as Reading, documents);
}

function newReading(known: WrittenSource | undefined, reading: Reading, documents: KnownDocuments): WrittenSource {
	const { source: url, archived, read_on: captured, locator, quote } = reading;
	const document = known && documentOf(known, documents);
	const { title, ignore, select } = document ?? {};
	return {
		...definedOf({ url, title, via: "live" as const, archived, captured, ignore, select }),
		...definedOf({ locator: locator ?? known?.locator, quote }),
	};
}

/** Returns searched pages with the page that was read among them, dated by that reading. */
export function withSearched(
	searched: readonly WrittenSearched[],
	{ source, read_on }: Reading,
	{ lookups, holder }: KnownDocuments,
): WrittenSearched[] {
	const key = sameDocumentKey(source);
	const urlOf = ({ document, url }: WrittenSearched) =>
		document === undefined ? url : lookups.documentOf(holder, document)?.document.url;
	const at = searched.findIndex((page) => sameDocumentKey(urlOf(page) ?? "") === key);
	const page = { url: source, as_of: read_on };
	return at === -1 ? [...searched, page] : searched.with(at, page);
}

function documentOf(
	source: WrittenSource,
	{ lookups, holder }: KnownDocuments,
): Pick<Document, "url" | "title" | "ignore" | "select"> | undefined {
	const { document, url, title, ignore, select } = source;
	if (document !== undefined) return lookups.documentOf(holder, document)?.document;
	return url === undefined ? undefined : { url, title, ignore, select };
}

function definedOf<Fields extends object>(fields: Fields): Partial<Fields> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
}
