import { expect, test } from "vitest";
import { compareWithProbe, impossibleUrl, MAX_OWN_TEXT, MIN_CONTENT } from "../../scripts/links/soft-404.ts";

const URL_ = "https://acme.com/legal/terms";
const PROBE_URL = impossibleUrl(URL_);
const page = (text: string, title = "Acme") => ({ text, title });
const LONG = "A line of the front page.\n".repeat(20).trim();
const probe = (text: string, address = PROBE_URL) => ({ address, page: page(text) });

test("the path that cannot exist stands beside the page, and is always the same for a host", () => {
	expect(PROBE_URL).toMatch(/^https:\/\/acme\.com\/legal\/no-such-page-[0-9a-f]{12}$/);
	expect(impossibleUrl("https://acme.com/legal/other?x=1#y")).toBe(PROBE_URL);
	expect(impossibleUrl("https://acme.org/legal/terms")).not.toContain(PROBE_URL.slice(-12));
});

test("where the host answers such a path with an error, every page is its own", () => {
	expect(compareWithProbe(URL_, URL_, page(LONG), "honest")).toBeNull();
});

test("the same page is missing, the front page alone may be it", () => {
	expect(compareWithProbe(URL_, URL_, page(LONG), probe(LONG))).toBe("missing");
	expect(compareWithProbe("https://acme.com/", "https://acme.com/", page(LONG), probe(LONG))).toBeNull();
});

test("a page that ends where unknown paths end is missing, whatever it says", () => {
	const home = "https://acme.com/";
	expect(compareWithProbe(URL_, home, page("News of today"), probe(LONG, home))).toBe("missing");
	expect(compareWithProbe(URL_, "https://acme.com/en", page("News"), probe(LONG, home))).toBeNull();
});

test("another title is another page", () => {
	expect(compareWithProbe(URL_, URL_, page(LONG, "Terms"), probe(LONG))).toBeNull();
});

test("an error page may repeat the path, a page has more text of its own", () => {
	const own = (length: number) => page(`${LONG}\n${"x".repeat(length)}`);
	expect(compareWithProbe(URL_, URL_, own(MAX_OWN_TEXT), probe(LONG))).toBe("missing");
	expect(compareWithProbe(URL_, URL_, own(MAX_OWN_TEXT + 1), probe(LONG))).toBeNull();
});

test("the same page with little text is the frame of an application", () => {
	const text = (length: number) => "x".repeat(length);
	const compare = (length: number) => compareWithProbe(URL_, URL_, page(text(length)), probe(text(length)));
	expect(compare(0)).toBe("unknown");
	expect(compare(MIN_CONTENT - 1)).toBe("unknown");
	expect(compare(MIN_CONTENT)).toBe("missing");
	expect(compareWithProbe(URL_, URL_, page("Certified."), probe("Not certified."))).toBeNull();
});
