import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { linkHistoryText } from "../../scripts/evidence/link-history.ts";
import { citedPages, sourcesOf } from "../../scripts/evidence/sources.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { writeFiles } from "../git.ts";
import { linksHere } from "../links/links-here.ts";
import { type Handler, html, page, redirects, sends, startPages } from "../links/pages.ts";
import { baseFiles, registry, rootWith } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const SENTENCE = "We do not use API data to train our models or those of others unless you opt in.";
const ACME = html(page(`<h2>Section 3</h2><p>${SENTENCE}</p>`));
/** A page for every source and copy of the base registry, which says what is quoted from it. */
const all: Record<string, Handler> = Object.fromEntries(
	citedPages(sourcesOf(loadRegistry(memoryTree(baseFiles())))).map(({ url, quotes }) => {
		const { host, pathname } = new URL(url);
		const says = quotes.map(({ quote, locator }) => `<h2>${locator}</h2><p>${quote}</p>`).join("");
		return [`${host}${pathname}`, url === "https://acme.com/terms" ? ACME : html(page(`${says}<p>Terms.</p>`))];
	}),
);

test("every source is looked at, told, and remembered; the second run asks nothing anew", async () => {
	const root = rootWith();
	const { port, log } = await startPages({
		...all,
		"acme.com/terms": redirects(301, "/legal/terms"),
		"acme.com/legal/terms": ACME,
	});
	const first = await linksHere(root, port);
	expect(first).toMatchObject({ code: 0, stderr: "" });
	expect(first.stdout).toContain(
		"Moved: take over the new URL (1)\n  https://acme.com/terms\n    moved → https://acme.com/legal/terms\n",
	);
	expect(first.stdout).toMatch(/\d+ sources: \d+ ok, 1 moved.*; 0 dead\.\n$/);
	const state = JSON.parse(readFileSync(join(root, "evidence.json"), "utf8"));
	expect(state["https://acme.com/terms"]).toMatchObject([{ on: "2026-11-24", outcome: "moved", status: 200 }]);
	const asked = log.length;
	const second = await linksHere(root, port, ["--format", "json"]);
	expect(JSON.parse(second.stdout)).toMatchObject({
		ok: true,
		root,
		today: "2026-11-24",
		counts: { dead: 0, moved: 1 },
	});
	expect(log).toHaveLength(asked);
	// Left among the texts by a process that was killed: it goes, though no text is written.
	writeFiles(root, { "texts/.registry/.gitignore": "*\n" });
	await linksHere(root, port, ["--recheck"]);
	expect(readdirSync(join(root, "texts")).filter((name) => !name.endsWith(".txt"))).toEqual([]);
	expect(log.length).toBeGreaterThan(asked);
});

test("a failure is asked again on the same day, and is dead on the third day alone", async () => {
	const root = rootWith();
	const { port, log } = await startPages({ ...all, "acme.com/terms": sends(404, {}) });
	const asked = () => log.filter((line) => line === "GET acme.com/terms").length;
	const on = (day: string) => linksHere(root, port, ["--today", day, "--format", "json"]);
	expect(await on("2026-11-24")).toMatchObject({ code: 0 });
	const before = asked();
	expect(await on("2026-11-24")).toMatchObject({ code: 0 });
	expect(asked()).toBeGreaterThan(before);
	expect(await on("2026-11-25")).toMatchObject({ code: 0 });
	const { code, stdout } = await on("2026-11-26");
	expect(code).toBe(1);
	const dead = JSON.parse(stdout).sources.filter((source: { dead: boolean }) => source.dead);
	expect(dead).toMatchObject([
		{ url: "https://acme.com/terms", outcome: "gone", failures: ["2026-11-24", "2026-11-25", "2026-11-26"] },
	]);
});

test("a quote that changed is told with a word diff", async () => {
	const root = rootWith();
	const { port } = await startPages({
		...all,
		"acme.com/terms": html(page(`<p>${SENTENCE.replace("do not use", "may use")}</p>`)),
	});
	const { stdout } = await linksHere(root, port);
	expect(stdout).toContain("Changed: read again (1)\n  https://acme.com/terms\n");
	expect(stdout).toContain(
		"differs: We [-do not-]{+may+} use API data to train our models [-[...]-]{+or those of others+} unless you opt in",
	);
});

