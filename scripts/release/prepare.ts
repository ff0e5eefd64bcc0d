import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Release } from "../../schemas/changelog.ts";
import { documents } from "../docs/index.ts";
import { gitLine, runGit, saidBy } from "../git/git.ts";
import { RELEASED } from "../git/release-files.ts";
import { recordsDay } from "../git/releases.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { writeArtifacts } from "../publish/write.ts";
import { loadRegistry } from "../registry/registry.ts";
import { changelogMarkdown } from "./changelog.ts";
import { citationOf } from "./citation.ts";
import { editionOf } from "./edition.ts";
import { ReleaseError } from "./error.ts";
import { markFinished, markStarted, restoreInterrupted } from "./recovery.ts";
import { verifyArtifacts } from "./verify-artifacts.ts";

/** Documents that follow from the records and are brought up to date by a release. */
const DOCUMENTS = ["docs/coverage.md", "README.md"];

/**
 * Writes CHANGELOG.md, dist/, the totals and the version to a clean work tree, makes the release commit and returns it.
 * What fails, or an earlier run that was interrupted has left, is put back. The same commit gives the same release.
 */
export function prepareRelease(root: string, version: string, releases: readonly Release[]): string {
	markStarted(root);
	try {
		writeRelease(root, version, releases);
		commit(root, version);
	} catch (error) {
		restoreInterrupted(root);
		throw error;
	}
	markFinished(root);
	return gitLine(root, "rev-parse", "HEAD") ?? "";
}

function writeRelease(root: string, version: string, releases: readonly Release[]): void {
	const generated = recordsDay(root) ?? "";
	const edition = editionOf(root, { commit: null, version, generated, releases });
	writeArtifacts(root, join(root, "dist"), edition.texts());
	verifyArtifacts(join(root, "dist"));
	writeFileAtomic(root, join(root, "CHANGELOG.md"), changelogMarkdown(releases));
	const citation = join(root, "CITATION.cff");
	writeFileAtomic(root, citation, citationOf(readFileSync(citation, "utf8"), version, generated));
	for (const [path, text] of documents(root, loadRegistry(folderTree(root)))) {
		if (DOCUMENTS.includes(path) && existsSync(join(root, path))) writeFileAtomic(root, join(root, path), text);
	}
	for (const name of ["package.json", "package-lock.json"]) writeVersion(root, join(root, name), version);
}

function commit(root: string, version: string): void {
	const present = RELEASED.filter((path) => existsSync(join(root, path)));
	for (const args of [
		["add", "--", ...present],
		["commit", "--quiet", "--message", `Release ${version}`],
	]) {
		const result = runGit(root, args);
		if (!result.ok) throw new ReleaseError(`git ${args[0]} failed: ${saidBy(result)}`);
	}
}

/** Sets the version of a manifest or lockfile: its first one, and in a lockfile that of the root package. */
function writeVersion(root: string, path: string, version: string): void {
	const text = readFileSync(path, "utf8");
	const manifest = JSON.parse(text) as { version?: string; packages?: Record<string, { version?: string }> };
	manifest.version = version;
	const own = manifest.packages?.[""];
	if (own) own.version = version;
	const indent = text.startsWith("{\n\t") ? "\t" : 2;
	writeFileAtomic(root, path, `${JSON.stringify(manifest, null, indent)}\n`);
}
