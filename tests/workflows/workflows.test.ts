import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { REPOSITORY } from "../support.ts";

const FOLDER = join(REPOSITORY, ".github/workflows");

interface Step {
	if?: string;
	env?: Record<string, unknown>;
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}
interface Job {
	permissions?: Record<string, string>;
	"timeout-minutes"?: number;
	if?: string;
	env?: Record<string, unknown>;
	needs?: string | string[];
	strategy?: { matrix: unknown };
	steps: Step[];
}
interface Workflow {
	name: string;
	on: Record<string, unknown>;
	permissions: unknown;
	concurrency?: unknown;
	env?: Record<string, unknown>;
	jobs: Record<string, Job>;
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith(".yml"));
const workflowOf = (name: string) => parse(readFileSync(join(FOLDER, name), "utf8")) as Workflow;

test("there are workflows to hold", () => {
	expect(files.length).toBeGreaterThan(0);
});

test.each(files)("%s has no rights at the top and the least per job, ends in time, and runs once at a time", (name) => {
	const { permissions, jobs, concurrency } = workflowOf(name);
	expect(permissions).toEqual({});
	expect(concurrency).toBeDefined();
	for (const job of Object.values(jobs)) {
		expect(job.permissions).toBeDefined();
		expect(job["timeout-minutes"]).toBeGreaterThan(0);
	}
});

