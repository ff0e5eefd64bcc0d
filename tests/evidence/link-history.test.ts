import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
	addObservation,
	linkHistoryText,
	linkStatusOf,
	mergeLinkHistories,
	type Observation,
	parseLinkHistory,
	readLinkHistory,
} from "../../scripts/evidence/link-history.ts";
import { type QuoteStatus, quoteKey } from "../../scripts/evidence/quote.ts";
import { passageOf } from "../../scripts/evidence/report.ts";
import { textDiffOf } from "../../scripts/evidence/text-diff.ts";
import { TextStore } from "../../scripts/evidence/text-store.ts";
import { needsPerson, verdictsOf } from "../../scripts/evidence/verdict.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { sha256 } from "../../scripts/lib/hash.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { git, initRepository } from "../git.ts";
import { baseFiles, REPOSITORY, rootWith, temporaryFolder } from "../support.ts";

const A = "a".repeat(64);
const B = "b".repeat(64);
const seen = (on: string, sha256 = A): Observation => ({ on, outcome: "ok", status: 200, sha256 });
const failed = (on: string, outcome: Observation["outcome"] = "gone"): Observation => ({ on, outcome });
const TERMS = "https://acme.com/terms";
const FILE = "offerings/acme-api.yaml";
/** The record with one cell that cites the terms. */
const text = (baseFiles()[FILE] ?? "").replace(/^ {2}retention_zdr:[\s\S]*/m, "");
/** The same with more keys of the document. */
const withDocument = (keys: string) => text.replace("    title: Acme terms\n", `    title: Acme terms\n${keys}`);

function verdictWith(observations: readonly Observation[], record = text) {
	const registry = loadRegistry(folderTree(rootWith({ [FILE]: record })));
	const verdict = verdictsOf(registry, new Map([[TERMS, observations]])).find(({ url }) => url === TERMS);
	if (!verdict) throw new Error("no verdict");
	return verdict;
}

test("a source is dead after failures on three days, and not before; blocked neither counts nor helps", () => {
	const dead = (...observations: Observation[]) => linkStatusOf(observations).dead;
	expect(dead(failed("2026-11-01"), failed("2026-11-02"))).toBe(false);
	expect(dead(failed("2026-11-01"), failed("2026-11-02", "dns"), failed("2026-11-03", "timeout"))).toBe(true);
	expect(dead(failed("2026-11-01"), failed("2026-11-02", "blocked"), failed("2026-11-03"))).toBe(false);
	expect(dead(failed("2026-11-01"), failed("2026-11-02"), failed("2026-11-03"), failed("2026-11-04", "blocked"))).toBe(
		true,
	);
	expect(dead(failed("2026-11-01"), failed("2026-11-02"), seen("2026-11-03"), failed("2026-11-04"))).toBe(false);
	expect(dead(failed("2026-11-01", "blocked"), failed("2026-11-02", "blocked"), failed("2026-11-03", "blocked"))).toBe(
		false,
	);
});

test("many failures on one day are one failing day", () => {
	const day = [1, 2, 3, 4].reduce<readonly Observation[]>((state) => addObservation(state, failed("2026-11-01")), []);
	expect(day).toEqual([failed("2026-11-01")]);
});

test("a long history stays short, and says the same", () => {
	const days = Array.from({ length: 28 }, (_, day) => `2026-10-${String(day + 1).padStart(2, "0")}`);
	const state = days.reduce<readonly Observation[]>((known, on) => addObservation(known, seen(on)), []);
	expect(state.map(({ on }) => on)).toEqual(["2026-10-01", "2026-10-27", "2026-10-28"]);
	const dead = days.reduce<readonly Observation[]>((known, on) => addObservation(known, failed(on)), []);
	expect(linkStatusOf(dead).dead).toBe(true);
});

test("the file is JSON with one line per source, and reads back as what was written", () => {
	const state = new Map<string, Observation[]>([
		[TERMS, [{ ...seen("2026-11-01"), quotes: { abc: "moved" } }, failed("2026-11-08", "timeout")]],
		["https://acme.com/a", [failed("2026-11-01")]],
	]);
	const written = linkHistoryText(state);
	expect(JSON.parse(written)).toMatchObject({ version: 1, [TERMS]: state.get(TERMS) });
	expect(written.split("\n")).toHaveLength(6);
	expect(parseLinkHistory(written, "x")).toEqual(state);
	expect(linkHistoryText(parseLinkHistory(written, "x"))).toBe(written);
	expect(readLinkHistory(join(temporaryFolder(), "missing.json"))).toEqual(new Map());
});

