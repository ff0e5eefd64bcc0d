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
	const uses = [...text.matchAll(/uses:(.*)/g)].map((found) => found[1] ?? "");
	expect(uses.length).toBeGreaterThan(0);
	for (const one of uses) expect(one).toMatch(/^ [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d/);
});

test.each(files)("%s puts no text of an event into a shell", (name) => {
	for (const { steps } of Object.values(workflowOf(name).jobs)) {
		for (const { run } of steps) if (run !== undefined) expect(run).not.toContain("${{");
	}
});

test.each(files)("%s keeps no token on disk, and gives foreign code no right to write", (name) => {
	const { on, jobs } = workflowOf(name);
	expect(Object.keys(on)).not.toContain("pull_request_target");
	for (const { steps, permissions, if: condition } of Object.values(jobs)) {
		for (const step of steps) {
			if (step.uses?.startsWith("actions/checkout@")) expect(step.with?.["persist-credentials"]).toBe(false);
		}
		const forOthersOnly = condition === "github.event_name != 'pull_request'";
		if ("pull_request" in on && !forOthersOnly) expect(Object.values(permissions ?? {})).not.toContain("write");
	}
});

test("a release is made by hand or weekly, one at a time, each job with the rights that it needs", () => {
	const { on, jobs, concurrency } = workflowOf("release.yml");
	expect(Object.keys(on)).toEqual(["workflow_dispatch", "schedule"]);
	expect(concurrency).toEqual({ group: "release", "cancel-in-progress": false });
	expect(Object.fromEntries(Object.entries(jobs).map(([name, { permissions }]) => [name, permissions]))).toEqual({
		prepare: { contents: "write" },
		publish: { contents: "write" },
		site: { actions: "write" },
		attest: { attestations: "write", "id-token": "write" },
		npm: { "id-token": "write" },
	});
	// A dry run pushes nothing and publishes nothing; what follows needs what it leaves out.
	const dry = "${{ !inputs.dry-run";
	for (const { run, if: condition } of jobs.prepare?.steps ?? []) {
		if (run?.includes("push")) expect(condition).toContain(dry);
	}
	expect(jobs.publish?.if).toContain(dry);
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

test("every change is tested on three systems, on the pinned line of Node and on the newest", () => {
	expect(workflowOf("ci.yml").jobs.test?.strategy?.matrix).toEqual({
		os: ["ubuntu-latest", "macos-latest", "windows-latest"],
		node: ["24", "latest"],
	});
});

/** Events that a stranger causes, in whose workflows there may be rights. */
const STRANGERS = ["issues", "issue_comment", "workflow_run", "discussion", "pull_request_review"];
/** What an expression may take from such an event: numbers and hashes that GitHub gives, and comparisons with words of ours. */
const HARMLESS = [
	"github.event.issue.number",
	"github.event.workflow_run.id",
	"github.event.workflow_run.head_sha",
	"github.token",
	"github.ref",
	"runner.temp",
];
const forStrangers = files.filter((name) => STRANGERS.some((event) => event in workflowOf(name).on));

test("corrections and reports are workflows of strangers' events", () => {
	expect(forStrangers).toEqual(expect.arrayContaining(["correction.yml", "pr-report.yml"]));
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
			// The pull request's commit comes as objects: nothing puts its files into the work tree.
			if (run?.includes("git "))
				expect(run).toMatch(/^git fetch --no-tags --no-recurse-submodules origin "\$HEAD_SHA"$/);
		}
	}
});

test("the check of a pull request has no rights, and leaves its report where the report is looked for", () => {
	const { on, jobs } = workflowOf("pr.yml");
	expect(Object.keys(on)).toEqual(["pull_request", "workflow_dispatch"]);
	const steps = jobs.check?.steps ?? [];
	expect(jobs.check?.permissions).toEqual({ contents: "read" });
	expect(steps.some(({ run }) => run?.endsWith("--format json > report/report.json"))).toBe(true);
	const [upload, download] = [steps, workflowOf("pr-report.yml").jobs.report?.steps ?? []].map((list, index) =>
		list.find(({ uses }) => uses?.startsWith(index === 0 ? "actions/upload-artifact@" : "actions/download-artifact@")),
	);
	expect(upload?.with?.name).toBe(download?.with?.name);
	expect(workflowOf("pr-report.yml").on).toEqual({
		workflow_run: { workflows: [workflowOf("pr.yml").name], types: ["completed"] },
	});
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
