import { expect, test } from "vitest";
import { sha256 } from "../../scripts/lib/hash.ts";
import { extractText } from "../../scripts/links/extract-text.ts";
import { MAX_UNCLOSED } from "../../scripts/links/html-text.ts";
import type { PageText } from "../../scripts/links/page.ts";
import { TextExtractor } from "../../scripts/links/text-extractor.ts";
import { page } from "./pages.ts";
import { pdf } from "./pdf.ts";

const read = (html: string, today = "2026-11-25"): Promise<PageText> =>
	extractText({ body: Buffer.from(html), contentType: "text/html; charset=utf-8", cut: false }, { today });

/** A page as a server makes it anew for each visitor. */
function served(nonce: string, clock: string, today: string, views: number, words = "thirty days"): string {
	return page(
		`<h1>Retention</h1><p>Last updated: March 3, 2026.</p><p>Today is ${today}, ${clock}.</p>
		<p>We keep inputs for <b>${words}</b> and then delete them.</p><p>Certificate ISO/IEC 27001:2022, period 2025-07-01 to 2026-06-30.</p>
		<table><tr><td>Sub AG</td><td>Germany</td></tr></table><p>${views} views · 3 minutes ago</p><p>Request ID: ${nonce}</p>
		<p>${"More words of the policy. ".repeat(10)}</p><form><input name="csrf" value="${nonce}"></form>
		<div class="cookie-banner">We value your privacy ${nonce}</div><p>© ${today.slice(0, 4)} Acme</p>`,
		`<script nonce="${nonce}">var t=${views}</script>`,
	);
}

test("the same page fetched twice has the same hash, whatever its server weaves in", async () => {
	const one = await read(served("3f2a9bd0c1e24f56a7b8", "10:31:07 UTC", "2026-11-25", 1204));
	const two = await read(served("9c8b7a6d5e4f32100112", "4:02 pm", "2026-12-02", 98_311), "2026-12-02");
	expect(two.text).toBe(one.text);
	expect(sha256(two.text)).toBe(sha256(one.text));
	expect(one.title).toBe("Terms");
});

test("what a page says makes another hash: a word, a date of the document, a period, a row of a table", async () => {
	const before = served("a1", "10:31", "2026-11-25", 1);
	const { text } = await read(before);
	for (const [from, to] of [
		["thirty days", "ninety days"],
		["March 3, 2026", "April 3, 2026"],
		["2026-06-30", "2026-09-30"],
		["27001:2022", "27001:2013"],
		["Sub AG", "Other AG"],
	] as const) {
		expect(text, from).toContain(from);
		expect((await read(before.replace(from, to))).text, from).not.toBe(text);
	}
});

test("a document that was updated today keeps that date, so that it reads alike tomorrow", async () => {
	const html = page("<p>Last updated: November 25, 2026</p><p>Effective on 2026-11-25.</p>");
	expect((await read(html, "2026-11-25")).text).toBe((await read(html, "2027-03-01")).text);
});

test("navigation, banners, scripts and invisible parts are left out, cells of a table stand alone", async () => {
	const { text } = await read(served("a1", "10:31", "2026-11-25", 1));
	expect(text).not.toMatch(/Home|privacy|var t/);
	expect(text.split("\n")).toEqual(expect.arrayContaining(["# Retention", "Sub AG", "Germany"]));
});

test("a page without a main part is read as a whole", async () => {
	expect((await read("<nav>Menu</nav><div>All we say.</div>")).text).toBe("All we say.");
});

test("typography and invisible characters make no difference", async () => {
	const plain = await read(page('<p>It\'s "ours" - fully</p>'));
	expect((await read(page("<p>It’s&nbsp;“ours” – ful&shy;ly</p>"))).text).toBe(plain.text);
});

test("a PDF is read", async () => {
	const { text } = await extractText(
		{ body: pdf("We keep inputs for thirty days."), contentType: "application/pdf", cut: false },
		{ today: "2026-11-25" },
	);
	expect(text).toBe("We keep inputs for thirty days.");
});

test("a page that takes for ever costs the thread that reads it, and the next one is read", async () => {
	const extractor = new TextExtractor(300);
	const slow = { body: Buffer.from(page("<p>a</p>".repeat(600_000))), contentType: "text/html", cut: false };
	const good = { body: Buffer.from(page("<p>Good.</p>")), contentType: "text/html", cut: false };
	const results = await Promise.all([slow, good].map((one) => extractor.extract({ page: one, today: "2026-11-25" })));
	await extractor.close();
	expect(results[0]).toEqual({ unreadable: "it takes too long to read" });
});

test("a page with more open elements than any document has is not read", async () => {
	const open = (count: number) => read(`<p>Terms</p>${"<b>".repeat(count)}`);
	expect((await open(MAX_UNCLOSED)).text).toBe("Terms");
	await expect(open(MAX_UNCLOSED + 1)).rejects.toThrow("nested too deeply");
});

test("a note within the text is read, a column beside it is not", async () => {
	const html = page('<p>Terms.</p><aside class="note"><p>Note.</p></aside><aside><p>Beside.</p></aside>');
	expect((await read(html)).text.split("\n")).toEqual(["Terms.", "Note."]);
});

test("a single line break is a space, two end the paragraph", async () => {
	expect((await read("<p>We do not<br>train<br> <br>on your data.</p>")).text).toBe("We do not train\non your data.");
});

test("only what is selected is read, without what is ignored", async () => {
	const html = page('<div id="terms"><h2>Terms</h2><p>We keep it.</p><p class="ad">Buy.</p></div><p>Other.</p>');
	const options = { today: "2026-11-25", select: ["#terms"], ignore: [".ad"] };
	const { text } = await extractText({ body: Buffer.from(html), contentType: "text/html", cut: false }, options);
	expect(text).toBe("## Terms\nWe keep it.");
});

test("a selector that is none makes the page unreadable, and says so", async () => {
	const html = { body: Buffer.from(page("<p>a</p>")), contentType: "text/html", cut: false };
	await expect(extractText(html, { today: "2026-11-25", select: ["#["] })).rejects.toThrow();
});
