import type { CitedQuote, QuoteStatus } from "../evidence/quote.ts";

/** Page as it was received. */
export interface Page {
	readonly body: Uint8Array;
	/** Content-Type header; "" if there was none. */
	readonly contentType: string;
	/** True if the body was cut at the limit. */
	readonly cut: boolean;
}

/** Options of reading the text of a page. */
export interface ExtractOptions {
	/** Day of the check, YYYY-MM-DD. */
	readonly today: string;
	/** CSS selectors of the parts of an HTML page that are read; the main part if empty. */
	readonly select?: readonly string[];
	/** CSS selectors of parts of an HTML page that are left out. */
	readonly ignore?: readonly string[];
	/** Decoded fragment of the URL, to be found on an HTML page. */
	readonly fragment?: string;
	/** Quotes to be found in the text. */
	readonly quotes?: readonly CitedQuote[];
}

/** Text of a page, with what its source tells beside it. */
export interface PageText {
	/** One paragraph per line, headings with leading `#`, without what changes from visit to visit; "" if there is none. */
	readonly text: string;
	readonly title: string;
	/** Key of each quote → its status in the text. */
	readonly quotes?: Readonly<Record<string, QuoteStatus>>;
	/** Target of a `<meta http-equiv="refresh">`, as written. */
	readonly refresh?: string;
	/** True if an HTML page has ids but not the one of the fragment. */
	readonly lacksFragment?: boolean;
	/** True if an HTML page has a password field. */
	readonly asksPassword?: boolean;
}

export type PageKind = "html" | "markdown" | "lines" | "pdf" | "bytes";

const HTML = /^(?:text\/html|application\/xhtml\+xml)$/;
const MARKDOWN = /^text\/(?:plain|markdown|x-markdown)$/;
/** Text in which a line break has a meaning. */
const LINES = /^(?:text\/(?!rtf$|richtext$).+|application\/(?:[\w.-]+\+)?(?:json|xml|yaml|toml))$/;
const PDF = "application/pdf";
/** Types that servers send for files that they do not know. */
const UNKNOWN =
	/^(?:|application\/octet-stream|binary\/octet-stream|application\/x-download|application\/force-download)$/;

/** Kind of a document by its Content-Type and first bytes; `bytes` if no text is read from it. */
export function pageKind({ contentType, body }: Pick<Page, "contentType" | "body">): PageKind {
	const [type = ""] = contentType
		.toLowerCase()
		.split(";")
		.map((part) => part.trim());
	if (type === PDF || (UNKNOWN.test(type) && startsWith(body, "%PDF-"))) return "pdf";
	if (HTML.test(type)) return "html";
	if (MARKDOWN.test(type)) return "markdown";
	if (LINES.test(type)) return "lines";
	return type === "" && startsWith(body, "<") ? "html" : "bytes";
}

function startsWith(body: Uint8Array, mark: string): boolean {
	return Buffer.from(body.subarray(0, 1024)).toString("latin1").trimStart().startsWith(mark);
}
