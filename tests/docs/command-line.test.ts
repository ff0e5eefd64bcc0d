import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandLine } from "../../scripts/lib/command-line.ts";
import { COMMAND_NAMES } from "../../scripts/main.ts";
import { REPOSITORY } from "../support.ts";

/** Files that people read, or whose texts the program prints. */
const paths = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
	cwd: REPOSITORY,
	encoding: "utf8",
})
	.split("\0")
	.filter(
		(path) => /^(?:schemas|scripts|site|docs|bench|\.github\/ISSUE|[^/]+\.md)/.test(path) && !path.endsWith(".png"),
	)
	// What is released says what it said then, until the next release.
	.filter((path) => path !== "CHANGELOG.md" && path !== "scripts/release/changelog.ts");
const lines = paths.flatMap((path) =>
	readFileSync(join(REPOSITORY, path), "utf8")
		.split("\n")
		.map((text, index) => ({ text, place: `${path}:${index + 1}` })),
);

test("there is one way to spell a call of the program, and it works in a clone on every system", () => {
	expect(paths.length).toBeGreaterThan(200);
	const bare = new RegExp(`(?<![\\w-])registry (?:${COMMAND_NAMES.join("|")})\\b|npx registry|node scripts/registry`);
	const found = lines.filter(({ text }) => bare.test(text) && !/name: "registry check"/.test(text));
	expect(found.map(({ place, text }) => `${place} ${text.trim()}`)).toEqual([]);
});

test("npm keeps its own words to itself where another program reads the output, and only there", () => {
	const calls = lines.filter(({ text }) => /npm run (?:--silent |-s )?registry -- \w/.test(text));
	expect(calls.length).toBeGreaterThan(20);
	const wrong = calls.filter(({ text }) => {
		const [, args = ""] = text.split("registry -- ");
		return /npm run registry/.test(text) === / [|>]{1,2} /.test(args);
	});
	expect(wrong.map(({ place, text }) => `${place} ${text.trim()}`)).toEqual([]);
});

test("what the program prints is spelled alike", () => {
	expect(commandLine("check --fix")).toBe("npm run registry -- check --fix");
	expect(commandLine("show x --format json | jq .name")).toBe(
		"npm run --silent registry -- show x --format json | jq .name",
	);
});
