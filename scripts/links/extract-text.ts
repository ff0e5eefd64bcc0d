import sniffEncoding from "html-encoding-sniffer";
import { compile, type HtmlToTextOptions } from "html-to-text";
import { normalizeText } from "./normalize-text.ts";
import { kindOf, type Page, type PageText } from "./page.ts";

/** Parts of a page that are not what it says. */
const ASIDE = [
	...[
		"script",
		"style",
		"noscript",
		"template",
		"svg",
		"canvas",
		"iframe",
		"object",
		"img",
		"picture",
		"video",
		"audio",
	],
	...["form", "button", "input", "select", "textarea", "dialog", "nav", "header", "footer", "aside"],
	...[
		"[hidden]",
		'[role="navigation"]',
		'[role="banner"]',
		'[role="contentinfo"]',
		'[role="search"]',
		'[role="dialog"]',
	],
	...["[id*=cookie]", "[class*=cookie]", "[id*=consent]", "[class*=consent]", "[id*=onetrust]", "[class*=breadcrumb]"],
	// What the Wayback Machine lays over a copy.
	...["#wm-ipp-base", "#donato"],
];

/** Characters below which what is marked as main is not taken for all that a page says. */
const FEW = 200;

const OPTIONS: HtmlToTextOptions = {
	wordwrap: false,
	limits: { maxInputLength: 5_500_000, maxDepth: 200, ellipsis: "" },
	selectors: [
		...ASIDE.map((selector) => ({ selector, format: "skip" })),
		{ selector: "a", options: { ignoreHref: true } },
		...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
		// A cell is a line: columns padded to a common width would make every row change with one word.
		...["table", "tr", "td", "th"].map((selector) => ({ selector, format: "block" })),
	],
};

const wholeText = compile(OPTIONS);
const mainText = compile({ ...OPTIONS, baseElements: { selectors: ["main", "[role=main]", "article"] } });

/** Reads what a page says. Throws where a PDF cannot be read. `today` is the day of the look, YYYY-MM-DD. */
export async function textOf(page: Page, today: string): Promise<PageText> {
	const { text, title } = await rawText(page);
	return { text: normalizeText(tidy(text), today), title: tidy(title).slice(0, 200) };
}

async function rawText(page: Page): Promise<PageText> {
	switch (kindOf(page)) {
		case "pdf": {
			if (page.cut) throw new Error("the PDF is larger than 5 MB");
			// Large, and most pages are none.
			const { extractText, getDocumentProxy } = await import("unpdf");
			const pdf = await getDocumentProxy(new Uint8Array(page.body));
			const { text } = await extractText(pdf, { mergePages: false });
			const { info } = await pdf.getMetadata();
			return { text: text.join("\n"), title: "Title" in info ? String(info.Title) : "" };
		}
		case "html": {
			const html = decode(page);
			const main = mainText(html);
			const text = main.length >= FEW ? main : wholeText(html);
			return { text, title: /<title[^>]{0,200}>([^<]{0,500})/i.exec(html)?.[1] ?? "" };
		}
		default:
			return { text: decode(page), title: "" };
	}
}

/** The characters of a page: as its mark says, the server, or the page itself; else UTF-8. */
function decode({ body, contentType }: Page): string {
	const declared = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
	const encoding = sniffEncoding(body, {
		defaultEncoding: "UTF-8",
		...(declared === undefined ? {} : { transportLayerEncodingLabel: declared }),
	});
	return new TextDecoder(encoding === "x-user-defined" ? "utf-8" : encoding).decode(body);
}

/** One kind of space, quote and dash, nothing invisible, no empty line: what a typesetter changes is no change. */
function tidy(text: string): string {
	return text
		.normalize("NFKC")
		.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
		.replace(/[‘’‚′]/g, "'")
		.replace(/[“”„″]/g, '"')
		.replace(/[‐‑‒–—]/g, "-")
		.split(/[\r\n\u2028\u2029]+/)
		.map((line) => line.replace(/[\s\p{Cc}]+/gu, " ").trim())
		.filter((line) => line !== "")
		.join("\n");
}
