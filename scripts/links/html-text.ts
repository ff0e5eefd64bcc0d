import { compile, type FormatCallback, type HtmlToTextOptions } from "html-to-text";
import type { ExtractOptions, PageText } from "./page.ts";

/** Elements that hold no text of the document. */
const NO_CONTENT = [
	...["script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "img", "picture", "video"],
	...["audio", "form", "button", "input", "select", "textarea", "dialog", "nav", "header", "footer", "[hidden]"],
	...['[role="navigation"]', '[role="banner"]', '[role="contentinfo"]', '[role="search"]', '[role="dialog"]'],
	// The Wayback Machine's toolbar.
	...["#wm-ipp-base", "#donato"],
];
/** Elements that by their class or id hold no text of the document. On some pages the body itself bears such a class. */
const NO_CONTENT_BY_NAME = [
	...["[id*=cookie]", "[class*=cookie]", "[id*=consent]", "[class*=consent]", "[id*=onetrust]"],
	...["[class*=breadcrumb]", "[class*=related-articles]", "[class*=relatedArticles]", "[class*=related-posts]"],
	...["[class*=related-content]", "[class*=related-topics]", "[class*=article-votes]", "[class*=article-relatives]"],
];
/** Side columns; a note within the text is content. */
const SIDE = ["aside"];
const NOTES = ["note", "caution", "warning", "important", "tip", "callout", "admonition", "info", "special"];

/** Shortest text of a `main` element that is taken for the whole document, in characters. */
const MIN_MAIN = 200;
/** Longest HTML that is parsed, in characters, and its deepest nesting. */
const MAX_HTML = 5_500_000;
const MAX_DEPTH = 200;
/** Elements that a page may leave open. */
export const MAX_UNCLOSED = 20_000;
/** Ids without which a page is not expected to have the one of a fragment: scripts may add them all. */
const MIN_IDS = 3;
/** Beginning of a page in which a refresh is looked for, in characters. */
const HEAD = 64 * 1024;
/** Longest delay of a refresh that counts as a redirect, in seconds. */
const MAX_REFRESH = 10;

const markedHeading: FormatCallback = (element, walk, builder) => {
	builder.openBlock({ leadingLineBreaks: 2 });
	builder.addInline(`${"#".repeat(Number(element.name?.slice(1)) || 1)} `);
	walk(element.children, builder);
	builder.closeBlock({ trailingLineBreaks: 2 });
};

/** Ends the line at two breaks in a row, which old pages write between paragraphs. */
const lineBreak: FormatCallback = (element, _walk, builder) => {
	const isBreak = (node: unknown): boolean => {
		const { name, type, data, next } = (node ?? {}) as Record<string, unknown>;
		return name === "br" || (type === "text" && typeof data === "string" && data.trim() === "" && isBreak(next));
	};
	const { next } = element as { readonly next?: unknown };
	if (isBreak(next)) builder.addLineBreak();
	else builder.addInline(" ");
};

function optionsFor(skipped: readonly string[], kept: readonly string[] = []): HtmlToTextOptions {
	return {
		wordwrap: false,
		limits: { maxInputLength: MAX_HTML, maxDepth: MAX_DEPTH, ellipsis: "" },
		formatters: { markedHeading, lineBreak },
		selectors: [
			...skipped.map((selector) => ({ selector, format: "skip" })),
			...kept.map((name) => ({ selector: `aside[class*=${name}]`, format: "block" })),
			{ selector: "a", options: { ignoreHref: true } },
			{ selector: "br", format: "lineBreak" },
			...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, format: "markedHeading" })),
			// One line per table cell: padding columns to a common width would change every row with one word.
			...["table", "tr", "td", "th"].map((selector) => ({ selector, format: "block" })),
		],
	};
}

const STRICT = optionsFor([...NO_CONTENT, ...NO_CONTENT_BY_NAME, ...SIDE], NOTES);
const mainText = compile({ ...STRICT, baseElements: { selectors: ["main", "[role=main]", "article"] } });
const wholeText = compile(STRICT);
const looseText = compile(optionsFor(NO_CONTENT));

/** Reads the text of HTML: the selected parts, else its main part, else all of it. Throws if it is nested too deeply. */
export function htmlText(
	html: string,
	{ select = [], ignore = [] }: Pick<ExtractOptions, "select" | "ignore">,
): string {
	assertFlat(html);
	if (select.length > 0) {
		const baseElements = { selectors: [...select], returnDomByDefault: false };
		return compile({ ...optionsFor([...NO_CONTENT, ...ignore]), baseElements })(html);
	}
	if (ignore.length > 0) {
		const options = optionsFor([...NO_CONTENT, ...NO_CONTENT_BY_NAME, ...SIDE, ...ignore], NOTES);
		const main = compile({ ...options, baseElements: { selectors: ["main", "[role=main]", "article"] } })(html);
		return main.length >= MIN_MAIN ? main : compile(options)(html);
	}
	const main = mainText(html);
	if (main.length >= MIN_MAIN) return main;
	const whole = wholeText(html);
	return whole.trim() === "" ? looseText(html) : whole;
}

/** Throws for HTML with more open elements than any document has: the parser's time grows with their square. */
function assertFlat(html: string): void {
	const opened = html.match(/<[a-z]/gi)?.length ?? 0;
	const closed = html.match(/<\/|\/>/g)?.length ?? 0;
	if (opened - closed > MAX_UNCLOSED) throw new Error("its elements are nested too deeply");
}

/** Reads title, refresh, fragment and password field from the source of HTML. */
export function sourceFactsOf(html: string, fragment: string | undefined): Omit<PageText, "text"> {
	const refresh = refreshOf(withoutComments(html.slice(0, HEAD)));
	return {
		title: /<title[^>]{0,200}>([^<]{0,500})/i.exec(html)?.[1] ?? "",
		...(refresh === undefined ? {} : { refresh }),
		...(fragment === undefined ? {} : { lacksFragment: lacksFragment(html, fragment) }),
		asksPassword: /<input\b[^>]{0,500}\btype\s*=\s*["']?password\b/i.test(html),
	};
}

function withoutComments(html: string): string {
	const kept: string[] = [];
	for (let at = 0; ; ) {
		const start = html.indexOf("<!--", at);
		const end = start < 0 ? -1 : html.indexOf("-->", start + 4);
		if (end < 0) return [...kept, html.slice(at)].join("");
		kept.push(html.slice(at, start));
		at = end + 3;
	}
}

function refreshOf(html: string): string | undefined {
	const tag = /<meta\b[^>]{0,500}http-equiv\s*=\s*["']?refresh\b[^>]{0,2500}/i.exec(html)?.[0];
	const [, delay, target] =
		/content\s*=\s*["']?\s*(\d{1,5})(?:\.\d{0,5})?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"'>\s]{1,2000})/i.exec(tag ?? "") ??
		[];
	if (target === undefined || Number(delay) > MAX_REFRESH) return undefined;
	return target.replaceAll("&amp;", "&");
}

function lacksFragment(html: string, fragment: string): boolean {
	const name = RegExp.escape(fragment);
	const pattern = new RegExp(
		`\\b(?:id|name)\\s*=\\s*(?:"(?:user-content-)?${name}"|'(?:user-content-)?${name}'|(?:user-content-)?${name}(?=[\\s>]))`,
		"i",
	);
	if (pattern.test(html)) return false;
	return (html.match(/\bid\s*=\s*["']?[\w-]/gi) ?? []).length >= MIN_IDS;
}
