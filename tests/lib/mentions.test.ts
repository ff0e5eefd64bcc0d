import fc from "fast-check";
import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import { escapeMarkdown } from "../../scripts/lib/mentions.ts";
import { codeSpan } from "../../scripts/report/changes.ts";
import { runs } from "../support.ts";

/** The kinds of Markdown in a text, as GitHub's dialect reads it. */
function kindsIn(markdown: string): Set<string> {
	const kinds = new Set<string>();
	visit(unified().use(remarkParse).use(remarkGfm).parse(markdown) as Root, ({ type }) => {
		kinds.add(type);
	});
	return kinds;
}

/** Pieces from which hostile texts are made. */
const PIECES = [
	"@octocat",
	"@acme/all",
	"#1",
	"GH-1",
	"fixes #2",
	"https://evil.example/",
	"www.evil.example",
	"mail@evil.example",
	"[x](https://evil.example)",
	"![x](https://evil.example/x.png)",
	"<img src=x>",
	"<!--",
	"-->",
	"</details>",
	"`",
	"``",
	"```",
	"~~~",
	"**",
	"__",
	"~~",
	"|",
	"\\",
	"\\|",
	"\n",
	"\r\n",
	"\t",
	"# ",
	"> ",
	"- [ ] ",
	"1. ",
	"---",
	"===",
	"&lt;",
	"$x$",
	"$$",
	":tada:",
	"[^1]",
	"[x]: https://evil.example",
	"\u202e",
	"\u200b",
	"\u0000",
	"\u2028",
	" ",
	"word",
];
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(""));

test("running text holds no markup, no address and no mention, whatever is in it", () => {
	fc.assert(
		fc.property(hostile, (text) => {
			const markdown = `- **Label**: ${escapeMarkdown(text)} (rule)`;
			const kinds = kindsIn(markdown);
			for (const kind of ["root", "list", "listItem", "paragraph", "text", "strong"]) kinds.delete(kind);
			expect([...kinds]).toEqual([]);
			// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
			expect(markdown).not.toMatch(/@[\w-]|#\d|GH-\d|[\u202e\u200b\u0000\u2028\n]/i);
		}),
		runs(2000),
	);
});

test("a code span is one code span, whatever is in it", () => {
	fc.assert(
		fc.property(hostile, (text) => {
			const kinds = kindsIn(`- **Label**: ${codeSpan(text)} (rule)`);
			for (const kind of ["root", "list", "listItem", "paragraph", "text", "strong", "inlineCode"]) kinds.delete(kind);
			expect([...kinds]).toEqual([]);
		}),
		runs(2000),
	);
});

test("what is harmless is read as it was written", () => {
	const text = "The page's section 2.1 (of 2026-11-20) says: 30 days - no longer; see Art. 53(1)(d).";
	expect(escapeMarkdown(text)).toBe(text);
});
