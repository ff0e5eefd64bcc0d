import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { CHANGE_KINDS } from "../../schemas/change.ts";
import { buildSite as buildPages } from "../../scripts/site/astro.ts";
import { baseFiles, filesBelow, REPOSITORY, registry, rootWith, temporaryFolder } from "../support.ts";
import { releasesWith, TOLD } from "./change-cases.ts";
import { attributes, pagesOf, textOf, type WrittenPage } from "./html.ts";

const API = "offerings/acme-api.yaml";
const NIMBUS = "offerings/acme-nimbus.yaml";

function textAt(pages: readonly WrittenPage[], path: string): string {
	return textOf(pages.find((page) => page.path === path)?.html ?? "");
}

/** Builds the artifacts of records, and gives their folder. */
function artifactsOf(root: string): string {
	const out = join(temporaryFolder(), "artifacts");
	expect(registry(["build", "--root", root, "--out", out]).code).toBe(0);
	return out;
}

/** Builds the pages of an artifact folder, and gives theirs. */
function pagesFrom(artifacts: string): string {
	const folder = join(temporaryFolder(), "b/c");
	buildPages(REPOSITORY, artifacts, folder);
	return folder;
}

/** Builds the pages of records with a time zone and a locale, each time from another folder. */
function builtIn(root: string, zone: string, locale: string): string {
	const artifacts = artifactsOf(root);
	vi.stubEnv("TZ", zone).stubEnv("LC_ALL", locale).stubEnv("LANG", locale);
	try {
		return pagesFrom(artifacts);
	} finally {
		vi.unstubAllEnvs();
	}
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
	const folder = builtIn(root, "Pacific/Kiritimati", "tr_TR.UTF-8");
	const other = builtIn(root, "America/Los_Angeles", "C");
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
	const pages = pagesOf(pagesFrom(artifacts));
	expect(textAt(pages, "changes/index.html")).toContain("Nothing has been released yet.");
	expect(textAt(pages, "quality/index.html")).not.toContain("redirect for good");
	// What is no text is an asset of the release, not a file of the folder that is committed.
	const downloads = attributes(pages.find(({ path }) => path === "data/index.html")?.html ?? "", "href");
	expect(downloads).toContain(`${data.repository}/releases/download/v${data.version}/registry.sqlite`);
});

test("every kind of change is said in words, on the page of changes and in the history of its offerings", () => {
	expect([...new Set(TOLD.map(([kind]) => kind))].sort()).toEqual([...CHANGE_KINDS].sort());
	const pages = hostileSite();
	const changes = textAt(pages, "changes/index.html");
	for (const [, , said] of TOLD) expect(changes).toContain(said);
	expect(changes).toContain("SOC 2 Type II: ◓ Partial → ● Yes, public. Also changed: wording, sources.");
	expect(changes).toContain("data: 2 changes, 1 not compatible.");
	expect(changes).toContain("Thanks to @ann.");
	expect(textAt(pages, "offerings/acme-api/index.html")).toContain("Thanks to @ann. #7");
	for (const id of ["acme-nimbus", "bolt-nimbus"])
		expect(textAt(pages, `offerings/${id}/index.html`)).toContain("GDPR DPA: Finding: a → b.");
});

test("whatever the artifacts say, the pages run none of it and lead nowhere but to https", () => {
	const pages = hostileSite();
	expect(pages.length).toBeGreaterThan(20);
	expect(textAt(pages, "offerings/acme-api/index.html")).toContain("<img src=x onerror=alert(1)>");
	expect(textAt(pages, "changes/index.html")).toContain("<img src=x onerror=alert(1)>");
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

const HOSTILE = [
	'"><script>alert(1)</script>',
	"<img src=x onerror=alert(1)>",
	"javascript:alert(1)",
	"</script><script>alert(1)</script>",
	"'\"--><svg onload=alert(1)>",
	"{{constructor.constructor('alert(1)')()}}",
	"[x](javascript:alert(1)) <b onclick=alert(1)>b</b>",
].join(" ");

let hostile: WrittenPage[] | undefined;

/** Returns the pages of a site whose artifacts say hostile texts, and every kind of change. */
function hostileSite(): readonly WrittenPage[] {
	if (hostile) return hostile;
	const data = dataOf(rootWith());
	// Every text but those that the site takes apart: ids, codes, dates.
	const poisoned = (value: unknown, key = ""): unknown => {
		if (Array.isArray(value)) return value.map((one) => poisoned(one, key));
		if (typeof value === "object" && value !== null)
			return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, name)]));
		if (typeof value !== "string" || KEPT.has(key) || /_id$|^\d{4}-/.test(key) || /^\d{4}-\d\d-\d\d$/.test(value))
			return value;
		return key === "url" || key === "archived" ? `javascript:alert(1)//${HOSTILE}` : HOSTILE;
	};
	const artifacts = temporaryFolder();
	write(artifacts, {
		...data,
		name: HOSTILE,
		disclaimer: HOSTILE,
		// The page of changes names an offering as its record does.
		offerings: data.offerings.map((one: { id: string }) => ({
			...(poisoned(one) as object),
			...(one.id === "acme-nimbus" && { name: "Acme on Nimbus" }),
		})),
		vendors: poisoned(data.vendors),
		services: poisoned(data.services),
	});
	writeFileSync(join(artifacts, "dataset.jsonld"), JSON.stringify({ name: HOSTILE }));
	writeFileSync(join(artifacts, "changes.json"), JSON.stringify({ releases: releasesWith(HOSTILE) }));
	hostile = pagesOf(pagesFrom(artifacts));
	return hostile;
}

/** Keys whose values are ids, codes or URLs of the data set itself. */
const KEPT = new Set([
	...["id", "kind", "category", "status", "value", "confidence", "verified_via", "via", "publisher", "archive_kept_by"],
	...["state_at_release", "tier", "route", "default", "country", "permalink", "trust_center", "domains", "written_in"],
	...["not_applicable", "requires", "cell_id", "offerings", "aliases", "successor"],
]);

function dataOf(root: string) {
	return JSON.parse(readFileSync(join(artifactsOf(root), "data.json"), "utf8"));
}

function write(artifacts: string, data: unknown): void {
	writeFileSync(join(artifacts, "data.json"), JSON.stringify(data));
	writeFileSync(join(artifacts, "SHA256SUMS"), "");
}
