import fc from "fast-check";
import { expect, test } from "vitest";
import { isRealDate } from "../../scripts/lib/dates.ts";
import { isOpenToAnybody } from "../../scripts/registry/anybody.ts";
import { hostOf, plainHostOf } from "../../scripts/registry/vendors.ts";
import { runs } from "../support.ts";

/** Quick looks at a text answer as the parser does that they spare. */

const label = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom("docs", "acme", "com", "a--b") },
	fc.constantFrom(
		"a",
		"chat",
		"xn--80ak6aa92e",
		"xn--",
		"a--b",
		"-a",
		"a-",
		"1",
		"0x1f",
		"com",
		"ai",
		"A",
		"é",
		"%63hat",
	),
	fc.stringMatching(/^[a-z0-9-]{1,70}$/),
);
const tail = fc.constantFrom(
	"",
	"/",
	"/a/b",
	"?q",
	"#x",
	":443/",
	":8080",
	"/\\x",
	"@x.com/",
	"/a b",
	"\\x",
	".",
	"/../x",
);
const url = fc
	.tuple(
		fc.constantFrom("https://", "https://", "https://", "HTTPS://", "http://", "https:///", ""),
		fc.array(label, { maxLength: 4 }),
		tail,
	)
	.map(([scheme, labels, end]) => `${scheme}${labels.join(".")}${end}`);

test("a host that is read without a parser is the one that the parser gives", () => {
	let plain = 0;
	fc.assert(
		fc.property(url, (text) => {
			expect(hostOf(text)).toBe(URL.canParse(text) ? new URL(text).hostname : null);
			if (plainHostOf(text) !== null) plain++;
		}),
		runs(20_000),
	);
	expect(plain).toBeGreaterThan(100);
});

test.each([
	["https://docs.acme.com/x", "docs.acme.com"],
	["https://xn--80ak6aa92e.com/", null],
	["https://acme.com:443/", null],
	["https://1.2/", null],
	["https://Acme.com/", null],
])("the host of %s, without a parser: %s", (text, host) => expect(plainHostOf(text)).toBe(host));

test("a page is open to anybody whether its URL is parsed or not", () => {
	const host = fc.constantFrom(
		...["chat.z.ai", "community.acme.com", "acme.com", "www.kimi.com", "chatgpt.com", "claude.ai", "huggingface.co"],
		...["docs.google.com", "github.com", "gitlab.com", "wiki.acme.com", "repost.aws", "www.perplexity.ai", "grok.com"],
		...["gist.acme.com", "x-usercontent.acme.com", "ideas.acme.com", "discuss.acme.com", "paste.acme.com"],
	);
	const part = fc.constantFrom(
		...["a", "share", "Shared", "forum", "issues", "c", "s", "chat", "page", "wiki", "docs", "..", ".", "artifacts"],
		...["user-content", "communities", "discussions", "public", "answers"],
	);
	fc.assert(
		fc.property(host, fc.array(part, { maxLength: 5 }), (name, parts) => {
			const text = `https://${name}/${parts.join("/")}`;
			// An escape in the query changes nothing but that the URL is parsed.
			expect(isOpenToAnybody(text)).toBe(isOpenToAnybody(`${text}?%41`));
		}),
		runs(20_000),
	);
});

test("a day exists where the calendar has it", () => {
	for (let day = Date.UTC(1896, 0, 1); day < Date.UTC(1905, 0, 1); day += 86_400_000) {
		expect(isRealDate(new Date(day).toISOString().slice(0, 10))).toBe(true);
	}
	for (const text of [
		"1900-02-29",
		"2100-02-29",
		"2026-02-29",
		"2026-04-31",
		"2026-13-01",
		"2026-00-10",
		"2026-01-00",
	]) {
		expect(isRealDate(text)).toBe(false);
	}
	for (const text of ["2000-02-29", "2024-02-29", "1000-01-01"]) expect(isRealDate(text)).toBe(true);
	for (const text of ["0999-12-31", "2026-1-1", "2026-01-01 ", "20260101", ""]) expect(isRealDate(text)).toBe(false);
});
