import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Cell } from "../../schemas/cell.ts";
import { correctedCell, textWith } from "../../scripts/corrections/apply.ts";
import { cellLines } from "../../scripts/corrections/cell-lines.ts";
import { readFacts } from "../../scripts/corrections/facts.ts";
import { readJson } from "../../scripts/corrections/form.ts";
import { othersOf } from "../../scripts/corrections/others.ts";
import { placeOf } from "../../scripts/corrections/place.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles } from "../support.ts";

const GRADE = {
	dimension: "soc2_type2",
	answer: "partial",
	holds_for: "offering",
	source: "https://acme.com/soc",
	read_on: "2026-11-22",
	finding: "Type I alone",
	notes: "The page names a Type I report.",
	caveat: "Type I alone.",
	others: "hold",
	affiliation: "none",
};
const STILL = { answer: "still_right", finding: "", notes: "", caveat: "", others: "" };

/** Applies a correction to the base records, with some texts replaced, without asking the rules. */
function applied(changes: Readonly<Record<string, string>>, texts: readonly [string, string, string][] = []) {
	const files = { ...baseFiles() };
	for (const [path, from, to] of texts) {
		if (!files[path]?.includes(from)) throw new Error(`${path} has no ${from}`);
		files[path] = files[path].replace(from, to);
	}
	const registry = loadRegistry(memoryTree(files));
	const read = readJson({ offering: "acme-api", ...GRADE, ...changes });
	if ("problems" in read) throw new Error(JSON.stringify(read.problems));
	const { correction } = read;
	const record = registry.find(correction.offering);
	if (!record) throw new Error(`no offering ${correction.offering}`);
	const place = placeOf(registry, record, correction);
	if ("fault" in place) return { fault: place.fault };
	const facts = readFacts(correction.dimension, correction.facts ?? "");
	if ("fault" in facts) throw new Error(facts.fault);
	const cell = correctedCell(place, correction, facts.facts, registry.lookups);
	const text = textWith(place.record, correction.dimension, cell);
	const written = parse(text).dimensions[correction.dimension] as Cell;
	return { ...place, path: place.record.file.path, text, cell: written, before: place.written };
}

function done(changes: Readonly<Record<string, string>>, texts: readonly [string, string, string][] = []) {
	const result = applied(changes, texts);
	if ("fault" in result) throw new Error(result.fault);
	return result;
}

const ACME = "offerings/acme-api.yaml";

test("a page that was read is a live source of that day, in front of those that are there", () => {
	const { path, cell, before, reach, remarks } = done({ locator: "Top", quote: "Acme holds a Type I report." });
	expect([path, reach, remarks]).toEqual([ACME, ["acme-api"], []]);
	expect(cell).toMatchObject({ value: "partial", finding: "Type I alone", caveat: "Type I alone." });
	expect(cell.sources).toEqual([
		{
			url: "https://acme.com/soc",
			via: "live",
			captured: "2026-11-22",
			locator: "Top",
			quote: "Acme holds a Type I report.",
		},
		...(before?.sources ?? []),
	]);
});

test("words are added to the notes that are there, and replace them where the person says so", () => {
	const old = "Acme states a SOC 2 Type II report that covers the API. The report is handed out under an NDA.";
	expect(done({}).cell.notes).toBe(`${old} ${GRADE.notes}`);
	expect(done({ notes: "It names:\n\n- the API" }).cell.notes).toBe(`${old}\n\nIt names:\n\n- the API`);
	expect(done({ notes_mode: "replace" }).cell.notes).toBe(GRADE.notes);
	expect(done({ notes: "The report is handed out under an NDA." }).cell.notes).toBe(old);
});

test("facts and qualifiers stay, or go, as the person says; new facts are written over them", () => {
	const kept = done({ facts: "period_end: 2026-09-30" }).cell;
	expect(kept).toMatchObject({ tier: "self_serve", route: "trust_center_nda" });
	expect(kept.facts).toMatchObject({ period_start: "2025-07-01", period_end: "2026-09-30" });
	const gone = done({ facts: "period_end: 2026-09-30", others: "remove" }).cell;
	expect(Object.keys(gone)).not.toContain("route");
	expect(gone.facts).toEqual({ period_end: "2026-09-30" });
});

test("a route and a fact that the new grade rules out go by themselves", () => {
	expect(done({ answer: "yes_public", caveat: "" }).cell).not.toHaveProperty("route");
	const retention = { dimension: "retention_zdr", answer: "yes_public", caveat: "" };
	expect(done(retention).cell.facts).toEqual({ retention_days: 30 });
});

test("everything that a grade leaves in place is listed", () => {
	const registry = loadRegistry(memoryTree(baseFiles()));
	const record = registry.find("acme-nimbus");
	if (!record) throw new Error("no offering");
	const { cells } = registry.resolve(record);
	expect(othersOf(cells.gdpr_dpa, { clause: "Section 5" })).toEqual([
		"limit: The list of subprocessors for Japan needs an account.",
		"route: public",
		"public_dpa_published: true",
		"sccs_referenced: true",
		"subprocessor_list_published: true",
	]);
	expect(othersOf(undefined, {})).toEqual([]);
});

