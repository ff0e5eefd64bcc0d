import fc from "fast-check";
import { expect, test } from "vitest";
import { firstSentence, html } from "../../site/src/text/markdown.ts";
import { runs } from "../support.ts";

test("notes show paragraphs, emphasis, code, lists and https links", () => {
	expect(html("A *b* **c** `d` [e](https://e.org/?f=1&g=2).\n\n- one\n- two\n\n1. three")).toBe(
		[
			'<p>A <em>b</em> <strong>c</strong> <code>d</code> <a href="https://e.org/?f=1&amp;g=2">e</a>.</p>',
			"<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
			"<ol>\n<li>three</li>\n</ol>\n",
		].join("\n"),
	);
});

test.each([
	"<script>alert(1)</script>",
	'<img src=x onerror="alert(1)">',
	"<svg/onload=alert(1)>",
	"[x](javascript:alert(1))",
	"[x](JaVaScRiPt:alert(1))",
	"[x](data:text/html,<script>alert(1)</script>)",
	"[x](http://plain.example/)",
	"[x](//host.example/)",
	"[x](/etc/passwd)",
	"<javascript:alert(1)>",
	"<vbscript:x>",
	"![x](https://tracker.example/pixel.png)",
	"# Heading",
	"> quote",
	"```html\n<script>alert(1)</script>\n```",
	"    <b>indented</b>",
	"| a | b |\n| - | - |\n| <i>c</i> | d |",
	"[x]\n\n[x]: javascript:alert(1)",
	"&lt;script&gt; &#x3C;script&#x3E;",
	'[a](https://x.org/"onmouseover="alert(1))',
	"***",
	"<!-- comment --> <?php ?> <![CDATA[x]]>",
])("%j comes out harmless", (markdown) => {
	const out = html(markdown);
	expect(
		out.replace(/<\/?(?:p|em|strong|code|ul|ol|li)>|<ol start="\d+">|<br>|<a href="https:\/\/[^"<>]*">|<\/a>/g, ""),
	).not.toMatch(/[<>]/);
});

test("no text becomes anything but allowed elements", () => {
	const pieces = fc.constantFrom(
		"<",
		">",
		'"',
		"'",
		"&",
		"`",
		"*",
		"_",
		"[",
		"]",
		"(",
		")",
		"!",
		"#",
		"\n",
		" ",
		"-",
		"1.",
		"\\",
		"https://a.b",
		"javascript:",
		"onload=",
		"script",
		"a",
	);
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
			const rest = html(parts.join("")).replace(
				/<\/?(?:p|em|strong|code|ul|ol|li)>|<ol start="\d+">|<br>|<a href="https:\/\/[^"<>]*"(?: title="[^"<>]*")?>|<\/a>/g,
				"",
			);
			return !/[<>]/.test(rest);
		}),
		runs(2000),
	);
});

test("the first sentence of notes is text", () => {
	expect(firstSentence("Acme *states* it in the [terms](https://acme.com/) of v1.2. More.")).toBe(
		"Acme states it in the terms of v1.2.",
	);
	expect(firstSentence("One\nline\n\nanother paragraph")).toBe("One line");
	expect(firstSentence("No end")).toBe("No end");
});
