import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Runs git in a repository made by a test: no configuration but its own, a fixed author and a fixed time. */
export function git(root: string, ...args: string[]): string {
	return gitOn(root, "2026-11-20T12:00:00Z", ...args);
}

/** The same at another time. */
export function gitOn(root: string, time: string, ...args: string[]): string {
	return execFileSync("git", ["-C", root, ...args], {
		encoding: "utf8",
		stdio: ["ignore", "pipe", "pipe"],
		env: {
			PATH: process.env.PATH,
			HOME: root,
			GIT_CONFIG_NOSYSTEM: "1",
			GIT_AUTHOR_NAME: "Ann Author",
			GIT_AUTHOR_EMAIL: "ann@example.org",
			GIT_COMMITTER_NAME: "Ann Author",
			GIT_COMMITTER_EMAIL: "ann@example.org",
			GIT_AUTHOR_DATE: time,
			GIT_COMMITTER_DATE: time,
		},
	});
}

/** Makes a folder a repository with one commit of everything in it. */
export function initRepository(root: string): void {
	git(root, "init", "-q", "-b", "main");
	commitAll(root, "first");
}

/** Writes files (null deletes), and commits everything. */
export function commitAll(
	root: string,
	message: string,
	files: Readonly<Record<string, string | null>> = {},
	time = "2026-11-20T12:00:00Z",
): void {
	writeFiles(root, files);
	git(root, "add", "-A");
	gitOn(root, time, "commit", "-q", "--allow-empty", "-m", message);
}

/** Writes files; null deletes one. */
export function writeFiles(root: string, files: Readonly<Record<string, string | null>>): void {
	for (const [path, content] of Object.entries(files)) {
		if (content === null) rmSync(join(root, path));
		else {
			mkdirSync(dirname(join(root, path)), { recursive: true });
			writeFileSync(join(root, path), content);
		}
	}
}
