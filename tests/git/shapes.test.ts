import { execFileSync } from "node:child_process";
import { readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { AUTHOR, commitAll, git, initRepository } from "../git.ts";
import { prepared } from "../release/repositories.ts";
import { baseFiles, copiesOf, LONG, madeOnce, registry, TODAY, temporaryFolder } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const OTHER = "offerings/acme-nimbus.yaml";
const text = baseFiles()[FILE] ?? "";
const other = baseFiles()[OTHER] ?? "";
const worse = text.replace("value: yes_sales_gated", "value: partial");

/** A copy of the repository in some state, and the environment in which a command meets it. */
interface Shape {
	readonly root: string;
	readonly env?: Readonly<Record<string, string>>;
}

/** Gives the repository of which the shapes are clones. */
const source = madeOnce(() => {
	const root = prepared();
	git(root, "config", "uploadpack.allowFilter", "true");
	commitAll(root, "Lower the grade", { [FILE]: worse });
	return root;
});

function command(root: string, env: Readonly<Record<string, string>>, ...args: readonly string[]) {
	// Commands that report no freshness take no day.
	const day = /^(?:history|diff|reproduce)$/.test(args[0] ?? "") ? [] : ["--today", TODAY];
	return registry([...args, "--root", root, ...day], { env: { ...AUTHOR, ...env } });
}

/** Options of a clone → what gives copies of it. */
const clones = new Map<string, () => string>();

function cloned(...options: readonly string[]): string {
	const make = () => {
		const root = join(temporaryFolder(), "clone");
		git(source(), "clone", "-q", ...options, pathToFileURL(source()).href, root);
		return root;
	};
	const copy = clones.get(options.join(" ")) ?? copiesOf(madeOnce(make));
	clones.set(options.join(" "), copy);
	return copy();
}

const SHAPES: Readonly<Record<string, () => Shape>> = {
	whole: () => ({ root: cloned() }),
	shallow: () => ({ root: cloned("--depth", "1") }),
	blobless: () => ({ root: cloned("--filter=blob:none") }),
	treeless: () => ({ root: cloned("--filter=tree:0") }),
	"no git": () => ({ root: cloned(), env: { PATH: temporaryFolder() } }),
	ZIP: () => {
		const root = temporaryFolder();
		const archive = execFileSync("git", ["-C", source(), "archive", "main"], { maxBuffer: 2 ** 30 });
		execFileSync("tar", ["-x", "-C", root], { input: archive });
		return { root };
	},
	"ZIP in a repository": () => {
		const outer = temporaryFolder();
		initRepository(outer);
		const archive = execFileSync("git", ["-C", source(), "archive", "--prefix=registry/", "main"], {
			maxBuffer: 2 ** 30,
		});
		execFileSync("tar", ["-x", "-C", outer], { input: archive });
		return { root: join(outer, "registry") };
	},
	"somebody else's": () => ({ root: cloned(), env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" } }),
	"linked worktree in a hook": () => {
		const root = join(temporaryFolder(), "tree");
		git(cloned(), "worktree", "add", "-q", "--force", root, "main");
		// What a hook of another repository would have in its environment.
		const foreign = cloned("--depth", "1");
		return {
			root,
			env: { GIT_DIR: join(foreign, ".git"), GIT_INDEX_FILE: join(foreign, ".git/index"), GIT_PREFIX: "x/" },
		};
	},
	"detached head": () => {
		const root = cloned();
		git(root, "checkout", "-q", "--detach");
		return { root };
	},
	"foxtrot merge": () => {
		const root = cloned();
		git(root, "reset", "-q", "--hard", "HEAD~2");
		commitAll(root, "Mine", { [OTHER]: other.replace(/name: .*/, "name: Acme in Nimbus") });
		git(root, "merge", "-q", "--no-ff", "-m", "Merge branch 'main' of origin", "origin/main");
		return { root };
	},
};

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
	build: ["build"],
	"check --base": ["check", "--base", "HEAD~1"],
	history: ["history", "acme-api"],
	diff: ["diff", "HEAD~1"],
	"show --at": ["show", "acme-api", "soc2_type2", "--at", "HEAD~1"],
	"release plan": ["release", "plan"],
	"release prepare": ["release", "prepare"],
	reproduce: ["reproduce", "HEAD~2"],
};

const UNSHALLOW = "run: git fetch --unshallow origin";
const REFETCH =
	"this clone is partial: it lacks contents of older commits; run: git fetch --refetch --no-filter origin";
const INSTALL = "git is not installed or not on the PATH; install it: https://git-scm.com/downloads";
const CLONE = "run: git clone https://github.com/ai-offering-registry/registry.git";
const TRUST = "run: git config --global --add safe.directory ";
const DETACHED =
	"no branch is checked out, and releases are made from main; run: git switch main, or name it: --branch HEAD";
const NOT_RELEASED = "HEAD~2 holds no dist/: it is no release";
/** Expected sentences for a clone with all its history; the first is a build's standard error, where all is well. */
const WHOLE = [
	"✓ no errors",
	"",
	"SOC 2 Type II: ■ Yes, sales-gated → ◓ Partial",
	"SOC 2 Type II: ■ Yes, sales-gated → ◓ Partial",
	"Yes, sales-gated",
	"1.0.1 (patch: 1 grade_changed)",
	'{"version":"1.0.1"',
	NOT_RELEASED,
];
const everywhere = (sentence: string) => Object.keys(COMMANDS).map(() => sentence);

/** Shape → what each command says, in the order of COMMANDS. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
	whole: WHOLE,
	shallow: everywhere(UNSHALLOW),
	blobless: everywhere(REFETCH),
	treeless: everywhere(REFETCH),
	"no git": everywhere(INSTALL),
	ZIP: everywhere(CLONE),
	"ZIP in a repository": everywhere(CLONE),
	"somebody else's": everywhere(TRUST),
	"linked worktree in a hook": WHOLE,
	"detached head": WHOLE.with(5, DETACHED).with(6, DETACHED),
	"foxtrot merge": WHOLE.with(5, "1.0.1 (patch: 1 grade_changed, 1 field_changed)"),
};

const CELLS = Object.entries(TABLE).flatMap(([shape, sentences]) =>
	Object.keys(COMMANDS).map((name, index) => [shape, name, sentences[index] ?? ""] as const),
);

test("the table has a sentence for every shape and command", () => {
	expect(Object.keys(TABLE)).toEqual(Object.keys(SHAPES));
	for (const sentences of Object.values(TABLE)) expect(sentences).toHaveLength(Object.keys(COMMANDS).length);
});

/** All cells, or every fifth: since there are eight commands, each of them and each shape is among those. */
const TRIED = CELLS.filter((_, index) => LONG || index % 5 === 0);

test("every shape and every command is tried", () => {
	const [shapes, names] = [0, 1].map((index) => new Set(TRIED.map((cell) => cell[index])));
	expect([shapes?.size, names?.size]).toEqual([Object.keys(SHAPES).length, Object.keys(COMMANDS).length]);
});

test.each(TRIED)("%s, %s: %s", (shape, name, sentence) => {
	const { root, env = {} } = SHAPES[shape]?.() ?? { root: "" };
	const held = env.GIT_INDEX_FILE === undefined ? null : readFileSync(env.GIT_INDEX_FILE);
	const { code, stdout, stderr } = command(root, env, ...(COMMANDS[name] ?? []));
	expect(`${stdout}${stderr}`).toContain(sentence);
	// A build is made whatever the history is; a history of a shallow clone is shown as far as it goes.
	const isWhole = sentence === WHOLE[Object.keys(COMMANDS).indexOf(name)] && sentence !== NOT_RELEASED;
	const goesOn =
		isWhole || name === "build" || (name === "history" && shape === "shallow") || shape === "foxtrot merge";
	expect(code).toBe(goesOn && sentence !== NOT_RELEASED ? 0 : 2);
	if (name === "build") {
		const { releases } = JSON.parse(readFileSync(join(root, "build/changes.json"), "utf8"));
		expect(releases).toHaveLength(isWhole ? 1 : 0);
		if (!isWhole)
			expect([stdout, stderr]).toEqual([expect.stringContaining(sentence), expect.stringContaining(sentence)]);
	}
	if (held) expect(readFileSync(env.GIT_INDEX_FILE ?? "")).toEqual(held);
});

test("a shallow or partial clone is whole after what it is told to type", () => {
	for (const [options, fix] of [
		[
			["--depth", "1"],
			["fetch", "-q", "--unshallow", "origin"],
		],
		[["--filter=blob:none"], ["fetch", "-q", "--refetch", "--no-filter", "origin"]],
		[["--filter=tree:0"], ["fetch", "-q", "--refetch", "--no-filter", "origin"]],
	] as const) {
		const root = cloned(...options);
		expect(command(root, {}, "release", "plan").code).toBe(2);
		execFileSync("git", ["-C", root, ...fix], { stdio: "pipe" });
		expect(command(root, {}, "release", "plan")).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1\.0\.1 /) });
	}
});

test("a partial clone whose files were touched is told what to type, though git crashes there", () => {
	const root = cloned("--filter=blob:none");
	// Git compares contents where times differ from those it knows.
	utimesSync(join(root, FILE), 0, 0);
	const { code, stderr } = command(root, {}, "check", "--base", "HEAD~1");
	expect([code, stderr]).toEqual([2, expect.stringContaining(REFETCH)]);
});
