import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { dayOf, gitEnvironment, gitLine, gitOutput } from "../git/git.ts";
import { assertWholeHistory, prefixOf } from "../git/repository.ts";
import { SUMS } from "../lib/sums.ts";
import { commitNamed } from "../registry/snapshot.ts";
import { type Comparison, compareBuilds, hashesIn } from "./compare-builds.ts";
import { ReleaseError } from "./error.ts";

/**
 * Builds a released commit anew, in a clone of its own with its own code and its own locked dependencies, and compares
 * its dist/ with what comes out. Throws ReleaseError when the commit holds no release, or does not build.
 */
export function reproduce(root: string, ref: string): Comparison & { readonly commit: string } {
	assertWholeHistory(root, "reproduce a release");
	const commit = commitNamed(root, ref);
	const work = mkdtempSync(join(tmpdir(), "registry-reproduce-"));
	try {
		const tree = checkOut(root, commit, join(work, "clone"));
		if (!existsSync(join(tree, "dist", SUMS))) throw new ReleaseError(`${ref} holds no dist/: it is no release`);
		install(root, tree);
		const out = join(work, "build");
		// Judged on the day of the release: what has expired since was no error then.
		const today = dayOf(Number(gitLine(root, "log", "-1", "--format=%ct", commit)));
		run(tree, nodeOf(tree), ["scripts/registry.ts", "build", "--out", out, "--today", today]);
		const released = hashesIn(join(tree, "dist"));
		// A build has more files than a release commits: the binary ones, and what the site serves.
		const built = new Map([...hashesIn(out)].filter(([path]) => released.has(path)));
		return { commit, ...compareBuilds(released, built) };
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

/** Checks a commit out in a clone that borrows the objects of the repository, so that nothing is written there. */
function checkOut(root: string, commit: string, clone: string): string {
	const top = gitLine(root, "rev-parse", "--show-toplevel") ?? root;
	const doing = `clone ${top}`;
	gitOutput(root, ["clone", "--quiet", "--shared", "--no-checkout", "--template=", top, clone], doing);
	gitOutput(clone, ["checkout", "--quiet", "--detach", commit], `check out ${commit.slice(0, 10)}`);
	return join(clone, prefixOf(resolve(root)));
}

/** Uses the packages installed here if the release locked the same; otherwise installs its own. */
function install(root: string, tree: string): void {
	const installed = join(root, "node_modules");
	if (existsSync(installed) && lockOf(root) === lockOf(tree)) symlinkSync(installed, join(tree, "node_modules"), "dir");
	else run(tree, "npm", ["ci", "--no-audit", "--no-fund", "--silent"]);
}

/** All that a lockfile locks, but for the project's own entry, which bears its version. */
function lockOf(folder: string): string {
	const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as { packages: object };
	return JSON.stringify(Object.entries(lock.packages).filter(([path]) => path !== ""));
}

/** The Node that the release pins, where it is installed. */
function nodeOf(tree: string): string {
	const pinned = join(tree, "node_modules/node/bin/node");
	return existsSync(pinned) ? pinned : process.execPath;
}

function run(cwd: string, command: string, args: readonly string[]): void {
	// The code of an earlier release may pass the caller's variables on to git.
	const { SOURCE_DATE_EPOCH: _, ...env } = gitEnvironment();
	try {
		execFileSync(command, args, { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
	} catch (error) {
		const said = String((error as { stderr?: Buffer }).stderr ?? "").trim();
		throw new ReleaseError(`the release does not build: ${said || (error as Error).message}`);
	}
}
