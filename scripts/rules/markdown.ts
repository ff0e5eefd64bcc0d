import { createRequire } from "node:module";
import type { MarkdownReading } from "./markdown-lint.ts";
import { oncePerText } from "./once.ts";

const NOTHING: MarkdownReading = { faults: [], links: [] };

/**
 * Text with none of these is paragraphs of plain words whatever a parser does with it: no mark of inline Markdown, no
 * autolink, and no line that begins like a block. A test holds that.
 */
const MAY_BE_MARKED =
	/[<>[\]*_`|~\\@]|&[#a-z0-9]|:\/\/|www\.|!\[|(?:^|\n)[ \t]*(?:[-+#=:]|\d+[.)])|\n(?: {4}|\t)| {2}\n|^(?: {4}|\t)/i;

/** What a Markdown text of a record holds besides words. The parser is loaded when the first text needs it. */
export function readMarkdown(text: string): MarkdownReading {
	return MAY_BE_MARKED.test(text) ? readMarked(text) : NOTHING;
}

const readMarked = oncePerText(20_000, read);

/** Longest text with marks that is parsed, in UTF-16 code units: the time for one made to take long grows faster than it. */
const MAX_MARKED = 32_000;

let linter: ((text: string) => MarkdownReading) | undefined;

function read(text: string): MarkdownReading {
	const refused = (message: string) => ({ faults: [{ message, start: 0, end: text.length }], links: [] });
	if (text.length > MAX_MARKED) return refused(`a text with Markdown in it has at most ${MAX_MARKED} characters`);
	// Loaded here and not above: most checks never meet a text that needs it, and it takes longer than they do.
	linter ??= (createRequire(import.meta.url)("./markdown-lint.ts") as typeof import("./markdown-lint.ts")).lint;
	try {
		return linter(text);
	} catch (error) {
		if (error instanceof RangeError) return refused("the Markdown is nested too deeply");
		throw error;
	}
}
