import type { Nodes } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { joinLines } from "../lib/join-lines.ts";

const parser = unified().use(remarkParse).use(remarkGfm);

/** Reads Markdown as one paragraph, list item, table cell or heading (with leading `#`) per line. `htmlText` reads blocks of HTML in it. */
export function markdownText(markdown: string, htmlText: (html: string) => string): string {
	// Front matter holds title and subtitle of documentation pages; a parser for CommonMark reads it as a heading.
	const [whole = "", front = ""] = /^---\r?\n([\s\S]{0,10000}?)\r?\n---\r?\n/.exec(markdown) ?? [];
	return [front, ...blocksOf(parser.parse(markdown.slice(whole.length)), htmlText)].join("\n");
}

function blocksOf(node: Nodes, htmlText: (html: string) => string): string[] {
	switch (node.type) {
		case "heading":
			return [`${"#".repeat(node.depth)} ${inlineText(node)}`];
		case "paragraph":
		case "tableCell":
			return [inlineText(node)];
		case "code":
			return [node.value];
		case "html":
			return [htmlText(node.value)];
		default:
			return "children" in node ? node.children.flatMap((child) => blocksOf(child, htmlText)) : [];
	}
}

/** Text of a paragraph on one line. */
function inlineText(node: Nodes): string {
	switch (node.type) {
		case "break":
			return " ";
		case "html":
			return /^<br\b/i.test(node.value) ? " " : "";
		case "text":
		case "inlineCode":
			return joinLines(node.value);
		default:
			return "children" in node ? node.children.map(inlineText).join("") : "";
	}
}
