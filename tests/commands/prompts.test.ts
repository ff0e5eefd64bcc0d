import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { REPOSITORY, registry, rootWith, TODAY } from "../support.ts";

/** util-linux's `script` gives a program a terminal; others of that name take other options. */
const hasTerminal = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0;

/** Runs the command line on a terminal, with what a person types. */
function onTerminal(args: readonly string[], typed: readonly string[]) {
	const call = [process.execPath, join(REPOSITORY, "scripts/registry.ts"), ...args].join(" ");
	const input = `${typed.join("\n")}\n`;
	return spawnSync("script", ["-qec", call, "/dev/null"], { input, encoding: "utf8", timeout: 30_000 });
}

test.skipIf(!hasTerminal)("correct asks on a terminal, and says which command to run next", () => {
	const root = rootWith();
	const typed = ["acme-api", "3", "1", "https://acme.com/iso", "", "2026-11-22", "", "It says so.", "", "1", "Zoë"];
	const { status, stdout } = onTerminal(["correct", "--root", root, "--today", TODAY], typed);
	expect(status).toBe(0);
	expect(stdout).toContain("Next: npm run --silent registry -- diff HEAD");
	expect(stdout).toContain(
		'git commit -m "Correct ISO 42001 of acme-api" --trailer "Credit: Zoë" offerings/acme-api.yaml',
	);
	const record = parse(readFileSync(join(root, "offerings/acme-api.yaml"), "utf8"));
	expect(record.dimensions.iso_42001).toMatchObject({ value: "yes_public", notes: "It says so." });
});

test.skipIf(!hasTerminal)("new asks on a terminal, and says which vendors are missing", () => {
	const root = rootWith();
	const typed = ["zed-api", "Zed: API", "zed", "acme", "2", "Zed", "Acme serves Zed's models."];
	const { status, stdout } = onTerminal(["new", "--root", root], typed);
	expect(status).toBe(0);
	expect(stdout).toContain("1. Write vendors/zed.yaml");
	expect(stdout).toContain("3. Run: npm run --silent registry -- check");
	expect(parse(readFileSync(join(root, "offerings/zed-api.yaml"), "utf8"))).toMatchObject({
		id: "zed-api",
		name: "Zed: API",
		developer: "zed",
		platform: "acme",
		category: "cloud_distribution",
		model_family: "Zed",
		summary: "Acme serves Zed's models.",
		dimensions: {},
	});
});

test.skipIf(!hasTerminal)("a person who goes away changes nothing", () => {
	const root = rootWith();
	const { status, stdout } = onTerminal(["new", "--root", root], ["zed-api", "\u0004"]);
	expect(status).toBe(2);
	expect(stdout).toContain("stopped; nothing was changed");
	expect(existsSync(join(root, "offerings/zed-api.yaml"))).toBe(false);
});

test("without a terminal nothing is asked: the call is wrong", () => {
	for (const command of ["correct", "new"]) {
		const { code, stdout, stderr } = registry([command]);
		expect([code, stdout]).toEqual([2, ""]);
		expect(stderr).toMatch(/name the (?:correction|offering)/);
	}
	expect(registry(["correct", "--issue", "1", "--file", "x"])).toMatchObject({ code: 2 });
	const { code, stderr } = registry(["correct", "--issue", "1"], { env: { GITHUB_TOKEN: "" } });
	expect(code).toBe(2);
	expect(stderr).toContain("GITHUB_TOKEN is not set");
});
