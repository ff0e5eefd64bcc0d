import { z } from "zod";
import { VIA, VIA_IDS } from "./grades.ts";
import { date, line, url } from "./primitives.ts";

/** Longest quotation, in UTF-16 code units. */
export const MAX_QUOTE = 300;
/** Shortest quotation, and shortest part of one between `[…]`, in UTF-16 code units. */
export const MIN_QUOTE = 10;

/** Name of a document, alone or behind the id of the service or developer whose file holds it. */
const DOCUMENT_NAME = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)?[a-z0-9]+(?:-[a-z0-9]+)*$/;

const readerSchema = z
	.strictObject({
		name: line(120).describe("The reader's own name, without dates and remarks."),
		url: url.optional().describe("The reader's page; left out where `url` is that page."),
		date: date.optional().describe("Day as of which the reader says so."),
	})
	.meta({ id: "Reader", title: "Reader", description: "The third party that read the page." });

const viaText = VIA_IDS.map((via) => `${via}: ${VIA[via]}`).join("; ");

const DOCUMENT_KEYS = {
	url: url.describe("The vendor's page; the reader's own page where the vendor's is not known."),
	title: line(200).describe("Title of the document, as it names itself."),
	via: z.enum(VIA_IDS).describe(`How it was read. ${viaText}.`),
	published: date.describe("Date printed on the page."),
	archived: url.describe(
		"Copy that never changes: a capture of a known archive, or a file of a public git repository at a commit.",
	),
	captured: date.describe("Day of the copy, or of the visit to the live page."),
	unchanged: date.describe("Last day on which the quoted sentence was seen again, later than `captured`."),
	reader: readerSchema,
	sha256: z
		.string()
		.regex(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits")
		.describe("SHA-256 of the normalised text that was read."),
	ignore: z.array(line(200)).min(1).max(20).describe("CSS selectors of parts that change without saying anything."),
	select: z.array(line(200)).min(1).max(20).describe("CSS selectors of the parts that count."),
};

/** A document that several cells of a record cite by name. */
export const documentSchema = z
	.strictObject({
		...DOCUMENT_KEYS,
		title: DOCUMENT_KEYS.title.optional(),
		published: DOCUMENT_KEYS.published.optional(),
		archived: DOCUMENT_KEYS.archived.optional(),
		captured: DOCUMENT_KEYS.captured.optional(),
		unchanged: DOCUMENT_KEYS.unchanged.optional(),
		reader: DOCUMENT_KEYS.reader.optional(),
		sha256: DOCUMENT_KEYS.sha256.optional(),
		ignore: DOCUMENT_KEYS.ignore.optional(),
		select: DOCUMENT_KEYS.select.optional(),
	})
	.meta({ id: "Document", title: "Document", description: "A public document that cells cite by its name." });

/** Documents of a record by name. */
export const documentsSchema = z
	.record(
		z
			.string()
			.min(1)
			.max(80)
			.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case letters, digits and single hyphens"),
		documentSchema,
	)
	.meta({
		id: "Documents",
		title: "Documents",
		description: "Name to document; a document is read once and cited by many cells.",
	});

/** One place that a cell rests on: a named document or one that is written here, with the place in it. */
export const sourceSchema = z
	.strictObject({
		document: z
			.string()
			.min(1)
			.max(150)
			.regex(DOCUMENT_NAME, "the name of a document, or service/name")
			.optional()
			.describe("Name of a document of this file, or `<service or developer>/<name>`; instead of `url` and the rest."),
		...documentSchema.partial().shape,
		locator: line(200).optional().describe("Section, clause or page within the document."),
		quote: line(MAX_QUOTE).min(MIN_QUOTE).optional().describe("The vendor's words, verbatim; `[…]` leaves words out."),
	})
	.meta({ id: "Source", title: "Source", description: "A public document that the cell rests on." });

/** A page that was really read in search of an answer. */
export const searchedSchema = z
	.strictObject({
		document: z
			.string()
			.min(1)
			.max(150)
			.regex(DOCUMENT_NAME, "the name of a document, or service/name")
			.optional()
			.describe("Name of a document of this file, or `<service or developer>/<name>`; instead of `url`."),
		url: url.optional().describe("URL of the page; instead of `document`."),
		as_of: date.optional().describe("Day of the copy or of the visit; without it the page dates nothing."),
	})
	.meta({ id: "Searched", title: "Searched page", description: "A page that was read whole." });

export type Document = z.infer<typeof documentSchema>;
export type Documents = Readonly<Record<string, Document>>;
/** A source as it is written. */
export type WrittenSource = z.infer<typeof sourceSchema>;
export type WrittenSearched = z.infer<typeof searchedSchema>;
export type Reader = z.infer<typeof readerSchema>;

/** A source with the keys of its document. */
export type Source = Document & Pick<WrittenSource, "document" | "locator" | "quote">;
/** A searched page with its URL and the document's keys. */
export type Searched = Partial<Document> & { readonly url: string; readonly as_of?: string | undefined };
