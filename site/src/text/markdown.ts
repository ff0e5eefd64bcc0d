import MarkdownIt from "markdown-it";

/** What notes and summaries may hold, and nothing else; the rest, HTML included, is shown as the text that it is. */
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
