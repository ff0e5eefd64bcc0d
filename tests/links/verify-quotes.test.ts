import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { sourcesOf } from "../../scripts/evidence/sources.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { parsePermalink } from "../../scripts/links/copies.ts";
import { quoteReportOf } from "../../scripts/links/verify-quotes.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { prettyQuotes } from "../../scripts/report/quotes.ts";
import { git, initRepository } from "../git.ts";
import { baseFiles, REPOSITORY, registry, rootWith, TODAY, temporaryFolder } from "../support.ts";

const REAL = loadRegistry(folderTree(REPOSITORY));
/** The records' quotes with a copy in a git repository. */
const QUOTED = [...sourcesOf(REAL).values()].flat().flatMap(({ source }) => {
	const { quote, locator, archived } = source;
	const permalink = archived === undefined ? null : parsePermalink(archived);
	return quote === undefined || permalink === null ? [] : [{ quote, locator, permalink }];
});

/** Writes each copy as a Markdown file that says its quotes, each in a paragraph under its locator. */
function copiesOf(quotes: typeof QUOTED): string {
	const folder = temporaryFolder();
	for (const [file, own] of Map.groupBy(quotes, ({ permalink: { repository, commit, path } }) =>
		join(folder, repository, commit, path),
	)) {
		const text = own.map(({ quote, locator }) => {
			const paragraph = `${quote.replace(/\s*\[…\]\s*/g, ", other words between, ").replace(/[*_\\[\]<>`|]/g, "\\$&")} More words.`;
			return `## ${(locator ?? "Part").replace(/[*_\\[\]<>`|#]/g, "\\$&")}\n\n${paragraph}\n`;
		});
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, `# Copy\n\n${text.join("\n")}`);
	}
	return folder;
}

/** Ways in which a quote can be false, by its words. */
const FALSIFIED: readonly ((words: readonly string[], at: number) => readonly string[])[] = [
	(words, at) => words.toSpliced(at, 1),
	(words, at) => words.toSpliced(at, 0, "never"),
	(words, at) => words.with(at, "sometimes"),
	(words, at) => words.with(at, words[at + 1] ?? "").with(at + 1, words[at] ?? ""),
	(words, at) => words.with(at, `${words[at]?.slice(0, -1)}q`),
];

test("every quote of the records is found in a copy that says it, and every one of 50 falsified ones is caught", async () => {
	const markdown = QUOTED.filter(({ permalink }) => /\.mdx?$/.test(permalink.path));
	expect(markdown.length).toBeGreaterThan(300);
	const copies = copiesOf(markdown);
	const files = new Set(
		markdown.map(({ permalink: { repository, commit, path } }) => `${repository} ${commit} ${path}`),
	);
	const { quotes } = await quoteReportOf(REAL, copies, TODAY);
	const isCopied = (archived: string | null) => {
		const permalink = parsePermalink(archived ?? "");
		return permalink !== null && files.has(`${permalink.repository} ${permalink.commit} ${permalink.path}`);
	};
	const checked = quotes.filter(({ archived }) => isCopied(archived));
	expect(
		checked.filter(({ status }) => status !== "present").map(({ file, line, status }) => [file, line, status]),
	).toEqual([]);
	expect(checked.length).toBeGreaterThanOrEqual(markdown.length);
	const step = Math.floor(markdown.length / 50);
	const falsified = Array.from({ length: 50 }, (_, n) => {
		const one = markdown[n * step];
		const words = (one?.quote ?? "").split(" ");
		// A word before the last, and not one of an ellipsis.
		const at = words.findIndex(
			(word, index) => index >= (words.length - 2) / 2 && !/…/.test(`${word}${words[index + 1]}`),
		);
		const quote = FALSIFIED[n % FALSIFIED.length]?.(words, Math.min(Math.max(at, 0), words.length - 2)).join(" ") ?? "";
		return { quote, archived: one?.permalink };
	});
	const root = rootWith({
		"offerings/acme-api.yaml": recordWith(falsified.map(({ quote, archived }) => [quote, archived])),
	});
	const report = await quoteReportOf(loadRegistry(folderTree(root)), copies, TODAY);
	const own = report.quotes.filter(({ archived }) => isCopied(archived));
	expect(own).toHaveLength(50);
	expect(own.filter(({ status }) => status !== "changed" && status !== "absent")).toEqual([]);
	expect(report.ok).toBe(false);
});

