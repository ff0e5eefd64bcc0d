import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { REPOSITORY } from "../support.ts";
import { addressOf, attributes, pagesOf, textOf } from "./html.ts";
import { BASE, buildSite } from "./site.ts";

const { artifacts, pages: folder } = buildSite(REPOSITORY);
const pages = pagesOf(folder);
const data = JSON.parse(readFileSync(join(artifacts, "data.json"), "utf8"));
const pageAt = (path: string) => pages.find((page) => page.path === `${path}index.html`)?.html ?? "";
const ORIGIN = new URL(data.homepage).origin;

test("there is a page for every offering, question and vendor, and for everything else that the header names", () => {
	const wanted = [
		"",
		"404.html",
		...data.offerings.map(({ id }: { id: string }) => `offerings/${id}/`),
		...data.dimension_details.map(({ slug }: { slug: string }) => `questions/${slug}/`),
		...data.vendors.map(({ id }: { id: string }) => `vendors/${id}/`),
	].map((path) => (path.endsWith(".html") ? path : `${path}index.html`));
	expect(data.offerings.length).toBeGreaterThan(30);
	expect(wanted.filter((path) => !pages.some((page) => page.path === path))).toEqual([]);
});

test("every page is valid HTML", () => {
	const validator = new HtmlValidate({
		extends: ["html-validate:recommended"],
		// A version is an id with dots; an offering's name is as long as it is.
		rules: { "valid-id": ["error", { relaxed: true }], "long-title": "off" },
	});
	const found = pages.flatMap(({ path, html }) =>
		validator
			.validateStringSync(html, path)
			.results.flatMap(({ messages }) =>
				messages.map(({ ruleId, message, line, column }) => `${path}:${line}:${column} ${ruleId}: ${message}`),
			),
	);
	expect(found).toEqual([]);
});

test("every link inside the site leads to a page or a file, and every anchor to an element", () => {
	const ids = new Map(pages.map((page) => [addressOf(page), new Set(attributes(page.html, "id"))]));
	const seen = new Set<string>();
	const broken = pages.flatMap((page) =>
		[...attributes(page.html, "href"), ...attributes(page.html, "src")].flatMap((href) => {
			const target = new URL(href, `${ORIGIN}${addressOf(page)}`);
			if (target.origin !== ORIGIN) return [];
			seen.add(target.href);
			const anchors = ids.get(target.pathname);
			const anchor = decodeURIComponent(target.hash.slice(1));
			if (anchors) return anchor === "" || anchors.has(anchor) ? [] : [`${page.path}: no element ${href}`];
			const file = target.pathname.startsWith(BASE) && existsSync(join(folder, target.pathname.slice(BASE.length)));
			return file && !target.pathname.endsWith("/") ? [] : [`${page.path}: nothing at ${href}`];
		}),
	);
	expect(seen.size).toBeGreaterThan(400);
	expect(broken).toEqual([]);
});

test("every link out of the site is https", () => {
	const links = pages
		.flatMap(({ html }) => attributes(html, "href"))
		.filter((href) => !href.startsWith("/") && !href.startsWith("#"));
	expect(links.length).toBeGreaterThan(500);
	expect(links.filter((href) => !href.startsWith("https://"))).toEqual([]);
});

test("every page forbids what it does not need, and has nothing inline that it forbids", () => {
	for (const { path, html } of pages) {
		const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? "";
		expect(policy, path).toContain("default-src 'none'");
		expect(policy, path).not.toMatch(/unsafe-inline|https?:|\*|data:/);
		// The policy stands before anything that it rules.
		expect(html.indexOf("Content-Security-Policy"), path).toBeLessThan(html.search(/<(?:link|script)\b/));
		expect(html, path).not.toMatch(/<style\b|\sstyle="|\son[a-z]+="/);
		for (const [tag, attributes = ""] of html.matchAll(/<script\b([^>]*)>/g)) {
			expect(attributes, `${path}: ${tag}`).toMatch(
				/type="application\/ld\+json"|^ type="application\/json" id="terms"$|type="module" src="\/registry\/assets\/[^"]+"/,
			);
		}
		for (const src of [
			...attributes(html, "src"),
			...[...html.matchAll(/<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)].map((link) => link[1] ?? ""),
		]) {
			expect(src, path).toMatch(/^\/registry\//);
		}
	}
});

test("the first load of an offering's page is at most 60 KB, and no script holds it up", () => {
	const size = (href: string) => gzipSync(readFileSync(join(folder, href.slice(BASE.length)))).length;
	const loads = pages
		.filter(({ path }) => path.startsWith("offerings/"))
		.map(({ path, html }) => {
			const parts = [...html.matchAll(/<(?:link rel="(?:stylesheet|icon)" href|script type="module" src)="([^"]+)"/g)];
			return { path, bytes: parts.reduce((sum, part) => sum + size(part[1] ?? ""), gzipSync(html).length) };
		});
	expect(loads.length).toBe(data.offerings.length);
	expect(loads.filter(({ bytes }) => bytes > 60_000)).toEqual([]);
});

