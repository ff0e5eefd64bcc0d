import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gitLine } from "../../scripts/git/git.ts";
import { RULES } from "../../scripts/rules/index.ts";
import { REPOSITORY, registry } from "../support.ts";

test("the generated documents and schemas are what their generators write", () => {
	expect(registry(["docs", "--check"])).toMatchObject({ code: 0, stderr: "" });
});

test("every rule is explained, with an example of its problem as it is printed", () => {
	const text = readFileSync(join(REPOSITORY, "docs/rules.md"), "utf8");
	for (const { id, summary, why } of RULES) {
		expect(text).toContain(`### ${id}\n`);
		expect(text).toContain(summary);
		expect(text).toContain(why);
		expect(text).toMatch(new RegExp(`(?:error|hold|warning) ${id} .+\\n  at `));
	}
});

test("every rule module is listed, under the id that its place gives it", () => {
	const rules = join(REPOSITORY, "scripts/rules");
	const groups = readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	const modules = groups.flatMap(({ name }) =>
		readdirSync(join(rules, name))
			.filter((file) => file !== "successors.ts")
			.map((file) => `${name}/${file.replace(/\.ts$/, "")}`),
	);
	expect(RULES.map(({ id }) => id).sort()).toEqual(modules.sort());
});

/** The lines of the README's shell examples that call the registry. */
const examples = [...readFileSync(join(REPOSITORY, "README.md"), "utf8").matchAll(/```sh\n(.*?)```/gs)]
	.flatMap((found) => (found[1] ?? "").split("\n"))
	.filter((line) => line.startsWith("npm run registry -- "));

test("the README has examples to run", () => {
	expect(examples.length).toBeGreaterThanOrEqual(5);
});

test.for(examples)("the README's command works: %s", (line, { skip }) => {
	const args = line.split(" ").slice(4);
	const history = gitLine(REPOSITORY, "rev-parse", "HEAD") !== null;
	skip(args[0] === "history" && !history, "this copy has no history; clone the repository");
	const { code, stdout } = registry(args);
	expect(code).toBe(0);
	expect(stdout).not.toBe("");
});