test("a stored copy whose sentence was seen again keeps its copy, and is dated by that day", () => {
	const quoted: [string, string, string] = [
		ACME,
		'        captured: "2026-10-15"\n',
		'        captured: "2026-10-15"\n        quote: Acme holds a Type II report.\n',
	];
	const again = done({ ...STILL, source: "https://trust.acme.com" }, [quoted]);
	expect(again.cell.sources).toEqual([{ ...again.before?.sources?.[0], unchanged: "2026-11-22" }]);
	expect({ ...again.cell, sources: undefined }).toEqual({ ...again.before, sources: undefined });
	// Without a sentence nobody can say that the copy still holds word for word: the page was read anew.
	const read = done({ ...STILL, source: "https://trust.acme.com/" });
	expect(read.cell.sources).toEqual([
		{ url: "https://trust.acme.com/", title: "Acme trust center", via: "live", captured: "2026-11-22" },
	]);
	// A copy of the same day is no earlier one.
	const same = done({ ...STILL, source: "https://trust.acme.com/", read_on: "2026-10-15" }, [quoted]);
	expect(same.cell.sources?.[0]).toMatchObject({ via: "live", captured: "2026-10-15" });
});

test("a document that other cells cite keeps its date: the reading stands inline", () => {
	const { cell, text } = done({ ...STILL, dimension: "training_on_customer_data", source: "https://acme.com/terms" });
	expect(cell.sources).toEqual([
		{
			url: "https://acme.com/terms",
			title: "Acme terms",
			via: "live",
			captured: "2026-11-22",
			locator: "Section 3",
			quote: "We do not use API data to train our models […] unless you opt in.",
		},
	]);
	expect(parse(text).documents.terms.captured).toBe("2026-11-20");
	expect(parse(text).dimensions.retention_zdr.sources).toEqual([{ document: "terms", locator: "Section 5" }]);
});

test("another page than the main one, read again, keeps its place: it neither decides the grade nor dates the cell", () => {
	const second: [string, string, string] = [
		ACME,
		"    tier: self_serve\n",
		'      - url: https://acme.com/faq\n        title: FAQ\n        via: live\n        captured: "2026-10-01"\n    tier: self_serve\n',
	];
	const { cell, before } = done({ ...STILL, source: "https://acme.com/faq" }, [second]);
	expect(cell.sources).toEqual([
		before?.sources?.[0],
		{ url: "https://acme.com/faq", title: "FAQ", via: "live", captured: "2026-11-22" },
	]);
});

test("pages that were searched beside other sources stay with another grade, those searched in vain go", () => {
	const beside: [string, string, string] = [
		ACME,
		"    tier: self_serve\n",
		'    searched:\n      - url: https://acme.com/all\n        as_of: "2026-10-01"\n    tier: self_serve\n',
	];
	expect(done({}, [beside]).cell.searched).toEqual([{ url: "https://acme.com/all", as_of: "2026-10-01" }]);
	expect(done({ dimension: "iso_42001" }).cell).not.toHaveProperty("searched");
});

test("a page that was searched again is dated anew, another is one more", () => {
	const search = { ...STILL, dimension: "iso_42001" };
	const again = done({ ...search, source: "https://acme.com/security/" }).cell;
	expect(again.searched).toEqual([{ url: "https://acme.com/security/", as_of: "2026-11-22" }]);
	expect(done({ ...search, source: "https://acme.com/trust" }).cell.searched).toEqual([
		{ url: "https://acme.com/security", as_of: "2026-11-20" },
		{ url: "https://acme.com/trust", as_of: "2026-11-22" },
	]);
});

test("nothing found has searched pages and no sources; the opposite keeps its sources", () => {
	const nothing = done({ answer: "no_public_evidence", caveat: "None." }).cell;
	expect(nothing.searched).toEqual([{ url: "https://acme.com/soc", as_of: "2026-11-22" }]);
	expect(nothing).not.toHaveProperty("sources");
	const opposite = done({
		offering: "acme-nimbus",
		dimension: "data_residency",
		answer: "no_public_evidence",
		source: "https://docs.nimbus.io/regions",
		locator: "Partner models",
	}).cell;
	expect(opposite).toMatchObject({ contrary: true, sources: [{ captured: "2026-11-22", locator: "Partner models" }] });
	expect(opposite).not.toHaveProperty("searched");
});

test("a dismissed flag is a review with its reason, and nothing else", () => {
	const { cell, before } = done({ ...STILL, answer: "dismissed", notes: "Only the\nfooter changed.", credit: "Zoë" });
	const review = { date: "2026-11-22", by: "Zoë", decision: "dismissed", reason: "Only the footer changed." };
	expect(cell).toEqual({ ...before, reviews: [review] });
});

test("a day of the last check moves with the reading", () => {
	const checked: [string, string, string] = [
		ACME,
		"    finding: Report under",
		'    checked: "2026-01-01"\n    finding: Report under',
	];
	expect(done({}, [checked]).cell.checked).toBe("2026-11-22");
	expect(done({ ...STILL, source: "https://acme.com/soc" }, [checked]).cell.checked).toBe("2026-11-22");
	expect(done({}).cell).not.toHaveProperty("checked");
});

