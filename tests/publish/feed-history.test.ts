import { XMLParser } from "fast-xml-parser";
import { beforeAll, expect, test } from "vitest";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { type GradeId, gradeOf } from "../../schemas/grades.ts";
import type { PublishedData } from "../../schemas/published.ts";
import { gitLine, gitOutput } from "../../scripts/git/git.ts";
import { releasePoints } from "../../scripts/git/releases.ts";
import { changeFeeds } from "../../scripts/publish/site/feeds.ts";
import { nextRelease } from "../../scripts/release/history.ts";
import { REPOSITORY } from "../support.ts";
import { realDataset, textOf } from "./published.ts";

interface Entry {
	readonly title: string;
	readonly id: string;
	readonly summary: string;
	readonly link: { readonly "@_href": string };
}

const isShallow = gitLine(REPOSITORY, "rev-parse", "--is-shallow-repository") !== "false";
const feeds = new Map<string, Entry[]>();

beforeAll(() => {
	if (isShallow) return;
	const { releases } = nextRelease(REPOSITORY);
	const parser = new XMLParser({ ignoreAttributes: false, htmlEntities: true, isArray: (name) => name === "entry" });
	for (const artifact of changeFeeds(realDataset(), releases)) {
		const { feed } = parser.parse(textOf(artifact)) as { feed: { entry?: Entry[] } };
		feeds.set(artifact.path, feed.entry ?? []);
	}
});

test("the feed of each offering of 1.1.0 tells every grade that moved since, with before, after and a link, and no other", ({
	skip,
}) => {
	skip(isShallow, "this copy has no whole history; run: git fetch --unshallow");
	const point = releasePoints(REPOSITORY).find((one) => one.version === "1.1.0");
	const text = gitOutput(REPOSITORY, ["show", `${point?.commit}:dist/data.json`], "read 1.1.0").toString("utf8");
	const before = JSON.parse(text) as PublishedData;
	const now = new Map(realDataset().offerings.map((offering) => [offering.id, offering]));
	expect(before.offerings.length).toBeGreaterThan(30);
	let moves = 0;
	for (const { id, dimensions } of before.offerings) {
		const offering = now.get(id);
		const expected = Object.entries(dimensions).flatMap(([dimension, cell]) => {
			const is = offering?.dimensions[dimension as keyof typeof dimensions];
			if (!cell || !is || is.value === cell.value) return [];
			const { label } = dimensionOf(dimension as keyof typeof dimensions);
			const named = (grade: string) => gradeOf(grade as GradeId).label;
			return [
				{
					title: `${offering?.name}: ${label}: grade changed`,
					link: `https://ai-offering-registry.github.io/registry/offerings/${id}/#${dimension}`,
					moved: `Before: ${named(cell.value)}. After: ${named(is.value)}.`,
				},
			];
		});
		moves += expected.length;
		const entries = (feeds.get(`feeds/${id}.xml`) ?? []).filter(({ title }) => title.endsWith(": grade changed"));
		// Newest first: of a grade that moved twice, the last one is what it moved from.
		const told = [...Map.groupBy(entries, ({ title }) => title)].flatMap(([title, list]) => {
			const [was, is] = [list.at(-1), list[0]].map((entry) =>
				/^Before: (.*)\. After: (.*)\. In/.exec(entry?.summary ?? ""),
			);
			if (was?.[1] === is?.[2]) return [];
			return [{ title, link: list[0]?.link["@_href"] ?? "", moved: `Before: ${was?.[1]}. After: ${is?.[2]}.` }];
		});
		const byTitle = (list: typeof told) => list.sort((a, b) => (a.title < b.title ? -1 : 1));
		expect(byTitle(told), id).toEqual(byTitle(expected));
	}
	expect(moves).toBeGreaterThan(20);
});

test("each entry of an offering's feed has before and after, which differ, a link to the offering, and an id of its own", ({
	skip,
}) => {
	skip(isShallow, "this copy has no whole history; run: git fetch --unshallow");
	for (const [path, entries] of feeds) {
		expect(new Set(entries.map(({ id }) => id)).size, path).toBe(entries.length);
		if (path === "feeds/changes.xml") continue;
		const id = path.slice("feeds/".length, -".xml".length);
		for (const { summary, link, title } of entries) {
			const [, was, is] =
				/^Before: (.*?)\. After: (.*?)\.(?: Difference: .+\.)? In release \d+\.\d+\.\d+\.$/s.exec(summary) ?? [];
			expect([title, was, is]).toEqual([title, expect.any(String), expect.any(String)]);
			if (!summary.includes(" Difference: ")) expect(was, summary).not.toBe(is);
			expect(link["@_href"]).toContain(`/offerings/${id}/`);
		}
	}
	expect(feeds.get("feeds/anthropic-api.xml")?.some(({ summary }) => summary.endsWith("In release 2.0.0."))).toBe(true);
});