/** A record with a source for each quote and the copy that it is to stand in. */
function recordWith(quotes: readonly (readonly [string, (typeof QUOTED)[number]["permalink"] | undefined])[]): string {
	const sources = quotes.map(([quote, permalink], n) => {
		const path = permalink?.path.split("/").map(encodeURIComponent).join("/");
		const archived = `https://github.com/${permalink?.repository}/blob/${permalink?.commit}/${path}`;
		return `      - url: https://acme.com/${n}\n        title: A\n        via: copy\n        archived: ${archived}\n        captured: "2026-11-20"\n        quote: ${JSON.stringify(quote)}\n`;
	});
	const dimensions = ["training_on_customer_data", "retention_zdr"];
	const cells = dimensions.slice(0, quotes.length).map((dimension, index) => {
		const own = sources.filter((_, n) => n % dimensions.length === index).join("");
		return `  ${dimension}:\n    value: partial\n    confidence: medium\n    finding: F\n    caveat: C.\n    notes: >-\n      N.\n    sources:\n${own}`;
	});
	const head = (baseFiles()["offerings/acme-api.yaml"] ?? "").split("documents:")[0];
	return `${head}dimensions:\n${cells.join("")}`;
}

const SENTENCE = "We do not use your inputs to train our models.";

test("the command prints what is wrong, with file and line, and ends with 1", () => {
	const folder = temporaryFolder();
	const work = join(folder, "acme/docs");
	mkdirSync(work, { recursive: true });
	writeFileSync(join(work, "terms.md"), `# Training\n\n${SENTENCE}\n`);
	initRepository(work);
	const commit = git(work, "rev-parse", "HEAD").trim();
	const permalink = { repository: "acme/docs", commit, path: "terms.md" };
	const call = (quotes: readonly string[], ...more: readonly string[]) => {
		const root = rootWith({ "offerings/acme-api.yaml": recordWith(quotes.map((quote) => [quote, permalink])) });
		return registry(["links", "--root", root, "--quotes", "--copies", folder, "--no-color", "acme-api", ...more]);
	};
	const good = call([SENTENCE], "--format", "json");
	expect(good.stderr).toBe("");
	expect(JSON.parse(good.stdout)).toMatchObject({ ok: true, counts: { present: 1, changed: 0, absent: 0 } });
	expect(good.code).toBe(0);
	const bad = call([SENTENCE.replace("do not use", "use"), SENTENCE]);
	expect(bad.code).toBe(1);
	expect(bad.stdout).toMatch(
		/^Differs from the copy: correct the quote \(1\)\n {2}offerings\/acme-api\.yaml:\d+ No-training default\n/,
	);
	expect(bad.stdout).toContain("copy: We {+do not +}use your inputs to train our models");
	expect(bad.stdout).toMatch(/\n\d+ quotes: 1 present, 0 moved, 1 changed, 0 absent, \d+ unread\.\n$/);
});

test.each([
	[["--quotes"], "--quotes needs --copies"],
	[["--copies", "."], "--copies is for --quotes"],
	[["--quotes", "--copies", ".", "--recheck"], "leave out the other options"],
	[["--join", "a.json", "--archive"], "leave out --archive and --recheck"],
])("options without effect are refused: %s", (args, message) => {
	const { code, stderr } = registry(["links", "--root", rootWith(), ...args]);
	expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test("each status has its title", () => {
	const quote = {
		file: "a.yaml",
		line: 1,
		dimension: "gdpr_dpa",
		archived: null,
		locator: "1",
		quote: "q",
		passage: "",
	} as const;
	const text = prettyQuotes(
		(["present", "moved", "changed", "absent", "unread"] as const).map((status) => ({ ...quote, status })),
		(_style, words) => words,
	);
	expect(text.match(/^[A-Z].*\(1\)$/gm)).toEqual([
		"Not in the copy: correct or drop the quote (1)",
		"Differs from the copy: correct the quote (1)",
		"In another section of the copy: correct the locator (1)",
		"Copy not opened (1)",
	]);
});