test("an offering's page says what its record says, without a script", () => {
	for (const offering of data.offerings) {
		const html = pageAt(`offerings/${offering.id}/`);
		const text = textOf(html);
		expect(text).toContain(`Watch-outs ${offering.watch_outs}`);
		for (const { id, label } of data.dimension_details) {
			const cell = offering.dimensions[id];
			expect(html).toContain(`id="${id}"`);
			expect(text).toContain(label);
			for (const said of cell ? [cell.caveat ?? "", cell.verified] : [])
				expect(text).toContain(said.replace(/\s+/g, " "));
			for (const { url, archived } of cell?.sources ?? []) {
				expect(attributes(html, "href")).toContain(url);
				if (archived) expect(attributes(html, "href")).toContain(archived);
			}
			for (const url of cell?.searched ?? []) expect(attributes(html, "href")).toContain(url);
		}
		const values = [...html.matchAll(/<dd>([^<]*)<\/dd>/g)].map((found) => found[1]);
		for (const code of ["true", "false", "True", "null", "undefined", ""]) expect(values).not.toContain(code);
	}
});

test("what leads to a form of GitHub fills in choices that the form has", () => {
	const links = pages.flatMap(({ html }) => attributes(html, "href")).filter((href) => href.includes("/issues/new"));
	const filled = links.map((link) => Object.fromEntries(new URL(link).searchParams));
	// A retired offering is corrected no more.
	const active = data.offerings.filter(({ status }: { status: string }) => status === "active");
	const cells = active.map(
		({ not_applicable }: { not_applicable: string[] }) => data.dimension_details.length - not_applicable.length,
	);
	expect(filled.filter(({ template, dimension }) => template === "correction.yml" && dimension).length).toBe(
		cells.reduce((sum: number, count: number) => sum + count, 0),
	);
	expect(filled.filter(({ template }) => template === "dispute.yml").length).toBe(active.length);
	expect(filled.filter(({ template }) => template === "new-offering.yml").length).toBe(1);
	const choices = new Map<string, readonly string[]>();
	for (const { template, title: _, ...answers } of filled) {
		for (const [key, answer] of Object.entries(answers)) {
			const known = choices.get(`${template} ${key}`) ?? choicesOf(`${template}`, key);
			choices.set(`${template} ${key}`, known);
			expect(known, `${template} ${key}`).toContain(answer);
		}
	}
});

/** What a question of a form can be answered with. */
function choicesOf(template: string, question: string): readonly string[] {
	const form = parse(readFileSync(join(REPOSITORY, ".github/ISSUE_TEMPLATE", template), "utf8"));
	const asked = form.body.find(({ id }: { id?: string }) => id === question);
	return asked?.attributes.options ?? [];
}

test("the matrix holds a row for each offering and says each grade in words", () => {
	const html = pageAt("");
	expect(attributes(html, "data-id").sort()).toEqual(data.offerings.map(({ id }: { id: string }) => id).sort());
	expect(attributes(html, "data-g").length).toBe(data.coverage.cells);
	const text = textOf(html);
	for (const { label } of data.grades) expect(text).toContain(label);
});

test("the quality page counts what became of the sources", () => {
	const html = pageAt("quality/");
	const rows = [
		["dead", "Dead"],
		["changed", "Changed"],
		["blocked", "Blocked"],
		["unchecked", "Not looked at"],
	] as const;
	for (const [key, label] of rows) expect(textOf(html)).toContain(`${label} ${data.coverage.sources[key]} `);
	expect(data.coverage.sources.total).toBeGreaterThan(200);
});

test("search engines find every page, the data set, and what a shared link shows", () => {
	const sitemap = readFileSync(join(folder, "sitemap.xml"), "utf8");
	const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => found[1]);
	expect(listed).toEqual(
		pages
			.filter(({ path }) => path !== "404.html")
			.map((page) => `${ORIGIN}${addressOf(page)}`)
			.sort(),
	);
	expect(readFileSync(join(folder, "robots.txt"), "utf8")).toContain(`Sitemap: ${data.homepage}sitemap.xml`);
	for (const path of ["", "data/"]) {
		const [, jsonld = ""] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(pageAt(path)) ?? [];
		expect(JSON.parse(jsonld)["@type"]).toBe("Dataset");
	}
	for (const { path, html } of pages) {
		expect(html, path).toMatch(/<meta property="og:title" content="[^"]+"/);
		expect(html, path).toMatch(/<meta name="description" content="[^"]+"/);
		expect(html, path).toContain('<link rel="alternate" type="application/atom+xml"');
	}
});

test("the artifacts stand beside the pages, and the data page tells their hashes", () => {
	const sums = readFileSync(join(folder, "SHA256SUMS"), "utf8").trim().split("\n");
	expect(sums.length).toBeGreaterThan(50);
	for (const line of sums) expect(existsSync(join(folder, line.split("  ")[1] ?? "")), line).toBe(true);
	const hash = sums.find((line) => line.endsWith("  data.json"))?.split("  ")[0] ?? "no hash";
	expect(textOf(pageAt("data/"))).toContain(hash);
});

test("a release has the anchor that the feed names", () => {
	const feed = readFileSync(join(folder, "feed.xml"), "utf8");
	const anchors = [...feed.matchAll(/changes\/#([^"<]+)/g)].map((found) => found[1] ?? "");
	expect(anchors.length).toBeGreaterThan(0);
	for (const anchor of anchors) expect(attributes(pageAt("changes/"), "id")).toContain(anchor);
});
