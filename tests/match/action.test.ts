import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { npmPackage } from "../../scripts/publish/npm-package.ts";
import { datasetFrom, textOf } from "../publish/published.ts";
import { baseFiles, REPOSITORY, temporaryFolder } from "../support.ts";

interface Action {
	readonly inputs: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
	readonly runs: {
		readonly using: string;
		readonly steps: readonly {
			readonly shell: string;
			readonly run: string;
			readonly env: Readonly<Record<string, string>>;
		}[];
	};
}

const files: Record<string, string> = {};

beforeAll(() => {
	for (const artifact of npmPackage(datasetFrom(baseFiles()), [])) files[artifact.path] = textOf(artifact);
});

/** Runs the action's steps in a project as a runner does: inputs in expressions, files for outputs and the summary. */
function runAction(project: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}) {
	const root = temporaryFolder();
	const checkout = join(root, "action");
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(checkout, "dist", path)), { recursive: true });
		writeFileSync(join(checkout, "dist", path), text);
	}
	cpSync(join(REPOSITORY, "action.yml"), join(checkout, "action.yml"));
	const workspace = join(root, "workspace");
	mkdirSync(workspace);
	for (const [path, text] of Object.entries(project)) writeFileSync(join(workspace, path), text);
	const action = parse(readFileSync(join(checkout, "action.yml"), "utf8")) as Action;
	expect(action.runs.using).toBe("composite");
	const given = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? "";
	const [output, summary] = [join(root, "output"), join(root, "summary")];
	for (const file of [output, summary]) writeFileSync(file, "");
	let [code, stdout] = [0, ""];
	for (const { shell, run, env } of action.runs.steps) {
		expect(shell).toBe("bash");
		// An expression in a script would let an input be a command.
		expect(run).not.toContain("${{");
		const values = Object.entries(env).map(([name, value]) => [
			name,
			value.replace(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_all, input: string) => given(input)),
		]);
		const ran = spawnSync("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", run], {
			cwd: workspace,
			encoding: "utf8",
			env: {
				PATH: process.env.PATH,
				...Object.fromEntries(values),
				GITHUB_ACTION_PATH: checkout,
				GITHUB_OUTPUT: output,
				GITHUB_STEP_SUMMARY: summary,
			},
		});
		code = ran.status ?? 1;
		stdout += ran.stdout + ran.stderr;
		if (code !== 0) break;
	}
	return { code, stdout, output: readFileSync(output, "utf8"), summary: readFileSync(summary, "utf8") };
}

const POLICY = "require:\n  - dimension: soc2_type2\n";

test("a policy that is met passes, and the summary tells by which data", () => {
	const { code, output, summary } = runAction({ "ai-policy.yaml": `offerings:\n  - acme-api\n${POLICY}` });
	expect([code, output]).toEqual([0, "passes=true\n"]);
	expect(summary).toContain("## AI policy: met");
	expect(summary).toContain("2.3.4");
});

test("one that is not met fails with an annotation on the policy, or only tells it", () => {
	const project = { "p.yaml": `offerings:\n  - bolt-nimbus\n${POLICY}` };
	const failed = runAction(project, { policy: "p.yaml" });
	expect([failed.code, failed.output]).toEqual([1, "passes=false\n"]);
	expect(failed.stdout).toContain("::error file=p.yaml,title=AI policy%3A bolt-nimbus::SOC 2 Type II is not assessed");
	const told = runAction(project, { policy: "p.yaml", "fail-on": "error" });
	expect([told.code, told.output]).toEqual([0, "passes=false\n"]);
	expect(runAction({}, { "fail-on": "error" }).code).toBe(2);
});

test("the offerings come from the project's configuration, and what is not resolved fails", () => {
	const project = {
		"ai-policy.yaml": POLICY,
		"models.txt": "acme/anvil-2\n",
		".env": "X_URL=https://api.other.org/v1\n",
	};
	expect(runAction(project, { configuration: "models.txt\n" }).code).toBe(0);
	const failed = runAction(project, { configuration: "models.txt\n.env\n" });
	expect(failed.code).toBe(1);
	expect(failed.stdout).toContain("::error title=AI policy%3A not resolved::.env: X_URL: api.other.org");
});

test("a policy with a mistake is annotated at its line, and what is not resolved stands in the summary", () => {
	const wrong = runAction({ "ai-policy.yaml": "require:\n  - dimension: soc3\n" });
	expect(wrong.code).toBe(2);
	expect(wrong.stdout).toContain('::error file=ai-policy.yaml,line=2,col=16,title=AI policy::"soc3" is not one of');
	const unknown = runAction(
		{ "ai-policy.yaml": POLICY, "m.txt": "acme/anvil-2\nnobody/x\n" },
		{ configuration: "m.txt" },
	);
	expect(unknown.summary).toMatch(/## AI policy: not met.*\| \? \| nobody\/x \| m\.txt/s);
});

test("what a project uses is held to the policy, whichever families and countries the policy looks at", () => {
	const policy = `families:\n  - Bolt\ncountries:\n  - US\n${POLICY}`;
	const project = { "ai-policy.yaml": policy, "models.txt": "acme-api\nbolt-nimbus\n" };
	const { code, summary } = runAction(project, { configuration: "models.txt" });
	expect(code).toBe(1);
	expect(summary).toContain("Acme API");
	expect(summary).toContain("Bolt on Nimbus");
});

test("an input is never a command", () => {
	const { code, stdout } = runAction(
		{ "ai-policy.yaml": POLICY },
		{ configuration: '$(touch pwned)"; touch pwned; "\n' },
	);
	expect(code).toBe(2);
	expect(stdout).toContain("cannot be read");
});
