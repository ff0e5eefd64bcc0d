import { type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import type { WrittenSource } from "../../schemas/source.ts";
import { addDays } from "../lib/dates.ts";
import { byCodeUnit } from "../lib/order.ts";
import { freshnessOf } from "../registry/freshness.ts";
import type { RegistryRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import { canonicalText } from "../yaml/canonical.ts";
import { commentsOf } from "../yaml/comments.ts";
import type { Path } from "../yaml/positions.ts";
import type { LinkHistory } from "./link-history.ts";
import { isSeen } from "./outcome.ts";
import { type Citation, sourcesOf } from "./sources.ts";
import { citationCheck } from "./verdict.ts";

/** Days before a cell becomes stale from which its evidence is renewed. */
export const RENEWAL_DAYS = 30;
/** Proposals in one run: a person can review no more in a week. */
export const MAX_PROPOSALS = 60;

/** New `unchanged` of a document whose quotes all stand on the live page. */
export interface UnchangedProposal {
	/** Record whose file holds the document. */
	readonly record: RegistryRecord;
	/** Place of the document's keys in the file. */
	readonly path: Path;
	readonly url: string;
	/** Day on which the quotes were seen, YYYY-MM-DD. */
	readonly day: string;
	/** Cells that stay fresh by it. */
	readonly cells: readonly { readonly dimension: DimensionId; readonly offerings: readonly string[] }[];
	/** True if other text of the page changed. */
	readonly restChanged: boolean;
	/** Last day on which the first of the cells is fresh without it. */
	readonly freshUntil: string;
}

/** Document with the citations of all records. */
interface CitedDocument {
	readonly record: RegistryRecord;
	readonly path: Path;
	readonly url: string;
	readonly citations: Citation[];
}

/**
 * Proposes `unchanged` for the documents whose cells become stale within 30 days, the soonest first, at most 60. Every
 * quote of the document must be present on the live page, and a cell that rests on the document without a quote must
 * not get younger by it unless the whole text is the same.
 */
export function unchangedProposals(
	registry: Registry,
	history: LinkHistory,
	today: string,
): readonly UnchangedProposal[] {
	const searched = searchedDocuments(registry);
	return [...citedDocuments(registry)]
		.filter(([key]) => !searched.has(key))
		.flatMap(([, document]) => proposalFor(document, history, today) ?? [])
		.sort((a, b) => byCodeUnit(a.freshUntil, b.freshUntil) || byCodeUnit(a.url, b.url))
		.slice(0, MAX_PROPOSALS);
}

/** Returns the text of a record with proposals taken over; comments stay. */
export function withUnchanged(record: RegistryRecord, proposals: readonly UnchangedProposal[]): string {
	const after = structuredClone(record.value);
	for (const { path, day } of proposals) {
		const document = path.reduce<unknown>((below, step) => (below as Record<string | number, unknown>)[step], after);
		(document as WrittenSource).unchanged = day;
	}
	return canonicalText(record.file.folder, after, commentsOf(record.file.text ?? ""));
}

function proposalFor(document: CitedDocument, history: LinkHistory, today: string): UnchangedProposal | null {
	const { record, path, url, citations } = document;
	const observations = history.get(url) ?? [];
	const last = observations.at(-1);
	if (last?.sha256 === undefined || !isSeen(last.outcome)) return null;
	const checks = citations.map((citation) => ({ ...citationCheck(citation, observations), isMain: isMain(citation) }));
	const holds = checks.every(({ citation, quote, before, after, isMain: main }) => {
		if (main && isPlainNegative(citation)) return false;
		return citation.source.quote === undefined ? !main || before === after : quote === "present";
	});
	const { captured = "", published = "", unchanged = "" } = citations[0]?.source ?? {};
	const isNewer = [captured, captured === "" ? published : "", unchanged].every((day) => last.on > day);
	if (!holds || !isNewer) return null;
	const renewed = checks.flatMap(({ citation, isMain: main }) =>
		main && citation.source.quote !== undefined ? (renewalOf(citation, last.on, today) ?? []) : [],
	);
	const [freshUntil] = renewed.map((one) => one.freshUntil).sort(byCodeUnit);
	if (freshUntil === undefined) return null;
	const cells = renewed.map(({ dimension, offerings }) => ({ dimension, offerings }));
	const restChanged = checks.some(({ before, after }) => before !== after);
	return { record, path, url, day: last.on, cells, restChanged, freshUntil };
}

/** Returns a cell that is stale within 30 days and fresh for longer with a day; null for any other. */
function renewalOf({ cell, dimension, offerings, verified }: Citation, day: string, today: string) {
	const definition = dimensionOf(dimension);
	const { fresh_until: freshUntil } = freshnessOf(verified, cell.valid_until, definition, today);
	const { fresh_until: after } = freshnessOf(day, cell.valid_until, definition, today);
	if (freshUntil === null || after === null || after <= freshUntil) return null;
	return freshUntil <= addDays(today, RENEWAL_DAYS) ? { dimension, offerings, freshUntil } : null;
}

function isMain({ path }: Citation): boolean {
	return path.at(-1) === 0;
}

function isPlainNegative({ cell }: Citation): boolean {
	return cell.value === "no_public_evidence" && cell.contrary !== true;
}

/** Returns every document by its key, with the citations of all records. */
function citedDocuments(registry: Registry): ReadonlyMap<string, CitedDocument> {
	const documents = new Map<string, CitedDocument>();
	for (const [url, citations] of sourcesOf(registry)) {
		for (const citation of citations) {
			const { record, path } = placeOf(registry, citation.record, citation.source.document, citation.path);
			const key = keyOf(record, path);
			const known = documents.get(key) ?? { record, path, url, citations: [] };
			known.citations.push(citation);
			documents.set(key, known);
		}
	}
	return documents;
}

/** Returns the keys of the documents that date a cell because they were searched: a quote says nothing about those. */
function searchedDocuments(registry: Registry): ReadonlySet<string> {
	const keys = new Set<string>();
	for (const record of [...registry.offerings, ...registry.services, ...registry.vendorRecords]) {
		for (const { cell } of registry.lookups.cellsOf(record.value)) {
			for (const { document, as_of } of cell.searched ?? []) {
				if (document === undefined || as_of !== undefined) continue;
				const place = placeOf(registry, record, document, []);
				keys.add(keyOf(place.record, place.path));
			}
		}
	}
	return keys;
}

function keyOf(record: RegistryRecord, path: Path): string {
	return JSON.stringify([record.file.path, path]);
}

/** Returns where a document stands: in the record, by name or inline, or in its service's or developer's file. */
function placeOf(
	{ services, vendorRecords }: Registry,
	record: RegistryRecord,
	document: string | undefined,
	inline: Path,
): { readonly record: RegistryRecord; readonly path: Path } {
	if (document === undefined) return { record, path: inline };
	const [owner, name] = document.includes("/") ? document.split("/", 2) : [undefined, document];
	const path = ["documents", name ?? ""];
	if (owner === undefined) return { record, path };
	const { service } = record.value as { readonly service?: string };
	const holders: readonly RegistryRecord[] = owner === service ? services : vendorRecords;
	return { record: holders.find(({ value }) => value.id === owner) ?? record, path };
}
