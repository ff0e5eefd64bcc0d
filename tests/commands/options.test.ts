import { expect, test } from "vitest";
import { COMMAND_NAMES } from "../../scripts/main.ts";
import { registry } from "../support.ts";

/** Commands that use an option; the others refuse it. */
const USERS: Readonly<Record<string, readonly string[]>> = {
	"--today": ["build", "check", "correct", "dev", "links", "match", "quality", "release", "review", "show"],
	"--color": ["build", "check", "dev", "diff", "history", "links", "match", "quality", "show"],
};

test.each(Object.entries(USERS))("%s is an option of the commands that use it alone", (option, users) => {
	const takers = COMMAND_NAMES.filter((name) => registry([name, "--help"]).stdout.includes(`${option} `));
	expect(takers.sort()).toEqual([...users].sort());
});

test.each(["diff", "docs", "history", "new", "reproduce", "schema"])("%s refuses --today", (name) => {
	const { code, stdout, stderr } = registry([name, "--today", "2026-11-24"]);
	expect([code, stdout]).toEqual([2, ""]);
	expect(stderr).toContain("unknown option '--today'");
});

test("help shows calls as they are typed in a clone", () => {
	for (const name of COMMAND_NAMES) {
		const { stdout } = registry([name, "--help"]);
		expect(stdout).toMatch(/^Usage: npm run registry -- /);
		expect(stdout.split("Examples:\n")[1]?.trim().split("\n").length).toBeGreaterThan(0);
		for (const line of stdout.split("Examples:\n")[1]?.trim().split("\n") ?? []) {
			expect(line.trim()).toMatch(new RegExp(`^npm run (?:--silent )?registry -- ${name}\\b`));
		}
	}
});
