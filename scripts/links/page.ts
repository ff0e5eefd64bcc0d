/** A page as it came: its bytes and what the server calls them. */
export interface Page {
	readonly body: Uint8Array;
	readonly contentType: string;
	/** Whether the body was cut. */
	readonly cut: boolean;
}

/** What a page says. */
export interface PageText {
	/** Main text, one block per line, without what changes from look to look; empty where a page shows none. */
	readonly text: string;
	readonly title: string;
}

/** Kinds of document that are read. */
const HTML = /^(?:text\/html|application\/xhtml\+xml)$/;
const PLAIN = /^(?:text\/(?:plain|markdown|csv|xml)|application\/(?:json|xml|ld\+json))$/;
const PDF = "application/pdf";
/** What servers say of files that they do not know. */
const UNKNOWN =
	/^(?:|application\/octet-stream|binary\/octet-stream|application\/x-download|application\/force-download)$/;

/** The kind of a document by what the server calls it and by its first bytes; null for one that is not read. */
export function kindOf({ contentType, body }: Pick<Page, "contentType" | "body">): "html" | "plain" | "pdf" | null {
	const [type = ""] = contentType
		.toLowerCase()
		.split(";")
		.map((part) => part.trim());
	if (type === PDF || (UNKNOWN.test(type) && startsWith(body, "%PDF-"))) return "pdf";
	if (HTML.test(type)) return "html";
	if (PLAIN.test(type)) return "plain";
	return type === "" && startsWith(body, "<") ? "html" : null;
}

function startsWith(body: Uint8Array, mark: string): boolean {
	return Buffer.from(body.subarray(0, 1024)).toString("latin1").trimStart().startsWith(mark);
}
