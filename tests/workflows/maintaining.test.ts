import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { computeStatus, STATUS_CONTEXT, type StatusParts } from "../../scripts/review/status.ts";
import type { Problem } from "../../scripts/rules/problem.ts";
import { REPOSITORY } from "../support.ts";

const FOLDER = join(REPOSITORY, ".github/workflows");
const page = readFileSync(join(REPOSITORY, "docs/maintaining.md"), "utf8");

interface Workflow {
	readonly name: string;
	readonly on: Readonly<Record<string, unknown>>;
	readonly jobs: Readonly<Record<string, { readonly permissions?: Record<string, string>; readonly name?: string }>>;
}

const workflows = readdirSync(FOLDER).map((name) => parse(readFileSync(join(FOLDER, name), "utf8")) as Workflow);

/** The fields of the line of a table that begins with a code span. */
function fieldsOf(name: string): string[] {
	const line = page.split("\n").find((one) => one.startsWith(`| \`${name}\` |`)) ?? "";
	return line
		.split("|")
		.slice(1, -1)
		.map((field) => field.trim());
}

const spansIn = (field: string) => [...field.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);

test("every workflow stands on the page with its jobs, and none that is not there", () => {
	const named = page.split("\n").flatMap((line) => /^\| `([a-z]+)` \| .* \| .* \| .* \|$/.exec(line)?.[1] ?? []);
	expect(named.sort()).toEqual(workflows.map(({ name }) => name).sort());
	for (const { name, jobs } of workflows) {
		// A required check is matched by the job's name, so no job has another one.
		for (const job of Object.values(jobs)) expect(job.name).toBeUndefined();
		expect(spansIn(fieldsOf(name)[2] ?? "")).toEqual(Object.keys(jobs));
	}
});

test("the rights of each workflow stand on the page, no more and no fewer", () => {
	for (const { name, jobs } of workflows) {
		const rights = Object.values(jobs).flatMap(({ permissions = {} }) =>
			Object.entries(permissions).map(([scope, right]) => `${scope}: ${right}`),
		);
		const beyond = [...new Set(rights)].filter((right) => right !== "contents: read").sort();
		expect([name, ...spansIn(fieldsOf(name)[3] ?? "")]).toEqual([name, ...beyond]);
	}
});

test("what starts each workflow stands on the page", () => {
	const words: Readonly<Record<string, RegExp>> = {
		push: /push to main/,
		pull_request: /pull request/,
		pull_request_target: /pull request/,
		pull_request_review: /review of a pull request/,
		workflow_run: /end of `pr` and `reviewed`/,
		schedule: /every/,
		workflow_dispatch: /by hand/,
		issues: /issue/,
		release: /release/,
	};
	for (const { name, on } of workflows) {
		for (const event of Object.keys(on)) expect(fieldsOf(name)[1]).toMatch(words[event] ?? /^$/);
	}
});

test("the required context is the one that the program sets", () => {
	expect(page).toContain(`| Status checks that are required | \`${STATUS_CONTEXT}\` |`);
});

test.each<[Partial<StatusParts>]>([
	[{}],
	[{ problems: null }],
	[{ problems: [problem("error"), problem("error")] }],
	[{ problems: [problem("hold"), problem("hold")] }],
	[{ program: ["scripts/x.ts"] }],
	[{ program: ["scripts/x.ts"], ownCheck: "failure" }],
	[{ program: ["scripts/x.ts"], ownCheck: "success" }],
])("a status stands on the page: %#", (parts) => {
	const { state, description } = computeStatus({ problems: [], program: [], ownCheck: null, approvers: [], ...parts });
	const shown = description.replace(/\d+/, "…").replace("holds, see the comment", "holds");
	expect(page).toContain(`| ${state} | ${shown} |`);
});

function problem(level: Problem["level"]): Problem {
	const span = { line: 1, column: 1, end_line: 1, end_column: 1 };
	return { ...span, rule: "a/b", level, file: "f", path: "", message: "m", hint: "", fixable: false, docs: "" };
}
