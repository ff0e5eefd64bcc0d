import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { expect, test } from "vitest";
import { MAX_TITLE } from "../../site/src/text/title.ts";
import { LONG } from "../support.ts";
import { addressOf, attributes, pagesOf, textOf } from "./html.ts";
import { KINDS } from "./kinds.ts";
import { BASE } from "./server.ts";
import { realSite } from "./site.ts";

const { artifacts, pages: folder } = await realSite();
const pages = pagesOf(folder);
const data = JSON.parse(readFileSync(join(artifacts, "data.json"), "utf8"));
const pageAt = (path: string) => pages.find((page) => page.path === `${path}index.html`)?.html ?? "";
const ORIGIN = new URL(data.homepage).origin;

test("there is a page for every offering, question, vendor and service, and for everything else that the header names", () => {
	const ids = (list: readonly { id: string }[], kind: string) => list.map(({ id }) => `${kind}/${id}/`);
	const wanted = [
		"",
		...[
			"compare",
			"questions",
			"vendors",
			"changes",
			"quality",
			"methodology",
			"data",
			"about",
			"correct",
			"search",
		].map((name) => `${name}/`),
		...ids(data.offerings, "offerings"),
		...ids(data.vendors, "vendors"),
		...ids(data.services, "services"),
		...data.dimension_details.map(({ slug }: { slug: string }) => `questions/${slug}/`),
	].map((path) => `${path}index.html`);
	expect(data.offerings.length).toBeGreaterThan(60);
	expect([...wanted, "404.html"].filter((path) => !pages.some((page) => page.path === path))).toEqual([]);
});

test("every page is valid HTML", () => {
	const validator = new HtmlValidate({
		extends: ["html-validate:recommended"],
		rules: {
			// A version is an id with dots.
			"valid-id": ["error", { relaxed: true }],
			"long-title": ["error", { maxlength: MAX_TITLE }],
			// Rows of a grid lose their roles where a phone shows them as blocks.
			"no-redundant-role": "off",
			"prefer-native-element": "off",
			// Forms that answer at once, or on Enter, have no button to send them.
			"wcag/h32": "off",
			// Ticks of one choice share a name.
			"form-dup-name": ["error", { shared: ["radio", "checkbox"] }],
		},
	});
	// All pages of a kind are made by one template; the long suite tries every one.
	const kinds = KINDS.map((kind) => `${kind.split("?")[0]}index.html`);
	const tried = LONG ? pages : pages.filter(({ path }) => path === "404.html" || kinds.includes(path));
	expect(tried.length).toBeGreaterThan(15);
	const found = tried.flatMap(({ path, html }) =>
		validator
			.validateStringSync(html, path)
			.results.flatMap(({ messages }) =>
				messages.map(({ ruleId, message, line, column }) => `${path}:${line}:${column} ${ruleId}: ${message}`),
			),
	);
	expect(found.slice(0, 20)).toEqual([]);
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
	expect(seen.size).toBeGreaterThan(1500);
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
		expect(policy, path).not.toMatch(/unsafe|https?:|\*|data:/);
		// The policy stands before anything that it rules.
		expect(html.indexOf("Content-Security-Policy"), path).toBeLessThan(html.search(/<(?:link|script)\b/));
		expect(html, path).not.toMatch(/<style\b|\sstyle="|\son[a-z]+="/);
		for (const [tag, list = ""] of html.matchAll(/<script\b([^>]*)>/g)) {
			expect(list, `${path}: ${tag}`).toMatch(
				/^ type="application\/ld\+json"$|^ src="\/registry\/theme\.js"$|^ type="module" src="\/registry\/assets\/[^"]+"$/,
			);
		}
		for (const src of [
			...attributes(html, "src"),
			...[...html.matchAll(/<link rel="(?:stylesheet|icon|preload|manifest)" href="([^"]+)"/g)].map(
				(link) => link[1] ?? "",
			),
		])
			expect(src, path).toMatch(/^\/registry\//);
	}
});

