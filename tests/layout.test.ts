import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "./support.ts";

const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
	cwd: REPOSITORY,
	encoding: "utf8",
})
	.split("\0")
	.filter((path) => path !== "");
// What a release writes is made, not written.
const sources = tracked.filter(
	(path) => !path.startsWith("dist/") && /\.(?:ts|js|astro)$/.test(path) && !path.endsWith(".d.ts"),
);
const linesOf = (path: string) => readFileSync(join(REPOSITORY, path), "utf8").trimEnd().split("\n").length;

const LONGEST_FILE = 250;
const LONGEST_COMMAND = 100;

const CASES = "a table of cases of one subject, or tests that share one costly setting";
const SHAPES = "a table: the shape of everything that is published";
const SLIPS = "a table of slips and what is said of each";
const PAGE = "all that one page does in the browser: one script is loaded for it";
/** Files that may be longer, each with the reason. */
const LONGER: Readonly<Record<string, string>> = {
	"schemas/published.ts": SHAPES,
	"scripts/rules/source/document.ts": "a rule with its examples, which are most of it",
	"scripts/yaml/diagnose.ts": SLIPS,
	"site/src/scripts/correct.ts": PAGE,
	...Object.fromEntries(
		[
			...["changes/compare.test.ts", "check/mistakes.ts", "corrections/apply.test.ts", "corrections/ask.test.ts"],
			...[
				"corrections/bodies.test.ts",
				"corrections/sync-issue.test.ts",
				"review/comment.test.ts",
				"review/review-pull.test.ts",
				"links/corpus.ts",
				"links/hostile.test.ts",
				"publish/artifacts.test.ts",
			],
			...["publish/npm-package.test.ts", "rules/fuzz.test.ts", "site/matrix.test.ts"],
			"site/pages.test.ts",
		].map((path) => [`tests/${path}`, CASES]),
	),
};

const PACKAGE = "the npm package has a command line of its own, which shares no module with this one";
/** Names that two modules may export, each with the reason. */
const SHARED_NAMES: Readonly<Record<string, string>> = {
	command: "each file of scripts/commands/ exports its command, and scripts/main.ts loads the one that is called",
	CallError: PACKAGE,
	EXIT: PACKAGE,
};
/** Its exports are words of declarations that are written, not of this program. */
const DECLARATIONS = "scripts/publish/npm-declarations.ts";

test("a command file reads options, calls, prints, and is short", () => {
	const commands = sources.filter((path) => path.startsWith("scripts/commands/"));
	expect(commands.length).toBeGreaterThan(10);
	const long = commands.filter((path) => linesOf(path) > LONGEST_COMMAND);
	expect(long.map((path) => `${path}: ${linesOf(path)} lines`)).toEqual([]);
});

test("a file does one thing, and so is not long", () => {
	const long = sources.filter((path) => linesOf(path) > LONGEST_FILE);
	expect(long.filter((path) => !(path in LONGER)).map((path) => `${path}: ${linesOf(path)} lines`)).toEqual([]);
	expect(Object.keys(LONGER).filter((path) => !long.includes(path))).toEqual([]);
});

test("a name is exported by one module", () => {
	// The site is a project of its own, with types of what it reads.
	const exporters = new Map<string, string[]>();
	for (const path of sources.filter((one) => /^(?:schemas|scripts)\/.*\.ts$/.test(one) && one !== DECLARATIONS)) {
		const text = readFileSync(join(REPOSITORY, path), "utf8");
		const declared = text.matchAll(
			/^export (?:declare )?(?:async )?(?:abstract )?(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm,
		);
		for (const name of new Set([...declared].map((found) => found[1] ?? ""))) {
			exporters.set(name, [...(exporters.get(name) ?? []), path]);
		}
	}
	const twice = [...exporters].filter(([, paths]) => paths.length > 1);
	expect(twice.filter(([name]) => !(name in SHARED_NAMES))).toEqual([]);
	expect(Object.keys(SHARED_NAMES).filter((name) => !twice.some(([one]) => one === name))).toEqual([]);
	// A file that took both would have to rename one of them.
	const renamed = sources.filter((path) => {
		const imports =
			readFileSync(join(REPOSITORY, path), "utf8")
				.match(/^import [^;]*;/gm)
				?.join("\n") ?? "";
		return Object.keys(SHARED_NAMES).some((name) => name !== "command" && imports.includes(`${name} as `));
	});
	expect(renamed).toEqual([]);
});

test("a checkout is the same where names differ by case alone, and where there are no symbolic links", () => {
	const folders = tracked.flatMap((path) => path.split("/").map((_, index, parts) => parts.slice(0, index).join("/")));
	const names = [...new Set([...tracked, ...folders])];
	const byFolded = Map.groupBy(names, (path) => path.normalize("NFC").toLowerCase());
	expect([...byFolded.values()].filter((paths) => paths.length > 1)).toEqual([]);
	const modes = execFileSync("git", ["ls-files", "-z", "--stage"], { cwd: REPOSITORY, encoding: "utf8" }).split("\0");
	expect(modes.filter((line) => line.startsWith("120000"))).toEqual([]);
});

test("a docstring starts with a verb or a noun", () => {
	const riddle = /\/\*\*[\s*]*(?:What|Whether|Which|Who|Where|How|Of|That)\b.*/g;
	const commented = sources.filter((path) => path !== "tests/layout.test.ts");
	const found = commented.flatMap((path) =>
		[...readFileSync(join(REPOSITORY, path), "utf8").matchAll(riddle)].map(([text]) => `${path}: ${text}`),
	);
	expect(found).toEqual([]);
});