test.each(files)("%s pins every action to a commit and says its version", (name) => {
	const text = readFileSync(join(FOLDER, name), "utf8");
	const uses = [...text.matchAll(/^\s*(?:- )?uses:(.*)$/gm)].map((found) => found[1] ?? "");
	for (const one of uses) expect(one).toMatch(/^ [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d/);
});

test.each(files)("%s puts no text of an event into a shell", (name) => {
	for (const { steps } of Object.values(workflowOf(name).jobs)) {
		for (const { run } of steps) if (run !== undefined) expect(run).not.toContain("${{");
	}
});

test.each(files)("%s keeps no token on disk, and gives foreign code no right to write", (name) => {
	const { on, jobs } = workflowOf(name);
	for (const { steps, permissions, if: condition } of Object.values(jobs)) {
		for (const step of steps) {
			if (step.uses?.startsWith("actions/checkout@")) expect(step.with?.["persist-credentials"]).toBe(false);
		}
		const forOthersOnly = condition === "github.event_name != 'pull_request'";
		const isForeign = "pull_request" in on || "pull_request_review" in on;
		if (isForeign && !forOthersOnly) expect(Object.values(permissions ?? {})).not.toContain("write");
	}
});

test("a release is proposed after each push to main and published when it is merged, one at a time, each job with the rights that it needs", () => {
	const { on, jobs, concurrency } = workflowOf("release.yml");
	expect(on).toEqual({ push: { branches: ["main"] }, workflow_dispatch: null });
	expect(concurrency).toEqual({ group: "release", "cancel-in-progress": false });
	expect(Object.fromEntries(Object.entries(jobs).map(([name, { permissions }]) => [name, permissions]))).toEqual({
		propose: { contents: "write", "pull-requests": "write", statuses: "write", actions: "read" },
		publish: { contents: "write" },
		site: { actions: "write" },
		attest: { attestations: "write", "id-token": "write" },
		npm: { "id-token": "write" },
	});
	// Main is protected: nothing is pushed to it, and what is published is what main holds.
	expect(files.map((name) => readFileSync(join(FOLDER, name), "utf8")).join()).not.toMatch(/git (?:.* )?push\b/);
	expect(jobs.publish?.if).toContain("needs.propose.outputs.published == 'no'");
	expect(jobs.publish?.steps[0]?.with?.ref).toContain("needs.propose.outputs.commit");
	// What was prepared is read from what the program prints, never from a message.
	expect(JSON.stringify(jobs)).not.toMatch(/--grep|git log/);
	for (const name of ["site", "attest", "npm"]) expect([jobs[name]?.needs].flat()).toContain("publish");
	expect(jobs.attest?.steps.at(-1)?.with).toEqual({ "subject-checksums": "build/release/SHA256SUMS" });
});

test.each(files)("%s takes no secret but the token that the run is given", (name) => {
	expect(readFileSync(join(FOLDER, name), "utf8")).not.toMatch(/\bsecrets\b/);
});

test.each(files)(
	"%s gives the token to single steps, and never to one that installs or runs what others wrote",
	(name) => {
		for (const { steps, env } of Object.values(workflowOf(name).jobs)) {
			expect(JSON.stringify(env ?? {})).not.toContain("github.token");
			for (const step of steps) {
				if (JSON.stringify(step.env ?? {}).includes("github.token"))
					expect(step.run).not.toMatch(/npm (ci|install|test)/);
			}
		}
		expect(JSON.stringify(workflowOf(name).env ?? {})).not.toContain("github.token");
	},
);

test("every change is linted first, then tested on three systems and on the versions of Node that are named", () => {
	const { jobs } = workflowOf("ci.yml");
	expect(jobs.lint?.steps.at(-1)?.run).toBe("npm run lint");
	for (const name of ["test", "commands", "old-node"]) expect(jobs[name]?.needs).toBe("lint");
	const systems = ["ubuntu-latest", "macos-latest", "windows-latest"];
	expect(jobs.test?.strategy?.matrix).toEqual({ os: systems, node: ["24", "26"] });
	expect(jobs.commands?.strategy?.matrix).toEqual({ os: systems });
	// An npm script would put the bundled Node before the one of the matrix.
	expect(jobs.test?.steps.map(({ run }) => run).filter((run) => run?.includes("vitest"))).toEqual([
		"node node_modules/vitest/vitest.mjs run",
	]);
	for (const { run } of jobs.test?.steps ?? []) expect(run ?? "").not.toMatch(/npm (test|run|start)/);
});

test.each(files)("%s takes packages from a cache wherever it installs them", (name) => {
	for (const { steps } of Object.values(workflowOf(name).jobs)) {
		const installs = steps.some(({ run }) => /^npm ci/.test(run ?? ""));
		const node = steps.find(({ uses }) => uses?.startsWith("actions/setup-node@"));
		if (installs) expect(node?.with?.cache).toBe("npm");
	}
});

/** Events that a stranger causes, in whose workflows there may be rights. */
const STRANGERS = [
	"issues",
	"issue_comment",
	"workflow_run",
	"discussion",
	"pull_request_review",
	"pull_request_target",
];
/** Parts of such an event that an expression may use: numbers and hashes from GitHub, and comparisons with constants. */
const HARMLESS = [
	"github.event.issue.number",
	"github.event.issue.number || 'all'",
	"github.token",
	"github.ref",
	"runner.temp",
];
const forStrangers = files.filter((name) => STRANGERS.some((event) => event in workflowOf(name).on));

test("corrections and reviews are workflows of strangers' events", () => {
	expect(forStrangers).toEqual(["correction.yml", "review.yml", "reviewed.yml"]);
});

test.each(forStrangers)("%s takes from a stranger's event nothing that a stranger wrote", (name) => {
	const text = readFileSync(join(FOLDER, name), "utf8");
	const expressions = [...text.matchAll(/\$\{\{(.*?)\}\}/gs)].map((found) => found[1]?.trim() ?? "");
	expect(expressions.length).toBeGreaterThan(0);
	for (const expression of expressions) expect(HARMLESS).toContain(expression);
});

test.each(forStrangers)("%s runs the code of main alone, and no script of a dependency beside a token", (name) => {
	for (const { steps } of Object.values(workflowOf(name).jobs)) {
		for (const { uses, run, with: inputs } of steps) {
			if (uses?.startsWith("actions/checkout@")) {
				for (const key of ["ref", "repository", "submodules", "lfs"]) expect(inputs).not.toHaveProperty(key);
			}
			if (run?.includes("npm")) expect(run).toBe("npm ci --omit=dev --ignore-scripts");
			// A pull request's commit comes as objects, by the program: nothing puts its files into the work tree.
			if (run?.includes("git ")) expect(run).not.toMatch(/checkout|switch|merge|pull|reset|apply|restore/);
		}
	}
});

test("the check of a pull request has no rights, and what decides takes nothing that it leaves behind", () => {
	const { on, jobs } = workflowOf("pr.yml");
	expect(Object.keys(on)).toEqual(["pull_request"]);
	expect(jobs.check?.permissions).toEqual({ contents: "read" });
	const review = workflowOf("review.yml");
	expect(review.on).toMatchObject({ workflow_run: { workflows: ["pr", "reviewed"], types: ["completed"] } });
	expect(review.jobs.review?.permissions).toEqual({
		actions: "read",
		contents: "read",
		"pull-requests": "write",
		statuses: "write",
	});
	expect(JSON.stringify(review)).not.toContain("artifact");
	expect(workflowOf("reviewed.yml").jobs.tell?.permissions).toEqual({});
});

test("whatever opens a pull request computes its status, for it starts no other workflow", () => {
	for (const [name, job] of [
		["correction.yml", "sync"],
		["monitor.yml", "tell"],
		["release.yml", "propose"],
	] as const) {
		const { steps, permissions } = workflowOf(name).jobs[job] ?? { steps: [] };
		expect(steps.at(-1)?.run).toContain("review --open");
		expect(permissions).toMatchObject({ statuses: "write", "pull-requests": "write" });
	}
});

test("no pull request goes unchecked for the files that it touches", () => {
	for (const name of ["pr.yml", "ci.yml"]) {
		const { on } = workflowOf(name);
		expect(on).toHaveProperty("pull_request");
		for (const key of ["paths", "paths-ignore", "branches"]) expect(on.pull_request ?? {}).not.toHaveProperty(key);
	}
});

test("dependabot moves the pinned actions and the locked packages, after others had a week to find a poisoned version", () => {
	const { version, updates } = parse(readFileSync(join(REPOSITORY, ".github/dependabot.yml"), "utf8"));
	expect(version).toBe(2);
	expect(updates.map((update: Record<string, unknown>) => update["package-ecosystem"])).toEqual([
		"github-actions",
		"npm",
	]);
	for (const { directory, schedule, cooldown } of updates) {
		expect({ directory, schedule, cooldown }).toEqual({
			directory: "/",
			schedule: { interval: "weekly" },
			cooldown: { "default-days": 7 },
		});
	}
});