test.each([
	["a conflict", "<<<<<<< HEAD"],
	["a line that is cut short", `"https://acme.com/": [{"on":"2026`],
	["an unknown outcome", `"https://acme.com/": [{"on":"2026-11-01","outcome":"fine"}],`],
	["an unknown field", `"https://acme.com/": [{"on":"2026-11-01","outcome":"ok","x":1}],`],
	["an unknown status of a quote", `"https://acme.com/": [{"on":"2026-11-01","outcome":"ok","quotes":{"a":"x"}}],`],
])("%s is told with its line", (_name, line) => {
	expect(() => parseLinkHistory(`{\n${line}\n"version": 1\n}\n`, "evidence.json")).toThrow(/^evidence\.json:2: /);
});

test("git merges two states without a conflict, line by line, also of neighbours and of the same source", () => {
	const root = temporaryFolder();
	const write = (entries: readonly (readonly [string, readonly Observation[]])[]) =>
		writeFileSync(join(root, "evidence.json"), linkHistoryText(new Map(entries)));
	writeFileSync(join(root, ".gitattributes"), readFileSync(join(REPOSITORY, ".gitattributes")));
	const old = [seen("2026-11-01")];
	write([
		["https://b.com/", old],
		["https://c.com/", old],
	]);
	initRepository(root);
	git(root, "checkout", "-q", "-b", "other");
	write([
		["https://a.com/", old],
		["https://b.com/", [...old, seen("2026-11-08")]],
		["https://c.com/", old],
	]);
	git(root, "commit", "-qam", "one");
	git(root, "checkout", "-q", "main");
	write([
		["https://b.com/", [...old, failed("2026-11-15")]],
		["https://c.com/", [...old, seen("2026-11-08", B)]],
		["https://d.com/", old],
	]);
	git(root, "commit", "-qam", "two");
	git(root, "merge", "-q", "--no-edit", "other");
	const merged = readLinkHistory(join(root, "evidence.json"));
	expect([...merged.keys()].sort()).toEqual(["a", "b", "c", "d"].map((name) => `https://${name}.com/`));
	expect(merged.get("https://b.com/")?.map(({ on }) => on)).toEqual(["2026-11-01", "2026-11-08", "2026-11-15"]);
	expect(merged.get("https://c.com/")?.at(-1)?.sha256).toBe(B);
});

test("states of one day are joined: what saw the page stands", () => {
	const joined = mergeLinkHistories([
		new Map([[TERMS, [failed("2026-11-01")]]]),
		new Map([[TERMS, [seen("2026-11-01")]]]),
	]);
	expect(joined.get(TERMS)).toEqual([seen("2026-11-01")]);
});

test("a text that is not the recorded hash is changed, and the hash decides", () => {
	const record = withDocument(`    sha256: ${A}\n`);
	expect(verdictWith([seen("2026-11-24", A)], record).outcome).toBe("ok");
	expect(verdictWith([seen("2026-11-24", B)], record).outcome).toBe("changed");
	expect(verdictWith([seen("2026-11-24", B), failed("2026-11-25")], record).outcome).toBe("gone");
	expect(verdictWith([]).outcome).toBe("unchecked");
});

test("without a recorded hash, a text that is another one than at the reading is changed until it is read again", () => {
	const observations = [seen("2026-11-18", A), seen("2026-11-25", B)];
	expect(verdictWith(observations).changed).toMatchObject([{ before: A, after: B, since: "2026-11-25" }]);
	expect(verdictWith([seen("2026-11-25", A)]).outcome).toBe("ok");
	const reread = text.replaceAll("2026-11-20", "2026-11-26");
	expect(verdictWith(observations, reread).outcome).toBe("ok");
});

