import { expect, test } from "vitest";
import type { ReleasedChange } from "../../schemas/changelog.ts";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import { changelogMarkdown, MAX_SECTION_LINES, releaseNotes } from "../../scripts/release/changelog.ts";
import { nextRelease, releasesIn } from "../../scripts/release/history.ts";
import { MAX_NEWS_LINES, NEWS_FILE } from "../../scripts/release/news.ts";
import { commitAll, git } from "../git.ts";
import { baseFiles } from "../support.ts";
import { release, released } from "./repositories.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const lines = (count: number) => Array.from({ length: count }, (_, index) => `- Line ${index + 1}.\n`).join("");
const news = (count: number) => `# What is new\n\n${lines(count)}`;

/** Returns a repository with a release and a correction after it. */
function withNews(): string {
	const root = released({ [NEWS_FILE]: news(1) });
	commitAll(root, "Correct a finding", {
		[FILE]: text.replace("finding: Report under an NDA", "finding: A report under an NDA"),
	});
	return root;
}

test("news go into the notes of one release: the first after they were written", () => {
	const root = withNews();
	const [next, first] = nextRelease(root).releases;
	expect(first?.news).toBe("- Line 1.");
	expect(next).not.toHaveProperty("news");
	commitAll(root, "Tell the news", { [NEWS_FILE]: "# What is new\n\n- Second.\n" });
	const [told] = nextRelease(root).releases;
	if (told === undefined) throw new Error("no release");
	expect(told.news).toBe("- Second.");
	expect(releaseNotes(told)).toMatch(/read again\.\n\n### What is new\n\n- Second\.\n\n### Changed\n/);
	expect(release(root, "prepare")).toMatchObject({ code: 0 });
	expect(releasesIn(root).map((release) => release.news)).toEqual(["- Second.", "- Line 1."]);
	expect(git(root, "show", "HEAD:dist/changes.json")).toContain('"news": "- Second."');
});

test(`${MAX_NEWS_LINES} lines of news are released, one more is refused before anything is written`, () => {
	const root = withNews();
	commitAll(root, "Tell the news", { [NEWS_FILE]: news(MAX_NEWS_LINES) });
	expect(nextRelease(root).releases[0]?.news).toBe(lines(MAX_NEWS_LINES).trim());
	commitAll(root, "Tell more news", { [NEWS_FILE]: news(MAX_NEWS_LINES + 1) });
	const head = git(root, "rev-parse", "HEAD");
	expect(release(root, "prepare")).toMatchObject({
		code: 2,
		stderr: `error: ${NEWS_FILE} has ${MAX_NEWS_LINES + 1} lines of news, and the notes of a release take at most ${MAX_NEWS_LINES}; shorten it and commit\n`,
	});
	expect(git(root, "rev-parse", "HEAD")).toBe(head);
	expect(git(root, "status", "--porcelain")).toBe("");
});

test("news take their lines from the summary of a long release, not from the reader", () => {
	const graded = (index: number): ReleasedChange => ({
		...{
			kind: "grade_changed",
			offering: `acme-${index}`,
			dimension: DIMENSION_IDS[index % DIMENSION_IDS.length] ?? null,
		},
		...{ field: "value", before: index % 3 === 0 ? "unclear" : "partial", after: "yes_public", direction: "up" },
		...{ path: `dimensions.${index}.value`, source: null, credits: [], pulls: [] },
	});
	const statistics = { offerings: 200, cells: 200, upgrades: 200, downgrades: 0, reverified: 0 };
	const parts = { version: "2.1.0", date: "2026-12-01", bump: "minor", statistics } as const;
	for (let count = 1; count <= MAX_SECTION_LINES; count++) {
		const changes = Array.from({ length: count }, (_, index) => graded(index));
		const text = changelogMarkdown([{ ...parts, news: lines(MAX_NEWS_LINES).trim(), changes }]);
		const section = text.slice(text.indexOf("\n## ") + 1, text.lastIndexOf("\n[2.1.0]:")).split("\n").length;
		expect(section, `${count} changes`).toBeLessThanOrEqual(MAX_SECTION_LINES);
		expect(text).toContain("- Line 10.\n");
	}
});
