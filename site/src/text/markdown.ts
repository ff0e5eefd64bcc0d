import MarkdownIt from "markdown-it";

/** Markdown allowed in notes and summaries; the rest, HTML included, is shown as text. */
const ALLOWED = [
	"paragraph",
	"list",
	"text",
	"newline",
	"escape",
	"entity",
	"backticks",
	"emphasis",
	"link",
	"autolink",
	"balance_pairs",
	"fragments_join",
];

const parser = new MarkdownIt("zero", { html: false, linkify: false, typographer: false });
parser.enable(ALLOWED, true);
parser.validateLink = (address) => /^https:\/\/[^\s/]/i.test(address);

/** Markdown of a record as HTML. Safe for hostile text: only paragraphs, emphasis, code, lists and https links come out. */
export function html(markdown: string): string {
	return parser.render(markdown);
}

/** One line of Markdown as HTML, without the paragraph around it. */
export function inline(markdown: string): string {
	return parser.renderInline(markdown);
}

/** The first sentence of a Markdown text, as text. */
export function firstSentence(markdown: string): string {
	const tokens = parser.parseInline(markdown.split(/\n\s*\n/)[0] ?? "", {})[0]?.children ?? [];
	const text = tokens.map(({ type, content }) => (type === "softbreak" ? " " : content)).join("");
	return /^.*?[.!?](?=\s+\p{Lu}|$)/su.exec(text)?.[0] ?? text;
}
