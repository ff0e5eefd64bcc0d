import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RULES } from "../../scripts/rules/index.ts";
import { REPOSITORY } from "../support.ts";

const text = readFileSync(join(REPOSITORY, "docs/threat-model.md"), "utf8");
/** The rows of the tables: an attack, what stops it, the test that proves it. */
const rows = text
	.split("\n")
	.filter((line) => line.startsWith("| ") && !line.startsWith("| attack |") && !line.startsWith("| ---"))
	.map((line) =>
		line
			.split("|")
			.map((field) => field.trim())
			.slice(1, -1),
	);

test("there is somebody to fear", () => {
	expect(rows.length).toBeGreaterThanOrEqual(30);
});

test.each(rows)("the proof is there: %s", (_attack, stops = "", proof = "") => {
	const [, file = "", title = ""] = /^`(tests\/[\w/.-]+\.test\.ts)` "(.+)"$/.exec(proof) ?? [];
	expect(existsSync(join(REPOSITORY, file))).toBe(true);
	const rule = RULES.find(({ id }) => id === title);
	if (rule) {
		// The examples of a rule stand in its own file.
		expect(rule.examples.some(({ problem }) => problem !== undefined)).toBe(true);
	} else {
		// As the name of a test, or of a case in the table of one.
		expect(readFileSync(join(REPOSITORY, file), "utf8")).toContain(`"${title}"`);
	}
	for (const [, rule = ""] of stops.matchAll(/`([a-z]+\/[a-z-]+)`/g)) {
		expect(RULES.map(({ id }) => id)).toContain(rule);
	}
});
