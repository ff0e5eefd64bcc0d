import { expect, test } from "vitest";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { readForm } from "../../scripts/corrections/form.ts";
import { validateCorrection } from "../../scripts/corrections/validate-correction.ts";
import { type LinkHistory, linkHistoryText, type Observation } from "../../scripts/evidence/link-history.ts";
import { type QuoteStatus, quoteKey } from "../../scripts/evidence/quote.ts";
import { sourcesOf } from "../../scripts/evidence/sources.ts";
import { TextStore } from "../../scripts/evidence/text-store.ts";
import { RENEWAL_DAYS, unchangedProposals } from "../../scripts/evidence/unchanged.ts";
import { verdictsOf } from "../../scripts/evidence/verdict.ts";
import { addDays } from "../../scripts/lib/dates.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { sha256 } from "../../scripts/lib/hash.ts";
import { evidenceTasksOf } from "../../scripts/monitor/findings.ts";
import { bodyOf, MAX_ISSUE_PASSAGE } from "../../scripts/monitor/issue-text.ts";
import { proposeLinkHistory } from "../../scripts/monitor/propose-history.ts";
import { MAX_NEW, syncIssues } from "../../scripts/monitor/sync-issues.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { body } from "../corrections/body.ts";
import { type Hosted, hosted } from "../corrections/fake-github.ts";
import { NO_FAULTS, seededFaults } from "../fake-github/faults.ts";
import { addIssue, setState } from "../fake-github/routes/issues.ts";
import { baseFiles, rootWith, temporaryFolder } from "../support.ts";

const TERMS = "https://acme.com/terms";
const FILE = "offerings/acme-api.yaml";
/** The record with one cell that cites the terms. */
const text = (baseFiles()[FILE] ?? "").replace(/^ {2}retention_zdr:[\s\S]*/m, "");
const BASE = { [FILE]: text };
const DAY = "2026-11-24";
const CORRECT =
	"https://ai-offering-registry.github.io/registry/correct/?offering=acme-api&dimension=training_on_customer_data";
const DEAD: readonly Observation[] = ["2026-11-10", "2026-11-17", DAY].map((on) => ({
	on,
	outcome: "gone",
	detail: "status 404",
}));

/** Every source of a root as it stands when all is well, but for what is given. */
function stateOf(root: string, given: Record<string, readonly Observation[]> = {}): LinkHistory {
	const urls = sourcesOf(loadRegistry(folderTree(root))).keys();
	return new Map([...urls].map((url) => [url, given[url] ?? [{ on: DAY, outcome: "ok", sha256: "a".repeat(64) }]]));
}

function needing(root: string, state: LinkHistory, texts = new TextStore(temporaryFolder())) {
	const registry = loadRegistry(folderTree(root));
	return evidenceTasksOf(registry, verdictsOf(registry, state), texts, DAY);
}

const filesOf = (root: string) => loadRegistry(folderTree(root)).files.map(({ path }) => path);
const keep = (at: Hosted, state: LinkHistory, known = true) =>
	syncIssues(
		at.github,
		needing(at.root, state),
		filesOf(at.root).map((path) => ({ path, isChecked: known })),
	);
const ours = ({ fake }: Hosted) => fake.store.issues.filter(({ labels }) => labels.includes("evidence"));

async function withLabel(files: Record<string, string> = {}): Promise<Hosted> {
	const at = await hosted({ ...BASE, ...files });
	at.fake.store.labels.push({ id: at.fake.store.nextId(), name: "evidence", color: "ededed", description: null });
	return at;
}

test("a record file with findings has one issue, edited in place, closed when nothing is left", async () => {
	const at = await withLabel();
	const dead = stateOf(at.root, { [TERMS]: DEAD });
	expect(await keep(at, dead)).toEqual({ opened: 1, updated: 0, closed: 0, waiting: 0 });
	expect(ours(at)).toMatchObject([
		{ title: "Evidence in offerings/acme-api.yaml needs a person: 1 finding", state: "open" },
	]);
	expect(ours(at)[0]?.body).toContain(
		`### Name another public source: the page is gone\n\n- **[No-training default](${CORRECT})** \`https://acme.com/terms\`: status 404, on 2026-11-10, 2026-11-17, 2026-11-24`,
	);
	expect(await keep(at, dead)).toEqual({ opened: 0, updated: 0, closed: 0, waiting: 0 });
	const moved = stateOf(at.root, { [TERMS]: [{ on: DAY, outcome: "moved", moved_to: "https://acme.com/legal" }] });
	expect(await keep(at, moved)).toEqual({ opened: 0, updated: 1, closed: 0, waiting: 0 });
	expect(ours(at)[0]?.body).toContain("→ `https://acme.com/legal`");
	expect(await keep(at, stateOf(at.root), false)).toMatchObject({ closed: 0 });
	expect(await keep(at, stateOf(at.root))).toMatchObject({ closed: 1 });
	expect(ours(at)).toMatchObject([{ state: "closed", reason: "completed" }]);
	expect(await keep(at, dead)).toMatchObject({ opened: 1 });
});

