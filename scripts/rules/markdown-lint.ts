import type { Nodes, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkLint from "remark-lint";
import noHtml from "remark-lint-no-html";
import noLiteralUrls from "remark-lint-no-literal-urls";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { lintRule } from "unified-lint-rule";
import { visit } from "unist-util-visit";
import { VFile } from "vfile";

/** A part of a Markdown text that is not allowed, or a link in it; offsets in UTF-16 code units. */
export interface MarkdownPart {
	readonly start: number;
	readonly end: number;
}

export interface MarkdownFault extends MarkdownPart {
	readonly message: string;
}

export interface MarkdownLink extends MarkdownPart {
	readonly url: string;
}

export interface MarkdownReading {
	readonly faults: readonly MarkdownFault[];
	readonly links: readonly MarkdownLink[];
}

/** Nodes that a text of a record may hold. HTML and raw URLs have lint rules of their own. */
const ALLOWED = new Set<Nodes["type"]>([
	"root",
	"paragraph",
	"text",
	"emphasis",
	"strong",
	"inlineCode",
	"link",
	"list",
	"listItem",
	"break",
	"html",
]);

const NAMES: Readonly<Partial<Record<Nodes["type"], string>>> = {
	image: "an image",
	imageReference: "an image",
	heading: "a heading",
	table: "a table",
	blockquote: "a block quotation",
	code: "a block of code",
	thematicBreak: "a rule",
	definition: "a link definition",
	linkReference: "a link by reference",
	delete: "struck text",
	footnoteReference: "a footnote",
	footnoteDefinition: "a footnote",
};

const noOthers = lintRule<Root>({ origin: "registry:allowed-markdown" }, (tree, file) => {
	visit(tree, (node) => {
		if (ALLOWED.has(node.type)) return true;
		file.message(`${NAMES[node.type] ?? node.type} is not allowed here`, node.position);
		// Nodes inside have been refused along with it.
		return "skip";
	});
});

const processor = unified()
	.use(remarkParse)
	.use(remarkGfm)
	.use(remarkLint)
	.use(noHtml, { allowComments: false })
	.use(noLiteralUrls)
	.use(noOthers);

/** Parses a text and runs the lint rules over it. */
export function lint(text: string): MarkdownReading {
	const file = new VFile(text);
	const tree = processor.parse(file);
	processor.runSync(tree, file);
	const links: MarkdownLink[] = [];
	visit(tree, "link", (node) => {
		links.push({
			url: node.url,
			start: node.position?.start.offset ?? 0,
			end: node.position?.end.offset ?? text.length,
		});
	});
	const faults = file.messages.map((message) => {
		const place = message.place && "start" in message.place ? message.place : undefined;
		return {
			message: worded(message.ruleId, message.reason),
			start: place?.start.offset ?? 0,
			end: place?.end.offset ?? text.length,
		};
	});
	// A tag and its end, or a footnote and its mark, are one mistake: the first of a kind speaks for all.
	return { faults: [...new Map(faults.reverse().map((fault) => [fault.message, fault])).values()].reverse(), links };
}

function worded(ruleId: string | undefined, reason: string): string {
	if (ruleId === "no-html") return "HTML is not allowed here";
	if (ruleId === "no-literal-urls") return "a raw URL is not allowed here";
	return reason;
}
