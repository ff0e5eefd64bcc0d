import type { MarkdownReading } from "./markdown-lint.ts";

const NOTHING: MarkdownReading = { faults: [], links: [] };

/** Longest text with marks that is parsed, in UTF-16 code units: the time for one made to take long grows faster than it. */
const MAX_MARKED = 32_000;

/**
 * A mark of inline Markdown. An ampersand is one where a name or number follows; brackets are where what they lead to
 * follows, or a footnote begins.
 */
const MARK = /[<>*_`|~\\@]|\][([:]|\[\^|&[#\w]/;
const AUTOLINK = /www\./i;
/** A line that begins like a block. */
const BLOCK_FIRST = /^(?:[ \t]*(?:[-+#=:]|\d+[.)])| {4}|\t)/;
const BLOCK_LATER = /\n(?:[ \t]*(?:[-+#=:]|\d+[.)])| {4}|\t)| {2}\n/;

/** A code span on one line: its words are text, whatever marks they hold. */
const CODE_SPAN = /(?<!`)`[^`\n]+`(?!`)/g;

/**
 * False for a text that is paragraphs of plain words and code spans whatever a parser does with it. A test holds that.
 * Several quick looks, since nearly every text is of that kind.
 */
function mayBeMarked(written: string): boolean {
	// A letter in its place, so that the text around it is neither joined nor becomes the beginning of a line.
	const text = written.includes("`") && written.length <= MAX_MARKED ? written.replace(CODE_SPAN, "x") : written;
	return (
		MARK.test(text) ||
		text.includes("://") ||
		AUTOLINK.test(text) ||
		BLOCK_FIRST.test(text) ||
		(text.includes("\n") && BLOCK_LATER.test(text))
	);
}

/** Returns the faults and links of a Markdown text. The parser is loaded when the first text needs it. */
export function readMarkdown(text: string): MarkdownReading {
	return mayBeMarked(text) ? readMarked(text) : NOTHING;
}

let linter: ((text: string) => MarkdownReading) | undefined;

function readMarked(text: string): MarkdownReading {
	const refused = (message: string) => ({ faults: [{ message, start: 0, end: text.length }], links: [] });
	if (text.length > MAX_MARKED) return refused(`a text with Markdown in it has at most ${MAX_MARKED} characters`);
	// Loaded here and not above: most checks never meet a text that needs it, and it takes longer than they do.
	linter ??= loadLinter();
	try {
		return linter(text);
	} catch (error) {
		if (error instanceof RangeError) return refused("the Markdown is nested too deeply");
		throw error;
	}
}

/** Loads the parser without an import of Node's, so that a browser can load this module. */
function loadLinter(): (text: string) => MarkdownReading {
	const { createRequire } = process.getBuiltinModule("node:module");
	return (createRequire(import.meta.url)("./markdown-lint.ts") as typeof import("./markdown-lint.ts")).lint;
}

/** Sets the parser where Node does not load it: in a browser. */
export function useLinter(lint: (text: string) => MarkdownReading): void {
	linter = lint;
}
