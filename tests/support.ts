import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { onTestFinished } from "vitest";

export const REPOSITORY = new URL("..", import.meta.url).pathname.replace(/\/$/, "");
export const FIXTURES = join(REPOSITORY, "tests/fixtures");
/** The day on which fixtures are judged. */
export const TODAY = "2026-11-24";

/** A temporary folder that is gone when the test ends. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "registry-test-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Files of a folder, path with forward slashes → text. */
export function filesBelow(folder: string): Record<string, string> {
	const files: Record<string, string> = {};
	for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
		const path = join(folder, name);
		if (statSync(path).isFile()) files[relative(folder, path).split(sep).join("/")] = readFileSync(path, "utf8");
	}
	return files;
}

/** The small valid registry that fixtures and tests start from. */
export function baseFiles(): Record<string, string> {
	return filesBelow(join(FIXTURES, "base"));
}

/** Writes files (null deletes one of the base) to a temporary root and gives its path. */
export function rootWith(changes: Readonly<Record<string, string | Buffer | null>> = {}): string {
	const root = temporaryFolder();
	for (const [path, content] of Object.entries({ ...baseFiles(), ...changes })) {
		if (content === null) continue;
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), content);
	}
	return root;
}

export interface Ran {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs the command line as a user would. */
export function registry(args: readonly string[], options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}): Ran {
	const ran = spawnSync(process.execPath, [join(REPOSITORY, "scripts/registry.js"), ...args], {
		encoding: "utf8",
		cwd: options.cwd ?? REPOSITORY,
		env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...options.env },
		maxBuffer: 1 << 28,
	});
	return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}
