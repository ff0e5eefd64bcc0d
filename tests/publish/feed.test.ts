import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import type { Release } from "../../schemas/changelog.ts";
import { loadRegistry } from "../../scripts/load/registry.ts";
import { memoryTree } from "../../scripts/load/tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { feedXml } from "../../scripts/publish/feed-xml.ts";
import { baseFiles } from "../support.ts";

const dataset = datasetOf(loadRegistry(memoryTree(baseFiles())), { version: "1.1.0", generated: "2026-11-24" });

function release(version: string, date: string): Release {
	const statistics = { offerings: 2, cells: 6, upgrades: 1, downgrades: 0, reverified: 0 };
	return { version, date, bump: "minor", statistics, changes: [] };
}

function feed(releases: readonly Release[]) {
	const text = [...feedXml(dataset, releases).pieces()].join("");
	expect(XMLValidator.validate(text)).toBe(true);
	const parser = new XMLParser({
		ignoreAttributes: false,
		parseTagValue: false,
		isArray: (name) => ["entry", "link"].includes(name),
	});
	return parser.parse(text).feed;
}

/** What RFC 4287 asks of a feed and of each entry (sections 4.1.1, 4.1.2, 4.2.6, 4.2.7, 3.3). */
function expectAtom(part: Record<string, unknown>) {
	expect(part.title).toMatch(/\S/);
	expect(new URL(String(part.id)).href).toBe(part.id);
	expect(part.updated).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
	const links = part.link as Record<string, string>[];
	expect(links.filter((link) => (link["@_rel"] ?? "alternate") === "alternate")).toHaveLength(1);
	for (const link of links) expect(() => new URL(link["@_href"] ?? "")).not.toThrow();
}

test("the feed is Atom: every element that RFC 4287 requires, once, in its form", () => {
	const parsed = feed([release("1.1.0", "2026-11-24"), release("1.0.0", "2026-11-01")]);
	expect(parsed["@_xmlns"]).toBe("http://www.w3.org/2005/Atom");
	expectAtom(parsed);
	expect(parsed.author.name).toMatch(/\S/);
	expect(parsed.link.some((link: Record<string, string>) => link["@_rel"] === "self")).toBe(true);
	for (const entry of parsed.entry) expectAtom(entry);
	expect(parsed.updated).toBe(parsed.entry[0].updated);
});

test("ids are of their own and stay when releases follow", () => {
	const first = feed([release("1.0.0", "2026-11-01")]).entry.map(({ id }: { id: string }) => id);
	const later = feed([release("1.1.0", "2026-11-24"), release("1.0.0", "2026-11-01")]).entry.map(
		({ id }: { id: string }) => id,
	);
	expect(new Set(later).size).toBe(2);
	expect(later).toEqual(expect.arrayContaining(first));
});

test("a feed without releases is still a feed", () => {
	expectAtom(feed([]));
});