const DPA = { offering: "acme-nimbus", dimension: "gdpr_dpa", source: "https://nimbus.io/legal/service-terms" };
const BOTH = ["acme-nimbus", "bolt-nimbus"];
const SERVICE = "services/nimbus-models.yaml";

/** Places of corrections: the answers, the expected file, its offerings, and the expected message. */
const PLACES: readonly [string, Readonly<Record<string, string>>, string, readonly string[], RegExp | null][] = [
	[
		"every offering",
		{ ...DPA, holds_for: "shared" },
		SERVICE,
		BOTH,
		/written in services.*2 offerings \(acme-nimbus, bolt-nimbus\)\.$/,
	],
	["not known", { ...DPA, holds_for: "unknown" }, SERVICE, BOTH, /a maintainer decides/],
	["this one alone", DPA, "offerings/acme-nimbus.yaml", ["acme-nimbus"], null],
	["still right, whatever it is said to hold for", { ...DPA, ...STILL }, SERVICE, BOTH, /written in services/],
	[
		"an offering that overrides",
		{ offering: "acme-nimbus", dimension: "data_residency", holds_for: "shared" },
		"offerings/acme-nimbus.yaml",
		["acme-nimbus"],
		/a cell of its own, so that one is edited\. services\/nimbus-models\.yaml stays/,
	],
	[
		"the service, while one overrides",
		{ offering: "bolt-nimbus", dimension: "data_residency", holds_for: "shared" },
		SERVICE,
		["bolt-nimbus"],
		/1 offering \(bolt-nimbus\)/,
	],
	[
		"the developer",
		{ dimension: "gpai_cop", holds_for: "shared" },
		"vendors/acme.yaml",
		["acme-api", "acme-nimbus"],
		/vendors\/acme\.yaml/,
	],
	[
		"nobody assessed it: one offering",
		{ ...DPA, dimension: "hipaa_baa" },
		"offerings/acme-nimbus.yaml",
		["acme-nimbus"],
		null,
	],
	["nobody assessed it: all", { ...DPA, dimension: "hipaa_baa", holds_for: "shared" }, SERVICE, BOTH, /2 offerings/],
	[
		"nobody assessed it: not known",
		{ ...DPA, dimension: "hipaa_baa", holds_for: "unknown" },
		"offerings/acme-nimbus.yaml",
		["acme-nimbus"],
		null,
	],
	["an offering without a service", { dimension: "hipaa_baa", holds_for: "shared" }, ACME, ["acme-api"], null],
];

test.each(PLACES)("the file of a cell: %s", (_what, changes, path, reach, said) => {
	const place = done(changes);
	expect([place.path, place.reach]).toEqual([path, reach]);
	expect(place.remarks.join(" ")).toMatch(said ?? /^$/);
});

test("an offering that gets a cell of its own says why, and cites documents of its service from outside", () => {
	const { cell } = done({ ...DPA, source: "https://nimbus.io/acme", facts: "clause: 5" });
	expect(cell).toMatchObject({
		differs: "A page on this offering alone: Type I alone",
		limits: [{ kind: "region", what: "The list of subprocessors for Japan needs an account." }],
	});
	expect(cell.sources?.map(({ url, document }) => url ?? document)).toEqual([
		"https://nimbus.io/acme",
		"nimbus-models/service-terms",
	]);
	const long = done({ ...DPA, source: "https://nimbus.io/acme", finding: "x".repeat(80) }).cell.differs ?? "";
	expect(long.length).toBeLessThanOrEqual(160);
});

test("a question to one developer is not asked of a host of many", () => {
	const various: [string, string, string][] = [
		["offerings/acme-nimbus.yaml", "developer: acme", "developer: various"],
		["offerings/acme-nimbus.yaml", "category: cloud_distribution", "category: inference_host"],
	];
	expect(applied({ offering: "acme-nimbus", dimension: "gpai_cop" }, various)).toEqual({
		fault: expect.stringContaining("a question to one developer"),
	});
});

test("before a person says that it is still right, they see all that the record says, and where it is written", () => {
	const registry = loadRegistry(memoryTree(baseFiles()));
	const record = registry.find("acme-nimbus");
	if (!record) throw new Error("no offering");
	expect(cellLines(registry, record, "gdpr_dpa")).toEqual([
		"The record says: ● Yes, public, as of 2026-11-18. Public DPA with clauses and subprocessors",
		"Except: The list of subprocessors for Japan needs an account.",
		"Notes: The DPA is part of the service terms and includes standard contractual clauses. The list of subprocessors is public.",
		'Facts: public_dpa_published: true; sccs_referenced: true; subprocessor_list_published: true; clause: "Section 4"',
		"Source: https://nimbus.io/legal/service-terms (copy, 2026-10-15), Section 4: “The Data Processing Addendum forms part of these Terms.”",
		"Written in services/nimbus-models.yaml, for 2 offerings (acme-nimbus, bolt-nimbus).",
	]);
	expect(cellLines(registry, record, "hipaa_baa")[0]).toContain("Nobody has assessed this yet");
});
