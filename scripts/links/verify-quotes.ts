import type { DimensionId } from "../../schemas/dimensions/index.ts";
import { QUOTE_STATUSES, type QuoteStatus } from "../evidence/quote.ts";
import { type Citation, sourcesOf } from "../evidence/sources.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { Registry } from "../registry/registry.ts";
import { Copies, type CopyText } from "./copies.ts";
import { TextExtractor } from "./text-extractor.ts";

/** Quote of a source, compared with its archived copy. */
export interface VerifiedQuote {
	/** File, and line of the source in it. */
	readonly file: string;
	readonly line: number;
	readonly dimension: DimensionId;
	readonly model: string | null;
	readonly url: string;
	readonly archived: string | null;
	readonly locator: string | null;
	readonly quote: string;
	/** `unread`: the copy could not be opened. */
	readonly status: QuoteStatus | "unread";
	/** Paragraph with the quote, word diff of a similar passage, or why the copy could not be opened. */
	readonly passage: string;
}

/** Compares every quote with the archived copy of its source in a folder of copies, sorted by file and line. */
export async function verifyQuotes(
	registry: Registry,
	folder: string,
	today: string,
): Promise<readonly VerifiedQuote[]> {
	const extractor = new TextExtractor();
	const copies = new Copies(folder, extractor, today);
	try {
		const quoted = [...sourcesOf(registry).values()].flat().filter(({ source }) => source.quote !== undefined);
		const verified = await Promise.all(quoted.map((citation) => verify(citation, copies)));
		return verified.sort((a, b) => byCodeUnit(a.file, b.file) || a.line - b.line);
	} finally {
		await extractor.close();
	}
}

async function verify(citation: Citation, copies: Copies): Promise<VerifiedQuote> {
	const { record, dimension, model, source, path } = citation;
	const { quote = "", locator, archived, url } = source;
	const copy: CopyText = archived === undefined ? { missing: "the source names no copy" } : await copies.text(archived);
	const { status, passage } =
		"missing" in copy ? { status: "unread" as const, passage: copy.missing } : copy.find({ quote, locator });
	return {
		file: record.file.path,
		line: record.file.locate(path).line,
		dimension,
		model,
		url,
		archived: archived ?? null,
		locator: locator ?? null,
		quote,
		status,
		passage,
	};
}

export interface QuoteReport {
	/** False if a quote is not in its copy. */
	readonly ok: boolean;
	readonly counts: Readonly<Record<string, number>>;
	readonly quotes: readonly VerifiedQuote[];
}

/** Verifies all quotes and counts them by status. */
export async function quoteReportOf(registry: Registry, folder: string, today: string): Promise<QuoteReport> {
	const quotes = await verifyQuotes(registry, folder, today);
	const counts: Record<string, number> = { quotes: quotes.length };
	for (const status of [...QUOTE_STATUSES, "unread"]) {
		counts[status] = quotes.filter((one) => one.status === status).length;
	}
	return { ok: counts.changed === 0 && counts.absent === 0, counts, quotes };
}
