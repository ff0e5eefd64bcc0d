import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { AUTHOR, initRepository } from "../git.ts";
import { copiesOf, madeOnce, type Ran, REPOSITORY, registry, rootWith, TODAY } from "../support.ts";

/** Citation that a release sets the version and the day in. */
export const CITATION = readFileSync(join(REPOSITORY, "CITATION.cff"), "utf8");

/** Returns a manifest of a version, as it stands in package.json and package-lock.json. */
export function manifest(version: string): string {
	return `${JSON.stringify({ name: "r", version, packages: { "": { version } } }, null, 2)}\n`;
}

/** Returns files of a project of which a release can be made, beside its records. */
export function projectFiles(): Record<string, string> {
	return {
		".gitignore": "build/\n",
		"package.json": manifest("0.1.0"),
		"package-lock.json": manifest("0.1.0"),
		"CITATION.cff": CITATION,
	};
}

/** Makes a repository of the small valid registry of which no release was made, with some files different. */
export function unreleased(files: Readonly<Record<string, string>> = {}): string {
	const root = rootWith({ ...projectFiles(), ...files });
	initRepository(root);
	return root;
}

/** Runs a step of a release. */
export function release(root: string, step: string, env: Readonly<Record<string, string>> = {}): Ran {
	return registry(["release", step, "--root", root, "--today", TODAY], { env: { ...AUTHOR, ...env } });
}

/** Makes a repository of some files, and its first release, 1.0.0. */
export function released(files: Readonly<Record<string, string>> = {}): string {
	const root = unreleased(files);
	expect(release(root, "prepare")).toMatchObject({ code: 0, stderr: expect.stringMatching(/^\S+ is committed; next/) });
	return root;
}

/** Gives the small valid registry with its first release, 1.0.0, for tests that change nothing in it: one for all. */
export const preparedForAll = madeOnce(released);

/** Gives a copy of the same. */
export const prepared = copiesOf(preparedForAll);