test("an issue that a person closed stays closed until there is another finding", async () => {
	const at = await withLabel();
	const state = stateOf(at.root, { [TERMS]: DEAD });
	await keep(at, state);
	const [issue] = ours(at);
	if (issue) setState(at.fake.store, issue, "closed");
	expect(await keep(at, state)).toMatchObject({ opened: 0 });
	const more = stateOf(at.root, { [TERMS]: DEAD, "https://trust.acme.com/": DEAD });
	expect(await keep(at, more)).toMatchObject({ opened: 1 });
});

test("a person's issue with our words is left alone", async () => {
	const at = await withLabel();
	const foreign = addIssue(at.fake.store, {
		title: "x",
		body: "<!-- registry: evidence of offerings/acme-api.yaml -->\nmine",
		author: "mallory",
	});
	foreign.labels = ["evidence"];
	expect(await keep(at, stateOf(at.root))).toEqual({ opened: 0, updated: 0, closed: 0, waiting: 0 });
	expect(foreign).toMatchObject({
		state: "open",
		body: "<!-- registry: evidence of offerings/acme-api.yaml -->\nmine",
	});
});

test("a run opens ten issues at most, and the next one goes on with the others", async () => {
	const files = Object.fromEntries(
		Array.from({ length: 13 }, (_, n) => [`offerings/acme-${n}.yaml`, text.replace("id: acme-api", `id: acme-${n}`)]),
	);
	const at = await withLabel(files);
	const state = stateOf(at.root, { [TERMS]: DEAD });
	expect(await keep(at, state)).toEqual({ opened: MAX_NEW, updated: 0, closed: 0, waiting: 4 });
	expect(await keep(at, state)).toEqual({ opened: 4, updated: 0, closed: 0, waiting: 0 });
	expect(new Set(ours(at).map(({ title }) => title)).size).toBe(14);
});

test.each([1, 2, 3])("whatever GitHub does on the way, there is one issue in the end (%i)", async (seed) => {
	const at = await withLabel();
	const state = stateOf(at.root, { [TERMS]: DEAD });
	at.fake.faults = seededFaults(seed, 0.3, 10);
	for (let run = 0; run < 6; run++) await keep(at, state).catch(() => undefined);
	at.fake.faults = NO_FAULTS;
	await keep(at, state);
	expect(ours(at).filter(({ state: open }) => open === "open")).toHaveLength(1);
});

/** Text of a file on the branch that is proposed. */
function proposed({ fake }: Hosted, path: string): string | undefined {
	const { objects, refs } = fake.store;
	const tree = objects.files(objects.commitParts(refs.get("heads/evidence/state") ?? "").tree);
	return objects.get(tree.get(path)?.sha ?? "")?.content.toString("utf8");
}

test("the history is proposed by one pull request that is kept up to date", async () => {
	const at = await withLabel();
	const base = { root: at.root, unchanged: [] };
	const first = await proposeLinkHistory(at.github, { ...base, history: stateOf(at.root), today: "2026-11-24" });
	const history = stateOf(at.root, { [TERMS]: DEAD });
	const second = await proposeLinkHistory(at.github, { ...base, history, today: "2026-12-01" });
	expect(second).toBe(first);
	const pulls = at.fake.store.issues.filter(({ pull }) => pull !== null);
	expect(pulls).toMatchObject([
		{ title: "Record the link check of 2026-12-01", body: expect.stringContaining("No record changes.") },
	]);
	expect(proposed(at, "evidence.json")).toBe(linkHistoryText(history));
});

test("documents that were seen unchanged are proposed beside it, with what a person should read first", async () => {
	const at = await withLabel();
	const day = addDays("2026-11-20", dimensionOf("training_on_customer_data").fresh_days - RENEWAL_DAYS);
	const history = stateOf(at.root, {
		[TERMS]: [withQuote("2026-11-20", "present", "a"), withQuote(day, "present", "b")],
	});
	const unchanged = unchangedProposals(loadRegistry(folderTree(at.root)), history, day);
	await proposeLinkHistory(at.github, { root: at.root, history, unchanged, today: day });
	const [pull] = at.fake.store.issues.filter(({ pull: one }) => one !== null);
	expect(pull?.body).toContain("1 document of cells that become stale within 30 days");
	expect(pull?.body).toContain(
		`- \`${FILE}\`: \`${TERMS}\`, No-training default (1 offering), seen on ${day}; **the rest of the page changed**`,
	);
	expect(proposed(at, FILE)).toContain(`    captured: "2026-11-20"\n    unchanged: "${day}"\n`);
	expect(proposed(at, "evidence.json")).toBe(linkHistoryText(history));
});

