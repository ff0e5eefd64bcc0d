import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CHANGE_KINDS, type ChangeKind } from "../../schemas/change.ts";
import { buildSite as buildPages } from "../../scripts/site/astro.ts";
import { baseFiles, filesBelow, REPOSITORY, registry, registryProcess, rootWith, temporaryFolder } from "../support.ts";
import { attributes, pagesOf, textOf, type WrittenPage } from "./html.ts";

const API = "offerings/acme-api.yaml";
const NIMBUS = "offerings/acme-nimbus.yaml";

function textAt(pages: readonly WrittenPage[], path: string): string {
	return textOf(pages.find((page) => page.path === path)?.html ?? "");
}

/** Builds the site of records in a process with a time zone and a locale of its own, in a folder of its own. */
function builtIn(root: string, env: NodeJS.ProcessEnv): string {
	const [artifacts, pages] = [join(temporaryFolder(), "a"), join(temporaryFolder(), "b/c")];
	expect(registryProcess(["build", "--root", root, "--out", artifacts, "--site", pages], { env }).code).toBe(0);
	return pages;
}

test("limits, conditions, disputes, reviews, single models, documented opposites and retirement are said in words, the same to the byte in any place, time zone and locale", () => {
	const files = baseFiles();
	const root = rootWith({
		[API]: `${files[API]}`
			.replace(
				'        as_of: "2026-11-20"\n',
				`        as_of: "2026-11-20"
    reviews:
      - date: "2026-11-21"
        by: ann
        decision: confirmed
        reason: The page moved and says the same.
    dispute:
      opened: "2026-11-20"
      by: Acme Legal
      statement: The certificate is being prepared.
      url: https://acme.com/reply
      outcome: rejected
      closed: "2026-11-22"
`,
			)
			.concat(`model_exceptions:
  - model: Anvil Mini
    dimensions:
      data_residency:
        value: no_public_evidence
        contrary: true
        confidence: high
        finding: One region for Mini
        caveat: Mini runs in one region alone.
        notes: >-
          The terms name one region for Mini.
        sources:
          - document: terms
            locator: Section 9
            quote: Mini is served from one region alone.
        geography: US
        facts:
          region_pinning_available: false
          regions:
            - us-1
            - us-2
`),
		[NIMBUS]: `${files[NIMBUS]}`.replace(
			/model_family: .*\n/,
			'$&status: retired\nretired_on: "2026-11-21"\nsuccessor: acme-api\n',
		),
	});
	const folder = builtIn(root, { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" });
	const other = builtIn(root, { TZ: "America/Los_Angeles", LC_ALL: "C", LANG: "C" });
	expect(filesBelow(other)).toEqual(filesBelow(folder));
	const pages = pagesOf(folder);
	const api = textAt(pages, "offerings/acme-api/index.html");
	for (const said of [
		"Disputed by Acme Legal, 20 Nov 2026: rejected on 22 Nov 2026",
		"The certificate is being prepared.",
		"21 Nov 2026, ann: the answer still holds. The page moved and says the same.",
		"Anvil Mini alone",
		"Opposite documented · One region for Mini",
		"Choice of region no",
		"Regions us-1; us-2",
		"Geography US",
		"Mini is served from one region alone.",
		"Before you sign: The report needs an NDA.",
		"Anvil Preview is left out.",
		"Depends on:",
		"Route trust center, with an account or NDA",
		"stored copy of 15 Oct 2026",
		"live page of 20 Nov 2026",
		"Not assessed.",
	]) {
		expect(api).toContain(said);
	}
	expect(textAt(pages, "offerings/acme-nimbus/index.html")).toContain("Retired on 21 Nov 2026. See Acme API.");
	expect(textAt(pages, "index.html")).toContain("Retired: Acme on Nimbus");
});

test("a data set with no release, no other artifact and one offering makes a site", () => {
	const artifacts = temporaryFolder();
	const data = dataOf(rootWith());
	const { sources: _, ...coverage } = data.coverage;
	write(artifacts, { ...data, coverage, offerings: data.offerings.slice(0, 1) });
	writeFileSync(join(artifacts, "dataset.jsonld"), "{}");
	const folder = join(temporaryFolder(), "pages");
	buildPages(REPOSITORY, artifacts, folder);
	const pages = pagesOf(folder);
	expect(textAt(pages, "changes/index.html")).toContain("Nothing has been released yet.");
	expect(textAt(pages, "quality/index.html")).not.toContain("redirect for good");
	// What is no text is an asset of the release, not a file of the folder that is committed.
	const downloads = attributes(pages.find(({ path }) => path === "data/index.html")?.html ?? "", "href");
	expect(downloads).toContain(`${data.repository}/releases/download/v${data.version}/registry.sqlite`);
});

test("every kind of change is said in words, on the page of changes and in the history of its offerings", () => {
	const cell = { offering: "acme-api", dimension: "soc2_type2", path: "dimensions.soc2_type2.value" };
	const told: readonly (readonly [kind: ChangeKind, change: object, said: string])[] = [
		["offering_added", { offering: "acme-nimbus", after: "Acme on Nimbus" }, "1 offering added Acme on Nimbus"],
		["offering_retired", { offering: "acme-nimbus" }, "Retired."],
		[
			"offering_renamed",
			{ offering: "acme-nimbus", before: "a-nimbus", after: "acme-nimbus" },
			"Renamed from a-nimbus to acme-nimbus.",
		],
		["offering_removed", { offering: "gone-api", before: "Gone API" }, "gone-api Removed."],
		["cell_added", { ...cell, after: "partial" }, "SOC 2 Type II: Assessed as"],
		["cell_removed", { ...cell, before: "unclear" }, "No longer assessed; it was"],
		[
			"grade_changed",
			{ ...cell, before: "partial", after: "yes_public", direction: "up", credits: ["@ann"], pulls: [7] },
			"Upgrade: SOC 2 Type II:",
		],
		[
			"grade_changed",
			{ ...cell, field: "contrary", after: true, direction: "down" },
			"The opposite practice is documented.",
		],
		[
			"evidence_changed",
			{ ...cell, field: "sources", before: [{ url: "https://acme.com/a" }], after: [{ url: "https://acme.com/b" }] },
			"Sources: + https://acme.com/b, − https://acme.com/a.",
		],
		[
			"reverified",
			{ ...cell, field: "verified", before: "2026-10-01", after: "2026-11-20" },
			"Read again: 2026-10-01 → 2026-11-20.",
		],
		["prose_changed", { ...cell, field: "notes" }, "Notes reworded."],
		[
			"field_changed",
			{
				...cell,
				field: "confidence",
				before: "low",
				after: "high",
				path: "model_exceptions.Mini.dimensions.soc2_type2.confidence",
			},
			"SOC 2 Type II, for Mini alone: Confidence: low → high.",
		],
		[
			"field_changed",
			{
				offering: null,
				offerings: ["acme-nimbus", "bolt-nimbus"],
				written_in: "services/nimbus-models.yaml",
				dimension: "gdpr_dpa",
				field: "finding",
				before: "a",
				after: "b",
			},
			"nimbus-models, for 2 offerings GDPR DPA: Finding: a → b.",
		],
		["vendor_added", { path: "vendors.acme", after: "Acme" }, "acme: Acme added."],
		[
			"vendor_changed",
			{ path: "vendors.acme.country", field: "country", before: "FR", after: "DE" },
			"acme: Country: FR → DE.",
		],
		["vendor_changed", { path: "vendors.gone", before: "Gone" }, "gone: Gone removed."],
		[
			"service_added",
			{ path: "services.nimbus-models", after: "Nimbus Models" },
			"nimbus-models: Nimbus Models added.",
		],
		["service_changed", { path: "services.gone", before: "Gone" }, "gone: Gone removed."],
		[
			"schema_changed",
			{ path: "schemas/data.schema.json#", direction: "down" },
			"data: No longer accepts or holds all that it did.",
		],
	];
	expect([...new Set(told.map(([kind]) => kind))].sort()).toEqual([...CHANGE_KINDS].sort());
	const none = {
		offering: null,
		dimension: null,
		field: null,
		before: null,
		after: null,
		direction: "none",
		path: "",
		source: null,
		credits: [],
		pulls: [],
	};
	// Each in a release of its own, so that what is said of an offering is said of one change.
	const releases = told.map(([kind, change], index) => ({
		version: `1.${index}.0`,
		date: "2026-11-20",
		bump: "minor",
		statistics: { offerings: 2, cells: 6, upgrades: 0, downgrades: 0, reverified: 0 },
		changes: [{ ...none, kind, ...change }],
	}));
	// Together, what changed in one answer is one line, and so is what changed in one schema.
	const soc2 = { offering: "acme-api", dimension: "soc2_type2" };
	const schema = { kind: "schema_changed", path: "schemas/data.schema.json#/properties/a" };
	const together = {
		...releases[0],
		version: "2.0.0",
		changes: [
			{ ...soc2, kind: "prose_changed", field: "finding" },
			{ ...soc2, kind: "grade_changed", field: "value", before: "partial", after: "yes_public", direction: "up" },
			{ ...soc2, kind: "prose_changed", field: "notes" },
			{ ...soc2, kind: "evidence_changed", field: "sources", before: [], after: [{ url: "https://acme.com/c" }] },
			{ ...schema, direction: "up" },
			{ ...schema, direction: "down" },
		].map((change) => ({ ...none, ...change })),
	};
	const artifacts = temporaryFolder();
	write(artifacts, dataOf(rootWith()));
	writeFileSync(join(artifacts, "changes.json"), JSON.stringify({ releases: [...releases, together] }));
	writeFileSync(join(artifacts, "dataset.jsonld"), "{}");
	const folder = join(temporaryFolder(), "pages");
	buildPages(REPOSITORY, artifacts, folder);
	const pages = pagesOf(folder);
	const changes = textAt(pages, "changes/index.html");
	for (const [, , said] of told) expect(changes).toContain(said);
	expect(changes).toContain("SOC 2 Type II: ◓ Partial → ● Yes, public. Also changed: wording, sources.");
	expect(changes).toContain("data: 2 changes, 1 not compatible.");
	expect(changes).toContain("Thanks to @ann.");
	expect(textAt(pages, "offerings/acme-api/index.html")).toContain("Thanks to @ann. #7");
	for (const id of ["acme-nimbus", "bolt-nimbus"])
		expect(textAt(pages, `offerings/${id}/index.html`)).toContain("GDPR DPA: Finding: a → b.");
});

test("whatever the artifacts say, the pages run none of it and lead nowhere but to https", () => {
	const hostile = [
		'"><script>alert(1)</script>',
		"<img src=x onerror=alert(1)>",
		"javascript:alert(1)",
		"</script><script>alert(1)</script>",
		"'\"--><svg onload=alert(1)>",
		"{{constructor.constructor('alert(1)')()}}",
		"[x](javascript:alert(1)) <b onclick=alert(1)>b</b>",
	].join(" ");
	const data = dataOf(rootWith());
	// Every text but those that the site takes apart: ids, codes, dates.
	const poisoned = (value: unknown, key = ""): unknown => {
		if (Array.isArray(value)) return value.map((one) => poisoned(one, key));
		if (typeof value === "object" && value !== null)
			return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, name)]));
		if (typeof value !== "string" || KEPT.has(key) || /_id$|^\d{4}-/.test(key) || /^\d{4}-\d\d-\d\d$/.test(value))
			return value;
		return key === "url" || key === "archived" ? `javascript:alert(1)//${hostile}` : hostile;
	};
	const artifacts = temporaryFolder();
	write(artifacts, {
		...data,
		name: hostile,
		disclaimer: hostile,
		offerings: poisoned(data.offerings),
		vendors: poisoned(data.vendors),
		services: poisoned(data.services),
	});
	writeFileSync(join(artifacts, "dataset.jsonld"), JSON.stringify({ name: hostile }));
	const folder = join(temporaryFolder(), "pages");
	buildPages(REPOSITORY, artifacts, folder);
	const pages = pagesOf(folder);
	expect(pages.length).toBeGreaterThan(20);
	expect(textAt(pages, "offerings/acme-api/index.html")).toContain("<img src=x onerror=alert(1)>");
	for (const { path, html } of pages) {
		// What stands between quotes is a value, whatever it looks like; a quote in a text is written as an entity.
		const tags = html.replace(/"[^"]*"/g, '""');
		expect(tags, path).not.toMatch(/<(?:img|iframe|object|svg onload)\b|<[a-z]+ [^>]*\bon[a-z]+=/);
		for (const [tag] of tags.matchAll(/<script\b[^>]*>/g))
			expect(tag, path).toMatch(/^<script (?:type=""(?: src="")?|src="")>$/);
		for (const href of [...attributes(html, "href"), ...attributes(html, "src")])
			expect(href, path).toMatch(/^(?:https:\/\/|\/registry\/|#)/);
	}
});

/** Keys whose values are ids, codes or URLs of the data set itself. */
const KEPT = new Set([
	...["id", "kind", "category", "status", "value", "confidence", "verified_via", "via", "publisher", "archive_kept_by"],
	...["state_at_release", "tier", "route", "default", "country", "permalink", "trust_center", "domains", "written_in"],
	...["not_applicable", "requires", "cell_id", "offerings", "aliases", "successor"],
]);

function dataOf(root: string) {
	const out = join(temporaryFolder(), "artifacts");
	const built = registry(["build", "--root", root, "--out", out]);
	expect(built.code).toBe(0);
	return JSON.parse(readFileSync(join(out, "data.json"), "utf8"));
}

function write(artifacts: string, data: unknown): void {
	writeFileSync(join(artifacts, "data.json"), JSON.stringify(data));
	writeFileSync(join(artifacts, "SHA256SUMS"), "");
}
