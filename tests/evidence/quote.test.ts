import { expect, test } from "vitest";
import { findQuote, quoteKey, SIMILAR } from "../../scripts/evidence/quote.ts";

const DAY = "2026-11-24";
const PAGE = [
	"# Privacy",
	"Contents",
	"# How long we keep data",
	"We keep your prompts for 30 days and then delete them, unless the law requires us to keep them longer.",
	"You can turn off logging in the console - at any time.",
	"## Exceptions",
	"Abuse reports are kept for two years.",
	"# Training",
	'We do not use "Customer Content" to train our models.',
	"Unless you opt in, nothing is used for training.",
].join("\n");

const statusOf = (quote: string, locator?: string) => findQuote(PAGE, { quote, locator }, DAY).status;

test.each([
	["word for word", "We keep your prompts for 30 days and then delete them"],
	["with typographic quotes", "We do not use “Customer Content” to train our models."],
	["with single guillemets of another style", "We do not use «Customer Content» to train our models."],
	["with a dash instead of a hyphen", "turn off logging in the console — at any time"],
	["with a dash and no spaces", "turn off logging in the console—at any time"],
	["with a soft hyphen", "Abuse re\u00adports are kept for two years."],
	["with a zero-width space", "Abuse\u200b reports are kept for two years."],
	["with no-break spaces", "Abuse\u00a0reports are kept for two\u00a0years."],
	["with entities", "We do not use &ldquo;Customer Content&rdquo; to&nbsp;train our models."],
	["with numeric entities", "We do not use &#34;Customer Content&#x22; to train our models."],
	["with Markdown emphasis", "We **do not** use _“Customer Content”_ to train our models."],
	["with a Markdown link", "You can [turn off logging](https://acme.com/logging) in the console"],
	["with Markdown code and an escape", "You can `turn off` logging in the console \\- at any time"],
	["with line breaks", "We keep your prompts\n  for 30 days"],
	[
		"with an ellipsis in brackets",
		"We keep your prompts for 30 days […] unless the law requires us to keep them longer",
	],
	["with three dots in brackets", "We keep your prompts [...] unless the law requires us"],
	["with a bare ellipsis", "We keep your prompts … unless the law requires us"],
	["with an ellipsis at the ends", "… your prompts for 30 days …"],
	["across two paragraphs", "at any time. Exceptions Abuse reports are kept"],
])("a quote %s is present", (_name, quote) => {
	expect(statusOf(quote)).toBe("present");
});

test.each([
	["a negation that was dropped", 'We use "Customer Content" to train our models.'],
	["another number", "We keep your prompts for 90 days and then delete them"],
	["a word more", "We never keep your prompts for 30 days and then delete them"],
	["other capitals of a defined term", 'We do not use "customer content" to train our models.'],
	["parts in another order", "unless the law requires us to keep them longer […] We keep your prompts for 30 days"],
	["parts of two paragraphs", "We keep your prompts for 30 days […] Abuse reports are kept for two years."],
	["a word that is cut at its end", "Abuse reports are kept for two yea"],
	["a word that is cut at its beginning", "buse reports are kept for two years."],
])("%s is no quote of the page, and the passage there is shown", (_name, quote) => {
	const { status, passage } = findQuote(PAGE, { quote }, DAY);
	expect(status).toBe("changed");
	expect(passage).toMatch(/[a-z]/);
});

test("a word diff shows what the page says now", () => {
	expect(findQuote(PAGE, { quote: "We keep your prompts for 90 days and then delete them" }, DAY).passage).toBe(
		"We keep your prompts for [-90-]{+30+} days and then delete them",
	);
});

test("nothing like the quote is absent", () => {
	expect(findQuote(PAGE, { quote: "SOC 2 reports go to every customer on request." }, DAY)).toEqual({
		status: "absent",
		passage: "",
	});
	expect(statusOf("[…]")).toBe("absent");
	expect(findQuote("", { quote: "We keep your prompts" }, DAY).status).toBe("absent");
});

test("a passage is similar when it holds half of the quote's words, and not below", () => {
	expect(SIMILAR).toBe(0.5);
	const text = "alpha beta gamma delta epsilon";
	expect(findQuote(text, { quote: "alpha beta one two" }, DAY).status).toBe("changed");
	expect(findQuote(text, { quote: "alpha beta one two three" }, DAY).status).toBe("absent");
});

test.each([
	["in the cited section", "How long we keep data", "present"],
	["in a subsection of the cited one", "how long WE keep data", "present"],
	["in another section", "Training", "moved"],
	["under a locator that no heading names", "Section 4.2", "present"],
	["under a locator that stands in the text alone", "Contents", "present"],
])("a quote %s", (_name, locator, expected) => {
	expect(statusOf("Abuse reports are kept for two years.", locator)).toBe(expected);
});

test("a line that is the locator may be a heading that is not marked as one", () => {
	const page =
		"# Commitments\nSecurity\nVisit our trust portal.\n# Security questions\nWe encrypt data.\n# Other\nSee us.";
	const statusIn = (quote: string) => findQuote(page, { quote, locator: "Security" }, DAY).status;
	expect(["Visit our trust portal.", "We encrypt data.", "See us."].map(statusIn)).toEqual([
		"present",
		"present",
		"moved",
	]);
});

test("a quote that stands in the cited section and elsewhere is present", () => {
	const twice = `${PAGE}\n# Annex\nAbuse reports are kept for two years.`;
	const quote = "Abuse reports are kept for two years.";
	expect(findQuote(twice, { quote, locator: "Annex" }, DAY).status).toBe("present");
	expect(findQuote(twice, { quote, locator: "How long" }, DAY).status).toBe("present");
});

test("what is normalised on the page is normalised in the quote", () => {
	const page = "Support answers <time>. © <year> Acme keeps logs for a year.";
	expect(findQuote(page, { quote: "Support answers 9:30 am. © 2026 Acme keeps logs" }, DAY).status).toBe("present");
});

test("another quote or locator has another key", () => {
	const keys = [{ quote: "a" }, { quote: "a", locator: "b" }, { quote: "b" }, { quote: "a\nb" }].map(quoteKey);
	expect(new Set(keys).size).toBe(4);
	expect(keys[0]).toMatch(/^[0-9a-f]{12}$/);
});
