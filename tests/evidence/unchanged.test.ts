import { expect, test } from "vitest";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import type { LinkHistory, Observation } from "../../scripts/evidence/link-history.ts";
import { type QuoteStatus, quoteKey } from "../../scripts/evidence/quote.ts";
import { MAX_PROPOSALS, RENEWAL_DAYS, unchangedProposals, withUnchanged } from "../../scripts/evidence/unchanged.ts";
import { addDays } from "../../scripts/lib/dates.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const TERMS = "https://acme.com/terms";
const QUOTE = { quote: "We do not use API data to train our models […] unless you opt in.", locator: "Section 3" };
const FRESH_UNTIL = addDays("2026-11-20", dimensionOf("training_on_customer_data").fresh_days);
const TODAY = addDays(FRESH_UNTIL, -RENEWAL_DAYS);
const [A, B] = ["a".repeat(64), "b".repeat(64)];

const record = baseFiles()[FILE] ?? "";
/** The record with one cell that cites the terms. */
const alone = record.replace(/^ {2}retention_zdr:[\s\S]*/m, "");

const seen = (on: string, sha256: string, status?: QuoteStatus): Observation => ({
	on,
	outcome: "ok",
	sha256,
	...(status === undefined ? {} : { quotes: { [quoteKey(QUOTE)]: status } }),
});
const PRESENT = [seen("2026-11-20", A, "present"), seen(TODAY, A, "present")];

function propose(text: string, observations: readonly Observation[] = PRESENT, today = TODAY) {
	const registry = loadRegistry(memoryTree({ ...baseFiles(), [FILE]: text }));
	const history: LinkHistory = new Map([[TERMS, observations]]);
	return unchangedProposals(registry, history, today);
}

test("a quote that is present keeps a cell fresh that would be stale within 30 days", () => {
	const [proposal, ...more] = propose(alone);
	expect(more).toEqual([]);
	expect(proposal).toMatchObject({
		path: ["documents", "terms"],
		url: TERMS,
		day: TODAY,
		cells: [{ dimension: "training_on_customer_data", offerings: ["acme-api"] }],
		restChanged: false,
		freshUntil: FRESH_UNTIL,
	});
	expect(propose(alone, PRESENT, addDays(TODAY, -1))).toEqual([]);
	expect(propose(alone, PRESENT, addDays(TODAY, 1))).toHaveLength(1);
});

test.each<[string, string, readonly Observation[]]>([
	["the quote is gone", alone, [seen(TODAY, A, "absent")]],
	["the quote reads differently", alone, [seen(TODAY, A, "changed")]],
	["the quote stands in another section", alone, [seen(TODAY, A, "moved")]],
	["the page was not checked for the quote", alone, [seen(TODAY, A)]],
	["the page did not answer the last time", alone, [...PRESENT, { on: addDays(TODAY, 1), outcome: "gone" }]],
	["the page was never seen", alone, []],
	["the page was seen before the copy that was read", alone, [seen("2026-11-19", A, "present")]],
	["the page was seen on the day of the copy", alone, [seen("2026-11-20", A, "present")]],
	["the cell has no quote", alone.replace(/^ {8}quote: .*\n/m, ""), PRESENT],
	[
		"the cell is a negative that says nothing to the contrary",
		alone.replace(/(training_on_customer_data:\n {4}value: )yes_public/, "$1no_public_evidence"),
		PRESENT,
	],
	[
		"the certificate ends first",
		alone.replace("    route: public\n", `    route: public\n    valid_until: "${FRESH_UNTIL}"\n`),
		PRESENT,
	],
	[
		"another cell rests on the document without a quote, and its text changed",
		record,
		[seen("2026-11-20", A, "present"), seen(TODAY, B, "present")],
	],
	[
		"another cell only searched the document",
		alone.replace('      - url: https://acme.com/security\n        as_of: "2026-11-20"\n', "      - document: terms\n"),
		PRESENT,
	],
])("nothing is proposed where %s", (_name, text, observations) => {
	expect(propose(text, observations, addDays(TODAY, 1))).toEqual([]);
});

test("a negative with the opposite quoted, and a search with a day of its own, are no obstacle", () => {
	const contrary = alone.replace(
		/(training_on_customer_data:\n {4}value: )yes_public/,
		"$1no_public_evidence\n    contrary: true",
	);
	expect(propose(contrary)).toHaveLength(1);
	expect(propose(alone.replace("      - url: https://acme.com/security\n", "      - document: terms\n"))).toHaveLength(
		1,
	);
});

test("where the rest of the page changed, the proposal says so", () => {
	expect(propose(alone, [seen("2026-11-20", A, "present"), seen(TODAY, B, "present")])).toMatchObject([
		{ restChanged: true },
	]);
});

test("another cell that rests on the same text without a quote is no obstacle", () => {
	expect(propose(record)).toMatchObject([{ cells: [{ dimension: "training_on_customer_data" }] }]);
});

test("the day is written where the document stands, and comments stay", () => {
	const commented = alone.replace("    title: Acme terms\n", "    # the one that counts\n    title: Acme terms\n");
	const proposals = propose(commented);
	const [first] = proposals;
	if (!first) throw new Error("nothing is proposed");
	const expected = commented.replace(
		'    captured: "2026-11-20"\n',
		`    captured: "2026-11-20"\n    unchanged: "${TODAY}"\n`,
	);
	expect(withUnchanged(first.record, proposals)).toBe(expected);
});

test("a run proposes sixty documents at most, those that become stale first", () => {
	const count = MAX_PROPOSALS + 1;
	const files = Object.fromEntries(
		Array.from({ length: count }, (_, n) => [
			`offerings/acme-${n}.yaml`,
			alone
				.replace("id: acme-api", `id: acme-${n}`)
				.replace(TERMS, `${TERMS}/${n}`)
				.replace('    captured: "2026-11-20"', `    captured: "${addDays("2026-11-20", -n)}"`),
		]),
	);
	const registry = loadRegistry(memoryTree({ ...baseFiles(), [FILE]: alone, ...files }));
	const urls = Array.from({ length: count }, (_, n) => `${TERMS}/${n}`);
	const history: LinkHistory = new Map(urls.map((url) => [url, [seen(TODAY, A, "present")]]));
	const proposals = unchangedProposals(registry, history, TODAY);
	expect(proposals.map(({ url }) => url)).toEqual(urls.slice(1).reverse());
	expect(proposals).toHaveLength(60);
});
