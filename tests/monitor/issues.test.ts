import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readForm } from "../../scripts/corrections/form.ts";
import { validateCorrection } from "../../scripts/corrections/validate-correction.ts";
import { type LinkHistory, linkHistoryText, type Observation } from "../../scripts/evidence/link-history.ts";
import { sourcesOf } from "../../scripts/evidence/sources.ts";
import { TextStore } from "../../scripts/evidence/text-store.ts";
import { verdictsOf } from "../../scripts/evidence/verdict.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { sha256 } from "../../scripts/lib/hash.ts";
import { evidenceTasksOf } from "../../scripts/monitor/findings.ts";
import { bodyOf } from "../../scripts/monitor/issue-text.ts";
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
const text = baseFiles()[FILE] ?? "";
const DAY = "2026-11-24";
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

const keep = (at: Hosted, state: LinkHistory, known = true) =>
	syncIssues(
		at.github,
		needing(at.root, state),
		loadRegistry(folderTree(at.root)).offerings.map(({ value: { id } }) => ({ id, known })),
	);
const ours = ({ fake }: Hosted) => fake.world.issues.filter(({ labels }) => labels.includes("evidence"));

async function withLabel(files: Record<string, string> = {}): Promise<Hosted> {
	const at = await hosted(files);
	at.fake.world.labels.push({ id: at.fake.world.nextId(), name: "evidence", color: "ededed", description: null });
	return at;
}

test("an offering that needs a look has one issue, edited in place, closed when nothing is left", async () => {
	const at = await withLabel();
	const dead = stateOf(at.root, { [TERMS]: DEAD });
	expect(await keep(at, dead)).toEqual({ opened: 1, updated: 0, closed: 0, waiting: 0 });
	expect(ours(at)).toMatchObject([{ title: "Evidence of acme-api needs a look: 1 finding", state: "open" }]);
	expect(ours(at)[0]?.body).toContain(
		"- **No-training default** `https://acme.com/terms`: gone: status 404, on 2026-11-10, 2026-11-17, 2026-11-24",
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
	if (issue) setState(at.fake.world, issue, "closed");
	expect(await keep(at, state)).toMatchObject({ opened: 0 });
	const more = stateOf(at.root, { [TERMS]: DEAD, "https://trust.acme.com/": DEAD });
	expect(await keep(at, more)).toMatchObject({ opened: 1 });
});

test("a person's issue with our words is left alone", async () => {
	const at = await withLabel();
	const foreign = addIssue(at.fake.world, {
		title: "x",
		body: "<!-- registry: evidence of acme-api -->\nmine",
		author: "mallory",
	});
	foreign.labels = ["evidence"];
	expect(await keep(at, stateOf(at.root))).toEqual({ opened: 0, updated: 0, closed: 0, waiting: 0 });
	expect(foreign).toMatchObject({ state: "open", body: "<!-- registry: evidence of acme-api -->\nmine" });
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

test("the state is proposed by one pull request that is kept up to date", async () => {
	const at = await withLabel();
	const first = await proposeLinkHistory(at.github, { root: at.root, state: stateOf(at.root), today: "2026-11-24" });
	const second = await proposeLinkHistory(at.github, {
		root: at.root,
		state: stateOf(at.root, { [TERMS]: DEAD }),
		today: "2026-12-01",
	});
	expect(second).toBe(first);
	const pulls = at.fake.world.issues.filter(({ pull }) => pull !== null);
	expect(pulls).toMatchObject([{ title: "Remember what became of the sources until 2026-12-01" }]);
	const { objects, refs } = at.fake.world;
	const tree = objects.files(objects.commitParts(refs.get("heads/evidence/state") ?? "").tree);
	const written = objects.get(tree.get("evidence.json")?.sha ?? "")?.content.toString("utf8");
	expect(written).toBe(linkHistoryText(stateOf(at.root, { [TERMS]: DEAD })));
});

test("what a page says stands in the issue without any meaning, and its answers open the form filled in", () => {
	const root = rootWith({
		[FILE]: text.replace(
			"        captured: 2026-11-20\n    route: public",
			"        captured: 2026-11-20\n        quote: We do not train on your data.\n    route: public",
		),
	});
	const texts = new TextStore(temporaryFolder());
	const now = "We do ``` train on @everyone data <img src=x> #1 [x](https://evil.com)";
	texts.put(sha256(now), now);
	const seen = (on: string, sha256: string): Observation => ({ on, outcome: "ok", sha256 });
	const [one] = needing(
		root,
		stateOf(root, { [TERMS]: [seen("2026-11-18", "b".repeat(64)), seen(DAY, sha256(now))] }),
		texts,
	);
	if (!one) throw new Error("nothing is needed");
	expect(one.findings).toMatchObject([{ kind: "changed", dimension: "training_on_customer_data", url: TERMS }]);
	const issue = bodyOf(one);
	expect(issue).toMatch(/\n {2}````text\n {2}differs: We do .*\n {2}````\n/);
	expect(issue).toContain("@\u2060everyone");
	expect(issue).not.toMatch(/@everyone|#1\b/);
	const links = [...issue.matchAll(/\[([^\]]+)\]\((https:\/\/github\.com[^)]+)\)/g)].map(
		([, words, address]) => [words, new URL(address ?? "")] as const,
	);
	expect(links.map(([words]) => words)).toEqual([
		"Re-read, still right",
		"It says something else now",
		"Dismiss, with a reason",
	]);
	const form = parse(readFileSync(join(import.meta.dirname, "../../.github/ISSUE_TEMPLATE/correction.yml"), "utf8"));
	for (const [, { searchParams }] of links) {
		expect(searchParams.get("template")).toBe("correction.yml");
		expect(searchParams.get("source")).toBe(TERMS);
		expect(searchParams.get("offering")).toBe("Acme API (acme-api)");
		for (const key of ["dimension", "answer"]) {
			const options = form.body.find(({ id }: { id?: string }) => id === key).attributes.options;
			if (searchParams.has(key)) expect(options).toContain(searchParams.get(key));
		}
	}
	// The dismissal, sent as the form sends it, becomes a review that settles the flag.
	const answers = Object.fromEntries([...(links[2]?.[1].searchParams ?? [])].filter(([key]) => key !== "template"));
	const read = readForm(
		body({ ...answers, read_on: DAY, locator: "_No response_", finding: "A new footer.", credit: "Ann" }),
	);
	if ("problems" in read) throw new Error(JSON.stringify(read.problems));
	const judged = validateCorrection(root, read.correction, DAY);
	if ("problems" in judged) throw new Error(JSON.stringify(judged.problems));
	expect(parse(judged.text).dimensions.training_on_customer_data.reviews).toEqual([
		{ on: DAY, by: "Ann", decision: "dismissed", reason: "A new footer." },
	]);
	const after = rootWith({ [FILE]: judged.text });
	expect(
		needing(after, stateOf(after, { [TERMS]: [seen("2026-11-18", "b".repeat(64)), seen(DAY, sha256(now))] }), texts),
	).toEqual([]);
});

test("a flag on a cell that nobody assessed cannot be dismissed", () => {
	const read = readForm(body({ dimension: "GDPR DPA", answer: "Dismiss the flag, what changed does not matter" }));
	if ("problems" in read) throw new Error("the form is not read");
	expect(validateCorrection(rootWith(), read.correction, DAY)).toMatchObject({
		problems: [{ message: expect.stringContaining("no flag to dismiss") }],
	});
});
