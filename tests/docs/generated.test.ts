import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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
		expect(text).toMatch(new RegExp(`(?:error|warning) ${id} .+\\n  at `));
	}
});

test("every rule module is listed, under the id that its place gives it", () => {
	const rules = join(REPOSITORY, "scripts/rules");
	const groups = readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	const modules = groups.flatMap(({ name }) =>
		readdirSync(join(rules, name))
			.filter((file) => file !== "pairs.ts")
			.map((file) => `${name}/${file.replace(/\.ts$/, "")}`),
	);
	expect(RULES.map(({ id }) => id).sort()).toEqual(modules.sort());
});