test("parts look at different hosts, and joined they know everything", async () => {
	const root = rootWith();
	const { port, log } = await startPages(all);
	const parts = [1, 2].map((index) => join(root, `part-${index}.json`));
	for (const [index, part] of parts.entries()) {
		expect(await linksHere(root, port, ["--shard", `${index + 1}/2`, "--state", part])).toMatchObject({ code: 0 });
	}
	const pages = log.filter((line) => !/robots\.txt|no-such-page/.test(line));
	expect(new Set(pages).size).toBe(pages.length);
	// What no record cites any more is forgotten.
	writeFileSync(
		join(root, "evidence.json"),
		linkHistoryText(new Map([["https://old.com/", [{ on: "2026-11-01", outcome: "gone" }]]])),
	);
	const { stdout } = await linksHere(root, port, ["--join", ...parts, "--format", "json"]);
	expect(JSON.parse(stdout).counts).not.toHaveProperty("unchecked");
	expect(Object.keys(JSON.parse(readFileSync(join(root, "evidence.json"), "utf8")))).not.toContain("https://old.com/");
});

test("an interrupted run keeps what it saw, and the next one checks the rest alone", async () => {
	const root = rootWith();
	const seen = () => Object.keys(JSON.parse(readFileSync(join(root, "evidence.json"), "utf8")));
	// The page never answers; when it is asked for, the run is interrupted.
	const { port } = await startPages({ ...all, "acme.com/terms": () => void process.emit("SIGINT") });
	const first = await linksHere(root, port, ["--concurrency", "1", "--timeout", "30"]);
	expect(first).toMatchObject({ code: 2, stderr: expect.stringContaining("Run it again to go on") });
	const kept = seen().filter((url) => url !== "version");
	expect(kept).not.toContain("https://acme.com/terms");
	const other = await startPages({ ...all, "acme.com/terms": ACME });
	expect(await linksHere(root, other.port)).toMatchObject({ code: 0 });
	const asked = new Set(other.log.map((line) => `https://${line.replace("GET ", "")}`));
	expect(asked).toContain("https://acme.com/terms");
	for (const url of kept) expect(asked).not.toContain(url);
	expect(seen().length).toBeGreaterThan(kept.length);
});

test("sources without a copy are archived, and the records name the copies", async () => {
	const root = rootWith();
	const says = (body: unknown): Handler => sends(200, { "content-type": "application/json" }, JSON.stringify(body));
	const { port } = await startPages({
		...all,
		"web.archive.org/save": says({ job_id: "j" }),
		"web.archive.org/save/status/j": says({ status: "success", timestamp: "20261124101112" }),
	});
	process.env.SAVEPAGENOW_ACCESS_KEY = "key";
	process.env.SAVEPAGENOW_SECRET_KEY = "secret";
	onTestFinished(() => {
		delete process.env.SAVEPAGENOW_ACCESS_KEY;
		delete process.env.SAVEPAGENOW_SECRET_KEY;
	});
	const { code, stderr } = await linksHere(root, port, ["--archive"]);
	expect([code, stderr]).toEqual([0, expect.stringContaining(`20261124101112/https://acme.com/terms → ${FILE}`)]);
	expect(readFileSync(join(root, FILE), "utf8")).toContain(
		`    archived: https://web.archive.org/web/20261124101112/https://acme.com/terms\n    captured: "2026-11-20"\n`,
	);
	expect(registry(["check", "--root", root, "--today", "2026-11-24"]).code).toBe(0);
});

test.each([
	[["--shard", "3/2"], "Write the part and the number of parts"],
	[["--concurrency", "0"], "must be at least 1"],
	[["nobody-api"], 'there is no offering "nobody-api"'],
	[["--join", "README.md"], "not about a source"],
])("a wrong call is told: %s", async (args, message) => {
	const { code, stderr } = await linksHere(rootWith(), 1, args);
	expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test("a record with problems is said to be left out", async () => {
	const { port } = await startPages(all);
	const ran = await linksHere(rootWith({ [FILE]: "id: [" }), port);
	expect(ran).toMatchObject({ code: 1, stderr: "1 invalid file skipped; run: npm run registry -- check\n" });
});