/** Bytes of a page's first load as a host sends it, without fonts and pictures: HTML, styles, scripts and what they import. */
function firstLoad(html: string): number {
	const size = (path: string) => gzipSync(readFileSync(join(folder, path))).length;
	const seen = new Set<string>();
	const add = (path: string) => {
		if (seen.has(path)) return;
		seen.add(path);
		if (!path.endsWith(".js")) return;
		for (const [, name] of readFileSync(join(folder, path), "utf8").matchAll(
			/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g,
		))
			add(`assets/${name}`);
	};
	for (const [, path] of html.matchAll(
		/<(?:link rel="stylesheet" href|script(?: type="module")? src)="\/registry\/([^"]+)"/g,
	))
		add(path ?? "");
	return [...seen].reduce((sum, path) => sum + size(path), gzipSync(html).length);
}

test("first loads keep to their budgets: matrix 40 kB, an offering 22 kB, fonts 90 kB", () => {
	expect(firstLoad(pageAt(""))).toBeLessThanOrEqual(40_000);
	const offerings = data.offerings.map(({ id }: { id: string }) => ({
		id,
		bytes: firstLoad(pageAt(`offerings/${id}/`)),
	}));
	expect(offerings.filter(({ bytes }: { bytes: number }) => bytes > 22_000)).toEqual([]);
	expect(Math.min(...offerings.map(({ bytes }: { bytes: number }) => bytes))).toBeGreaterThan(5_000);
	const css = pages.flatMap(({ html }) =>
		[...html.matchAll(/<link rel="stylesheet" href="\/registry\/([^"]+)"/g)].map((link) => link[1] ?? ""),
	);
	const styles = [...new Set(css)].map((path) => readFileSync(join(folder, path), "utf8")).join("");
	const faces = [...styles.matchAll(/@font-face\s*\{([^}]*)\}/g)].map((face) => face[1] ?? "");
	expect(faces.length).toBe(2);
	for (const face of faces) expect(face).toContain("font-display:swap");
	const fonts = faces.flatMap((face) => [...face.matchAll(/url\("?\/registry\/([^)"]+)/g)].map((url) => url[1] ?? ""));
	expect(fonts.reduce((sum, path) => sum + readFileSync(join(folder, path)).length, 0)).toBeLessThanOrEqual(90_000);
});

test("an offering's page says what its record says, with its evidence, without a script", () => {
	for (const offering of data.offerings) {
		const html = pageAt(`offerings/${offering.id}/`);
		const text = textOf(html);
		const hrefs = new Set(attributes(html, "href"));
		expect(text).toContain(`${offering.watch_outs} watch-out`);
		for (const { id, label } of data.dimension_details) {
			const cell = offering.dimensions[id];
			expect(html).toContain(`id="${id}"`);
			expect(text).toContain(label);
			if (!cell) continue;
			const quote = cell.sources.find((source: { quote: string | null }) => source.quote !== null)?.quote ?? "";
			for (const said of [
				cell.finding,
				cell.caveat ?? "",
				quote,
				...cell.limits.map(({ what }: { what: string }) => what),
			])
				expect(text, `${offering.id} ${id}`).toContain(said.replace(/\s+/g, " "));
			for (const { url, archived } of cell.sources) {
				expect(hrefs).toContain(url);
				if (archived) expect(hrefs).toContain(archived);
			}
			for (const { url } of cell.searched) expect(hrefs).toContain(url);
			for (const kind of ["", "&kind=dispute"])
				expect(hrefs).toContain(`${BASE}correct/?offering=${offering.id}&dimension=${id}${kind}`);
		}
		// What a third party reported is never called read or verified.
		expect(text).not.toMatch(/\bverified\b/i);
		const values = [...html.matchAll(/<dd>([^<]*)<\/dd>/g)].map((found) => found[1]);
		for (const code of ["true", "false", "null", "undefined", ""]) expect(values).not.toContain(code);
	}
});

test("a shared answer says for how many it holds, and its service's page shows it once", () => {
	for (const { id, name, offerings } of data.services) {
		const service = textOf(pageAt(`services/${id}/`));
		const of = data.offerings.filter((one: { id: string }) => offerings.includes(one.id));
		for (const offering of of) {
			const shared = Object.values<{ written_in: string }>(offering.dimensions).filter(
				({ written_in: file }) => file === `services/${id}.yaml`,
			);
			const said = textOf(pageAt(`offerings/${offering.id}/`)).split(`offerings of ${name}`).length - 1;
			expect(said, offering.id).toBe(shared.length);
		}
		expect(service).toContain("Is this yours?");
	}
});

