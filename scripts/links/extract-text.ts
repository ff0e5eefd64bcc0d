import sniffEncoding from "html-encoding-sniffer";
import { normalizeText } from "../evidence/normalize-text.ts";
import { quoteFinder, quoteKey } from "../evidence/quote.ts";
import { tidyText } from "../evidence/tidy-text.ts";
import { joinLines } from "../lib/join-lines.ts";
import { htmlText, sourceFactsOf } from "./html-text.ts";
import { type ExtractOptions, type Page, type PageText, pageKind } from "./page.ts";

/** Longest text that is parsed as Markdown, in characters; a longer one is read line by line. */
const MAX_MARKDOWN = 1_000_000;
/** Longest title that is kept, in characters. */
const MAX_TITLE = 200;

/** Extracts the text of a page. Throws if a PDF cannot be read. */
export async function extractText(page: Page, options: ExtractOptions): Promise<PageText> {
	const { text: raw, title, ...facts } = await rawText(page, options);
	const text = normalizeText(tidyText(raw), options.today);
	const { quotes = [], today } = options;
	const find = quotes.length === 0 ? null : quoteFinder(text, today);
	const found = quotes.map((one) => [quoteKey(one), find?.(one).status]);
	return { text, title: tidyText(title).slice(0, MAX_TITLE), quotes: Object.fromEntries(found), ...facts };
}

async function rawText(page: Page, options: ExtractOptions): Promise<PageText> {
	switch (pageKind(page)) {
		case "pdf": {
			if (page.cut) throw new Error("the PDF is larger than the limit");
			// Loaded only here: the parser is large, and most pages are no PDF.
			const { extractText, getDocumentProxy } = await import("unpdf");
			const pdf = await getDocumentProxy(new Uint8Array(page.body));
			const { text } = await extractText(pdf, { mergePages: false });
			const { info } = await pdf.getMetadata();
			// A PDF knows lines but no paragraphs: each page becomes one line.
			const pages = text.map(joinLines);
			return { text: pages.join("\n"), title: "Title" in info ? String(info.Title) : "" };
		}
		case "html": {
			const html = decode(page);
			return { text: htmlText(html, options), ...sourceFactsOf(html, options.fragment) };
		}
		case "markdown": {
			const text = decode(page);
			if (text.length > MAX_MARKDOWN) return { text, title: "" };
			// Loaded only here, like the parser of PDF.
			const { markdownText } = await import("./markdown-text.ts");
			return { text: markdownText(text, (html) => htmlText(html, options)), title: "" };
		}
		default: {
			const text = decode(page);
			const isJson = /^[^;]*\bjson\b/i.test(page.contentType);
			return { text: isJson ? jsonText(text) : text, title: "" };
		}
	}
}

/** Writes JSON as one line per value, so that a sentence in it reads as a person sees it; other text comes back unchanged. */
function jsonText(text: string): string {
	const lines: string[] = [];
	try {
		JSON.parse(text, function (this: unknown, key, value) {
			if (typeof value !== "object" || value === null)
				lines.push(Array.isArray(this) ? `${value}` : `${key}: ${value}`);
			return value;
		});
	} catch {
		return text;
	}
	return lines.join("\n");
}

/** Decodes a page by its byte order mark, the server's charset or the page's own; else as UTF-8. */
function decode({ body, contentType }: Page): string {
	const declared = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
	const encoding = sniffEncoding(body, {
		defaultEncoding: "UTF-8",
		...(declared === undefined ? {} : { transportLayerEncodingLabel: declared }),
	});
	return new TextDecoder(encoding === "x-user-defined" ? "utf-8" : encoding).decode(body);
}