test("a review on or after the day of the change settles it, an earlier one does not", () => {
	const reviewed = (on: string) =>
		text.replace(
			"      trains_on_inputs_by_default: false\n",
			`      trains_on_inputs_by_default: false\n    reviews:\n      - date: "${on}"\n        by: ann\n        decision: dismissed\n        reason: A new footer.\n`,
		);
	const observations = [seen("2026-11-18", A), seen("2026-11-25", B), seen("2026-12-02", B)];
	expect(verdictWith(observations, reviewed("2026-11-26")).outcome).toBe("ok");
	expect(verdictWith(observations, reviewed("2026-11-24")).outcome).toBe("changed");
});

const QUOTE = { quote: "We do not use API data to train our models […] unless you opt in.", locator: "Section 3" };
const withQuote = (on: string, status: QuoteStatus, sha256 = A): Observation => ({
	...seen(on, sha256),
	quotes: { [quoteKey(QUOTE)]: status },
});

test("a quote that is still there outweighs another text around it, and one that is gone outweighs the same text", () => {
	expect(verdictWith([withQuote("2026-11-18", "present"), withQuote("2026-11-25", "present", B)])).toMatchObject({
		outcome: "ok",
		changed: [],
	});
	expect(verdictWith([withQuote("2026-11-25", "absent")])).toMatchObject({
		outcome: "changed",
		changed: [{ quote: "absent", since: "2026-11-25" }],
	});
	expect(verdictWith([withQuote("2026-11-18", "present"), withQuote("2026-11-25", "changed", B)])).toMatchObject({
		outcome: "changed",
		changed: [{ quote: "changed", since: "2026-11-25" }],
	});
	const moved = verdictWith([withQuote("2026-11-25", "moved")]);
	expect([moved.outcome, moved.movedQuotes.length, needsPerson(moved)]).toEqual(["ok", 1, true]);
});

test("where a page was not checked for a quote, its text decides", () => {
	expect(verdictWith([seen("2026-11-18", A), seen("2026-11-25", B)])).toMatchObject({ outcome: "changed" });
});

test("a dead source offers the archived copy that was found, unless it names one", () => {
	const archived = `https://web.archive.org/web/20261120000000/${TERMS}`;
	const days = ["2026-11-18", "2026-11-19", "2026-11-20"].map((on) => ({ ...failed(on), archived }));
	expect(verdictWith(days).foundCopy).toBe(archived);
	expect(verdictWith(days.slice(1)).foundCopy).toBeNull();
	const named = withDocument(`    archived: ${archived}\n`);
	expect(verdictWith(days, named).foundCopy).toBeNull();
});

const BEFORE =
	"Terms\n1. Training\nWe do not use your inputs to train models.\n2. Retention\nWe keep inputs for thirty days.\nEnd";
const AFTER = BEFORE.replace("thirty days", "ninety days");

test.each([
	["a section that changed", "2. Retention", "differs", "[-thirty-]{+ninety+}"],
	["a section that stands", "End", "same", "End"],
	["nothing named", undefined, "differs", "[-thirty-]{+ninety+}"],
] as const)("the word diff of %s", (_name, locator, kind, shown) => {
	expect(textDiffOf(locator, BEFORE, AFTER)).toEqual({ kind, text: expect.stringContaining(shown) });
});

test("a section that is gone is lost", () => {
	expect(textDiffOf("2. Retention", BEFORE, BEFORE.replace("2. Retention\n", ""))).toMatchObject({ kind: "lost" });
});

test("the archived copy stands in for an earlier text that was not kept", () => {
	const archived = `https://web.archive.org/web/20261120000000/${TERMS}`;
	const record = withDocument(`    archived: ${archived}\n`).replace(
		/locator: Section 3\n.*\n/,
		"locator: 2. Retention\n",
	);
	const registry = loadRegistry(folderTree(rootWith({ [FILE]: record })));
	const texts = new TextStore(temporaryFolder());
	for (const one of [BEFORE, AFTER]) texts.put(sha256(one), one);
	const state = new Map([
		[TERMS, [seen("2026-11-18", A), seen("2026-11-25", sha256(AFTER))]],
		[archived, [seen("2026-11-25", sha256(BEFORE))]],
	]);
	const verdict = verdictsOf(registry, state).find(({ url }) => url === TERMS);
	const [change] = verdict?.changed ?? [];
	if (!change) throw new Error("nothing changed");
	expect(passageOf(change, texts)).toEqual({
		kind: "differs",
		text: expect.stringContaining("[-thirty-]{+ninety+}"),
	});
});