test("titles are unique and short, and say what a page is for", () => {
	const titles = pages.map(({ html }) => /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "");
	expect(titles.filter((title) => title.length > MAX_TITLE)).toEqual([]);
	expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
	expect(pageAt("offerings/deepseek-api/")).toContain(
		"<title>DeepSeek API: SOC 2, HIPAA BAA, GDPR DPA, training, residency</title>",
	);
	const descriptions = pages.map(({ html }) => /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? "");
	expect(descriptions.filter((text, at) => descriptions.indexOf(text) !== at)).toEqual([]);
});

test("search engines find every page with its day and its place, and shared links have a picture", () => {
	const sitemap = readFileSync(join(folder, "sitemap.xml"), "utf8");
	const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc><lastmod>\d{4}-\d{2}-\d{2}<\/lastmod>/g)].map(
		(found) => found[1],
	);
	const hidden = ["404.html", "search/index.html"];
	expect(listed.sort()).toEqual(
		pages
			.filter(({ path }) => !hidden.includes(path))
			.map((page) => `${ORIGIN}${addressOf(page)}`)
			.sort(),
	);
	expect(readFileSync(join(folder, "robots.txt"), "utf8")).toContain(`Sitemap: ${data.homepage}sitemap.xml`);
	for (const { path, html } of pages) {
		const og = Object.fromEntries(
			[...html.matchAll(/<meta property="(og:[a-z]+)" content="([^"]*)"/g)].map(([, key, value]) => [key, value]),
		);
		expect(og["og:title"], path).not.toBe("Matrix");
		expect(existsSync(join(folder, og["og:image"]?.slice(data.homepage.length) ?? "none")), path).toBe(true);
		const blocks = [...html.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)].map((found) =>
			JSON.parse(found[1] ?? ""),
		);
		const page = blocks.find((block) => block["@type"] === "WebPage");
		expect(page.dateModified, path).toMatch(/^\d{4}-\d{2}-\d{2}$/);
		if (path.includes("/") && !path.startsWith("404")) expect(page.breadcrumb["@type"], path).toBe("BreadcrumbList");
	}
	for (const path of ["", "data/"]) expect(pageAt(path)).toContain('"@type":"Dataset"');
});

test("the footer of every page leads to who is behind it, the data and the licence", () => {
	for (const { path, html } of pages) {
		const footer = textOf(/<footer>(.*)<\/footer>/s.exec(html)?.[1] ?? "");
		for (const name of ["About", "Contact", "Correct", "GitHub", "Data", "Feed", "Licence", data.version])
			expect(footer, path).toContain(name);
		expect(attributes(html, "href"), path).toContain(data.repository);
	}
});

test("the artifacts stand beside the pages, and the data page lists them", () => {
	const sums = readFileSync(join(folder, "SHA256SUMS"), "utf8").trim().split("\n");
	for (const line of sums) expect(existsSync(join(folder, line.split("  ")[1] ?? "")), line).toBe(true);
	for (const name of ["data.json", "cells.csv", "registry.sqlite"]) expect(textOf(pageAt("data/"))).toContain(name);
});

test("a release has the anchor that the feed names", () => {
	const feed = readFileSync(join(folder, "feed.xml"), "utf8");
	const anchors = [...feed.matchAll(/changes\/#([^"<]+)/g)].map((found) => found[1] ?? "");
	expect(anchors.length).toBeGreaterThan(0);
	for (const anchor of anchors) expect(attributes(pageAt("changes/"), "id")).toContain(anchor);
});

test("words of the first version that were riddles are gone", () => {
	const text = pages.map(({ html }) => textOf(html)).join(" ");
	for (const riddle of [
		"Show everything",
		"if you like",
		"Particulars",
		"Seat",
		"Offerings that it serves",
		"A reading is fresh for",
		"Nothing has these words",
		"There is no such page",
		"look at your connection",
		"another registry's reading",
		"Anyone may.",
		"likewise",
	])
		expect(text).not.toContain(riddle);
});
