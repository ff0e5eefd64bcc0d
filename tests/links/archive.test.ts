import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verdictsOf } from "../../scripts/evidence/verdict.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { archiveAll, toArchive, writeCopy } from "../../scripts/links/archive.ts";
import { savePage } from "../../scripts/links/save-page-now.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles, registry, rootWith, TODAY } from "../support.ts";
import { checkerTo, type Handler, redirects, sends, startPages } from "./pages.ts";

const URL_ = "https://acme.com/terms";
const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const KEYS = { accessKey: "key", secretKey: "secret" };
const TIMEOUTS = { pollMs: 5, totalMs: 100, busyMs: 5 };
const DONE = { status: "success", timestamp: "20261124101112", original_url: URL_ };
const says = (body: unknown, status = 200): Handler =>
	sends(status, { "content-type": "application/json" }, JSON.stringify(body));

/** Answers in turn; the last one stays. */
function inTurn(...handlers: readonly Handler[]): Handler {
	let at = 0;
	return (request, response) => handlers[Math.min(at++, handlers.length - 1)]?.(request, response);
}

async function saved(routes: Record<string, Handler>) {
	const { port, log } = await startPages(routes);
	return { capture: await savePage(URL_, checkerTo(port), KEYS, TIMEOUTS), log };
}

test("a copy is asked for with the account's keys, waited for, and named by its date", async () => {
	let asked: IncomingMessage["headers"] = {};
	let body = "";
	const { capture } = await saved({
		"web.archive.org/save": (request, response) => {
			asked = request.headers;
			request.on("data", (data) => (body += data));
			request.on("end", () => says({ url: URL_, job_id: "spn2-1" })(request, response));
		},
		"web.archive.org/save/status/spn2-1": inTurn(says({ status: "pending" }), sends(502, {}), says(DONE)),
	});
	expect(capture).toEqual({ archived: `https://web.archive.org/web/20261124101112/${URL_}`, day: "2026-11-24" });
	expect(asked.authorization).toBe("LOW key:secret");
	expect(new URLSearchParams(body).get("url")).toBe(URL_);
});

const begun = { "web.archive.org/save/status/j": says(DONE) };
test.each<[string, Record<string, Handler>, unknown]>([
	[
		"busy, then not",
		{
			...begun,
			"/save": inTurn(
				sends(429, { "retry-after": "0" }),
				says({ status: "error", status_ext: "error:user-session-limit" }),
				says({ job_id: "j" }),
			),
		},
		{ day: "2026-11-24" },
	],
	["busy for good", { "/save": sends(429, {}) }, { failed: "the archive is busy; run it again later", final: false }],
	["keys that it does not take", { "/save": sends(401, {}) }, { final: true }],
	[
		"a page that it cannot copy",
		{ "/save": says({ status: "error", message: "URL is blocked" }) },
		{ failed: "URL is blocked" },
	],
	[
		"a job that fails",
		{ "/save": says({ job_id: "j" }), "/save/status/j": says({ status: "error", status_ext: "error:not-found" }) },
		{ failed: "error:not-found" },
	],
	[
		"a job that never ends",
		{ "/save": says({ job_id: "j" }), "/save/status/j": says({ status: "pending" }) },
		{ failed: "the archive did not finish in time" },
	],
	[
		"another page's copy",
		{ "/save": says({ job_id: "j" }), "/save/status/j": says({ ...DONE, original_url: "https://evil.com/" }) },
		{ failed: "the page redirected the archive to another URL" },
	],
	[
		"a job's name that is a path",
		{ "/save": says({ job_id: "../../web" }) },
		{ failed: "the archive answered with status 200" },
	],
	["no JSON", { "/save": sends(200, {}, "<html>") }, { failed: "the archive answered with status 200" }],
])("the archive answers with %s", async (_name, routes, expected) => {
	expect((await saved(routes)).capture).toMatchObject(expected as object);
});

test.each([
	["refuses the keys, after which no further copy is asked for", sends(401, {}), 3],
	["cannot copy one page, after which the others are asked for", says({ status: "error", message: "no" }), 5],
])("the archive %s", async (_name, answer, expected) => {
	const { port, log } = await startPages({ "web.archive.org/save": answer });
	const failures: string[] = [];
	await archiveAll(
		["a", "b", "c", "d", "e"].map((name) => `https://acme.com/${name}`),
		{
			root: rootWith(),
			checker: checkerTo(port),
			credentials: KEYS,
			timeouts: TIMEOUTS,
			signal: new AbortController().signal,
			onProgress: (_url, capture) => failures.push("failed" in capture ? capture.failed : ""),
		},
	);
	// Three are asked for at one time.
	expect([log.length, failures.length]).toEqual([expected, expected]);
});

test("a run that is stopped asks for no further copy", async () => {
	const { port, log } = await startPages({ "web.archive.org/save": sends(401, {}) });
	const run = { root: rootWith(), checker: checkerTo(port), credentials: KEYS, onProgress: () => undefined };
	await archiveAll([URL_], { ...run, signal: AbortSignal.abort() });
	expect(log).toEqual([]);
});

test.each([
	["j".repeat(100), true],
	["j".repeat(101), false],
	["a/b", false],
	["", false],
])("a job's name is put into a URL only if it is short and plain: %s", async (job, isUsed) => {
	const { log } = await saved({ "web.archive.org/save": says({ job_id: job }) });
	expect(log.some((line) => line.includes("/save/status/"))).toBe(isUsed);
});

test("the keys do not follow a redirect", async () => {
	const { log } = await saved({ "web.archive.org/save": redirects(302, "https://evil.com/save") });
	expect(log).toEqual(["POST web.archive.org/save"]);
});

test("a copy is named where the document stands; comments stay, and the record passes its check", () => {
	const commented = text.replace("    title: Acme terms\n", "    # the one that counts\n    title: Acme terms\n");
	const root = rootWith({ [FILE]: commented });
	const archived = `https://web.archive.org/web/20261124101112/${URL_}`;
	expect(writeCopy(root, URL_, { archived, day: "2026-11-24" })).toEqual([FILE]);
	const after = readFileSync(join(root, FILE), "utf8");
	expect(after).toContain("    # the one that counts\n    title: Acme terms\n");
	expect(after).toContain(`    archived: ${archived}\n    captured: "2026-11-20"\n`);
	expect(registry(["check", "--root", root, "--today", TODAY]).code).toBe(0);
	expect(writeCopy(root, URL_, { archived, day: "2026-11-24" })).toEqual([]);
});

test("only what was read within a week, stands unchanged and has no copy is archived", () => {
	const verdicts = (record: string, outcome: "ok" | "gone") =>
		verdictsOf(loadRegistry(folderTree(rootWith({ [FILE]: record }))), new Map([[URL_, [{ on: TODAY, outcome }]]]));
	expect(toArchive(verdicts(text, "ok"), "2026-11-27")).toContain(URL_);
	expect(toArchive(verdicts(text, "ok"), "2026-11-28")).not.toContain(URL_);
	expect(toArchive(verdicts(text, "gone"), "2026-11-24")).not.toContain(URL_);
});

test("without keys the command says where to get them", () => {
	const { code, stderr } = registry(["links", "--archive", "--root", rootWith()], {
		env: { SAVEPAGENOW_ACCESS_KEY: "" },
	});
	expect([code, stderr]).toEqual([2, expect.stringContaining("https://archive.org/account/s3.php")]);
});
