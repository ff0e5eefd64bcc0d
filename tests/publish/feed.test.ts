import { readFileSync } from "node:fs";
import { join } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import type { Release } from "../../schemas/changelog.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { feedXml } from "../../scripts/publish/feed-xml.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles, REPOSITORY } from "../support.ts";

const dataset = datasetOf(loadRegistry(memoryTree(baseFiles())), { version: "1.1.0", generated: "2026-11-24" });

function release(version: string, date: string): Release {
	const statistics = { offerings: 2, cells: 6, upgrades: 1, downgrades: 0, reverified: 0 };
	return { version, date, bump: "minor", statistics, changes: [] };
}

type Element = Record<string, unknown>;

function feed(releases: readonly Release[], of = dataset) {
	const text = [...feedXml(of, releases).pieces()].join("");
	expect(XMLValidator.validate(text)).toBe(true);
	expect(text.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<feed ')).toBe(true);
	// Everything is a list, so that what stands twice is seen.
	const parser = new XMLParser({
		ignoreAttributes: false,
		parseTagValue: false,
		htmlEntities: true,
		isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
	});
	const [root, ...others] = parser.parse(text).feed as Element[];
	expect(others).toEqual([]);
	return root ?? {};
}

/** The text of an element that stands exactly once. */
function once(part: Element, name: string): string {
	const found = part[name] as string[];
	expect(found, name).toHaveLength(1);
	return found[0] ?? "";
}

/** Asserts the requirements of RFC 4287 on a feed or an entry, and that it holds nothing that the RFC does not define. */
function expectAtom(part: Element, allowed: readonly string[]) {
	const known = ["title", "id", "updated", "link", "author", "summary", ...allowed];
	expect(Object.keys(part).filter((name) => !known.includes(name))).toEqual([]);
	// 4.2.14 and 3.1: a title, once; without a type it is plain text.
	expect(once(part, "title")).toMatch(/^[^<>&]*\S[^<>&]*$/);
	// 4.2.6: an absolute IRI, once, written as comparison character by character wants it.
	const id = once(part, "id");
	expect(new URL(id).href).toBe(id);
	// 4.2.15 and 3.3: a date of RFC 3339, once, with capital T and Z, of a day that exists.
	const updated = once(part, "updated");
	expect(updated).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
	expect(new Date(updated).toISOString()).toBe(updated.replace("Z", ".000Z"));
	// 4.2.7: a link has an address, and a relation is a name; 4.1.1 and 4.1.2: one alternate of a type and language.
	const links = part.link as Record<string, string>[];
	for (const link of links) {
		expect(new URL(link["@_href"] ?? "").protocol).toBe("https:");
		expect(["self", "alternate"]).toContain(link["@_rel"] ?? "alternate");
		expect(Object.keys(link).filter((name) => !["@_href", "@_rel"].includes(name))).toEqual([]);
	}
	// 4.1.2: an entry without content has an alternate.
	expect(links.filter((link) => (link["@_rel"] ?? "alternate") === "alternate")).toHaveLength(1);
}

function expectFeed(parsed: Element): Element[] {
	expectAtom(parsed, ["@_xmlns", "entry"]);
	expect(parsed["@_xmlns"]).toBe("http://www.w3.org/2005/Atom");
	// 4.1.1: an author, unless all entries have one; 3.2.1: with a name, once.
	const [author, ...others] = parsed.author as Element[];
	expect(others).toEqual([]);
	expect(once(author ?? {}, "name")).toMatch(/\S/);
	// 4.1.1: a feed should name itself.
	expect((parsed.link as Element[]).filter((link) => link["@_rel"] === "self")).toHaveLength(1);
	const entries = (parsed.entry ?? []) as Element[];
	for (const entry of entries) {
		expectAtom(entry, []);
		expect(once(entry, "summary")).toMatch(/\S/);
	}
	// 4.1.1: the same id is the same entry.
	expect(new Set(entries.map(({ id }) => String(id))).size).toBe(entries.length);
	return entries;
}

const idsOf = (entries: readonly Element[]) => entries.map((entry) => once(entry, "id"));

test("the feed holds to every MUST of RFC 4287 that an Atom feed without content can meet", () => {
	const parsed = feed([release("1.1.0", "2026-11-24"), release("1.0.0", "2026-11-01")]);
	const entries = expectFeed(parsed);
	expect(entries.map((entry) => once(entry, "title"))).toEqual(["1.1.0", "1.0.0"]);
	expect(once(parsed, "updated")).toBe(once(entries[0] ?? {}, "updated"));
});

test("ids are of their own and stay when releases follow", () => {
	const first = idsOf(expectFeed(feed([release("1.0.0", "2026-11-01")])));
	const later = idsOf(expectFeed(feed([release("1.1.0", "2026-11-24"), release("1.0.0", "2026-11-01")])));
	expect(later).toHaveLength(2);
	expect(later).toEqual(expect.arrayContaining(first));
});

test("a feed without releases is still a feed", () => {
	expect(expectFeed(feed([]))).toEqual([]);
});

test("nothing in a name is markup", () => {
	const name = 'A & B <b>"C"</b> ]]> &amp;';
	const parsed = feed([], { ...dataset, header: { ...dataset.header, name } });
	expect(String(parsed.title)).toBe(`${name}: releases`);
});

test("the committed feed is one, too", () => {
	const text = readFileSync(join(REPOSITORY, "dist/feed.xml"), "utf8");
	expect(XMLValidator.validate(text)).toBe(true);
	expect([...text.matchAll(/<entry>/g)].length).toBeGreaterThan(0);
});
