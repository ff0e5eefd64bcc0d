import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { temporaryFolderForAll } from "./support.ts";

/** Settings that spare work that a test's repository does not need. */
const QUICK = ["core.fsync=none", "gc.auto=0", "maintenance.auto=false"].flatMap((one) => ["-c", one]);

/** Environment in which a command that commits does so as a fixed person. */
export const AUTHOR: Readonly<Record<string, string>> = {
	GIT_AUTHOR_NAME: "A",
	GIT_AUTHOR_EMAIL: "a@example.org",
	GIT_COMMITTER_NAME: "A",
	GIT_COMMITTER_EMAIL: "a@example.org",
};

/** Runs git in a repository made by a test: no configuration but its own, a fixed author and a fixed time. */
export function git(root: string, ...args: string[]): string {
	return gitOn(root, "2026-11-20T12:00:00Z", ...args);
}

/** The same at another time. */
export function gitOn(root: string, time: string, ...args: string[]): string {
	const { status, stdout, stderr } = spawnSync("git", ["-C", root, ...QUICK, ...args], {
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
	if (status !== 0) throw new Error(`git ${args.join(" ")} failed: ${stderr}`);
	return String(stdout);
}

const templates = globalThis as { firstCommits?: Map<string, string> };

/** Returns the paths of what lies below a folder and is none. Links are not followed: behind one may lie all of node_modules. */
function pathsBelow(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? pathsBelow(path) : [path];
	});
}

/**
 * Makes a folder a repository with one commit of everything in it. The commit of the same files is the same, so that it
 * is made once in this process and copied from then on.
 */
export function initRepository(root: string): void {
	templates.firstCommits ??= new Map();
	const hash = createHash("sha256");
	for (const path of pathsBelow(root).sort()) {
		const { mode, size } = lstatSync(path);
		hash.update(`${relative(root, path)}\0${mode}\0${size}\0`);
		hash.update((mode & 0o170000) === 0o120000 ? readlinkSync(path) : readFileSync(path));
	}
	const key = hash.digest("hex");
	const known = templates.firstCommits.get(key);
	if (known !== undefined) {
		cpSync(known, join(root, ".git"), { recursive: true });
		return;
	}
	git(root, "init", "-q", "-b", "main", "--template=");
	commitAll(root, "first");
	const template = temporaryFolderForAll();
	cpSync(join(root, ".git"), template, { recursive: true });
	templates.firstCommits.set(key, template);
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

/** Commits a release as its content tells it: a higher version, and a data set and a changelog that bear it. */
export function commitRelease(root: string, version: string, message = `Release ${version}`): void {
	const text = `${JSON.stringify({ version })}\n`;
	if (!existsSync(join(root, "package.json"))) commitAll(root, "manifest", { "package.json": '{"version":"0.1.0"}\n' });
	const sums = `${createHash("sha256").update(text).digest("hex")}  data.json\n`;
	const dist = { "dist/data.json": text, "dist/SHA256SUMS": sums };
	commitAll(root, message, { "package.json": text, ...dist, "CHANGELOG.md": `# ${version}\n` });
}
