import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { REPOSITORY } from "../support.ts";

const FOLDER = join(REPOSITORY, ".github/workflows");

interface Step {
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}
interface Job {
	permissions?: Record<string, string>;
	"timeout-minutes"?: number;
	if?: string;
	steps: Step[];
}
interface Workflow {
	on: Record<string, unknown>;
	permissions: unknown;
	concurrency?: unknown;
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
		const forOthersOnly = condition === "github.event_name == 'release'";
		if ("pull_request" in on && !forOthersOnly) expect(Object.values(permissions ?? {})).not.toContain("write");
	}
});