const QUOTE = { quote: "We do not use API data to train our models […] unless you opt in.", locator: "Section 3" };
const withQuote = (on: string, status: QuoteStatus, now: string): Observation => ({
	on,
	outcome: "ok",
	sha256: sha256(now),
	quotes: { [quoteKey(QUOTE)]: status },
});

test("an issue begins with what to do, linked to the cell's correction page, and shows the passage as plain text", () => {
	const root = rootWith(BASE);
	const texts = new TextStore(temporaryFolder());
	const now = "We do use API data to ``` train @everyone models unless you opt in <img src=x> #1 [x](https://evil.com)";
	texts.put(sha256(now), now);
	const history = stateOf(root, {
		[TERMS]: [withQuote("2026-11-18", "present", "before"), withQuote(DAY, "changed", now)],
		"https://trust.acme.com/": DEAD,
	});
	const [task] = needing(root, history, texts);
	if (!task) throw new Error("no findings");
	expect(task.findings).toMatchObject([
		{ kind: "quote_gone", dimension: "training_on_customer_data", url: TERMS },
		{ kind: "dead", url: "https://trust.acme.com/" },
	]);
	const issue = bodyOf(task);
	expect(issue).toMatch(
		/^<!-- registry: evidence of offerings\/acme-api\.yaml -->\n\n<!-- findings: \w+ -->\n\n### Read the page again and correct the cell: /,
	);
	expect(issue).toContain(`- **[No-training default](${CORRECT})** \`${TERMS}\`: the quoted passage reads differently`);
	expect(issue).toMatch(/\n {2}````text\n {2}differs: We do .*\n {2}````\n/);
	expect(issue).toContain("@\u2060everyone");
	expect(issue).not.toMatch(/@everyone|#1\b/);
	const links = [...issue.matchAll(/\]\((https:[^)]+)\)/g)].map(([, url]) => new URL(url ?? "").pathname);
	expect(new Set(links)).toEqual(new Set(["/registry/correct/"]));
});

test("a review on the day of the change settles the finding", () => {
	const reviewed = text.replace(
		"      trains_on_inputs_by_default: false\n",
		`      trains_on_inputs_by_default: false\n    reviews:\n      - date: "${DAY}"\n        by: ann\n        decision: dismissed\n        reason: A new footer.\n`,
	);
	const state = (root: string) =>
		stateOf(root, { [TERMS]: [withQuote("2026-11-18", "present", "a"), withQuote(DAY, "absent", "b")] });
	const before = rootWith(BASE);
	expect(needing(before, state(before))).toHaveLength(1);
	const after = rootWith({ [FILE]: reviewed });
	expect(needing(after, state(after))).toEqual([]);
});

const ARCHIVED = `https://web.archive.org/web/20261101000000/${TERMS}`;
const DEAD_COPY = DEAD.map((one) => ({ ...one, archived: ARCHIVED }));
test.each<[string, readonly Observation[], string]>([
	["dead", DEAD_COPY, `### Name another public source: the page is gone`],
	["dead", DEAD_COPY, `→ \`${ARCHIVED}\``],
	["sign_in", [{ on: DAY, outcome: "sign_in" }], "### Name a public source: the page asks to sign in"],
	["moved", [{ on: DAY, outcome: "moved", moved_to: "https://acme.com/legal" }], "### Take over the new URL"],
	["quote_moved", [withQuote(DAY, "moved", "a")], "### Correct the locator"],
])("a finding of the kind %s says what to do", (kind, observations, shown) => {
	const root = rootWith(BASE);
	const [task] = needing(root, stateOf(root, { [TERMS]: observations }));
	expect(task?.findings.map((one) => one.kind)).toEqual([kind]);
	expect(task && bodyOf(task)).toContain(shown);
});

test("a passage in an issue ends at its limit", () => {
	const root = rootWith(BASE);
	const texts = new TextStore(temporaryFolder());
	const now = `We do train on your data. ${"x".repeat(3 * MAX_ISSUE_PASSAGE)}`;
	texts.put(sha256(now), now);
	const [task] = needing(root, stateOf(root, { [TERMS]: [withQuote(DAY, "absent", now)] }), texts);
	const longest = Math.max(...(task ? bodyOf(task) : "").split("\n").map((line) => line.length));
	expect(longest).toBeLessThan(MAX_ISSUE_PASSAGE + 100);
});

test("a flag on a cell that nobody assessed cannot be dismissed", () => {
	const read = readForm(body({ dimension: "GDPR DPA", answer: "Dismiss the flag, what changed does not matter" }));
	if ("problems" in read) throw new Error("the form is not read");
	expect(validateCorrection(folderTree(rootWith()), read.correction, DAY)).toMatchObject({
		problems: [{ message: expect.stringContaining("no flag to dismiss") }],
	});
});
