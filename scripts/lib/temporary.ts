import { randomUUID } from "node:crypto";
import {
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmdirSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { isAlive } from "./alive.ts";
import { ExpectedError } from "./expected-error.ts";

/** Folder, in a root, of what the program keeps for itself. It holds a .gitignore of its own. */
const OWN = ".registry";

/** Names in the folder of one use: the folder that is being replaced, and a file with the name that it had. */
const [OLD, NAME] = ["old", "name"];

/** When this process began, in milliseconds since 1970. */
const begun = Date.now() - process.uptime() * 1000;

/**
 * Calls a function with a new folder for temporary files, and removes it. It lies on the disk of `path`, so that what is
 * made in it can be renamed to there: in the root's `.registry/tmp/`, or in one beside a path outside of the root.
 */
export function withTemporary<T>(root: string, path: string, use: (folder: string) => T): T {
	const home = homeOf(root, path);
	clear(home);
	const folder = make(home);
	try {
		return use(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
		removeEmpty(home);
	}
}

/**
 * Removes what dead processes left of their temporary files for a path, and puts back a folder that one of them was
 * replacing.
 */
export function clearTemporary(root: string, path = root): void {
	clear(homeOf(root, path));
}

/**
 * Puts a folder in the place of another, or where there is none yet; `temporary` is the folder that `withTemporary`
 * gave. Between two renames there is neither; the next run puts the old one back.
 */
export function replaceFolderBy(fresh: string, target: string, temporary: string): void {
	if (!existsSync(target)) {
		renameSync(fresh, target);
		return;
	}
	const old = join(temporary, OLD);
	writeFileSync(join(temporary, NAME), relative(homeAbove(temporary), target));
	renameSync(target, old);
	try {
		renameSync(fresh, target);
	} catch (error) {
		renameSync(old, target);
		throw error;
	}
}

/** The folder whose `.registry/tmp/` serves a path: the root, or the folder of a path outside of it. */
function homeOf(root: string, path: string): string {
	const inside = path === root || isBelow(root, path);
	return inside ? root : dirname(path);
}

function isBelow(folder: string, path: string): boolean {
	const way = relative(folder, path);
	return way !== "" && !isAbsolute(way) && way.split(sep)[0] !== "..";
}

/** The folder whose `.registry/tmp/` holds a folder for temporary files. */
function homeAbove(temporary: string): string {
	return dirname(dirname(dirname(temporary)));
}

function placeIn(home: string): string {
	return join(home, OWN, "tmp");
}

/** Times that a folder is made again which another process, having found it empty, removed. */
const TRIES = 10;

function make(home: string): string {
	const folder = join(placeIn(home), `${process.pid}-${randomUUID()}`);
	for (let tries = 1; ; tries++) {
		try {
			mkdirSync(placeIn(home), { recursive: true });
			const ignore = join(home, OWN, ".gitignore");
			if (!existsSync(ignore)) writeFileSync(ignore, "*\n");
			mkdirSync(folder);
			return folder;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ENOENT" || tries === TRIES) throw error;
		}
	}
}

function clear(home: string): void {
	assertNoLink(join(home, OWN));
	assertNoLink(placeIn(home));
	for (const name of namesIn(placeIn(home))) {
		const left = join(placeIn(home), name);
		if (!isLeft(left)) continue;
		putBack(home, left);
		rmSync(left, { recursive: true, force: true });
	}
	removeEmpty(home);
}

/** A link there would have files removed elsewhere. */
function assertNoLink(path: string): void {
	if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
		throw new ExpectedError(`${path} is a symbolic link, which is not followed; remove it`);
	}
}

/** True for what a process left that is dead: another one, or an earlier one with the number of this one. */
function isLeft(path: string): boolean {
	const pid = Number(/^(\d+)-/.exec(basename(path))?.[1]);
	if (pid !== process.pid) return !Number.isNaN(pid) && !isAlive(pid);
	return (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? begun) < begun;
}

/** Puts back a folder whose replacement was killed between two renames. */
function putBack(home: string, left: string): void {
	const [old, name] = [join(left, OLD), join(left, NAME)];
	if (!existsSync(old) || !existsSync(name)) return;
	const target = join(home, readFileSync(name, "utf8"));
	// Nothing is put outside of the folder, whatever the file says, nor through a link.
	if (existsSync(target) || !existsSync(dirname(target)) || !isBelow(home, target)) return;
	const parent = realpathSync(dirname(target));
	if (parent === realpathSync(home) || isBelow(realpathSync(home), parent)) renameSync(old, target);
}

/** Removes the place when nothing is in it. Another process may be about to use it, and then makes it again. */
function removeEmpty(home: string): void {
	if (!existsSync(join(home, OWN)) || namesIn(placeIn(home)).length > 0) return;
	removeFolder(placeIn(home));
	const more = namesIn(join(home, OWN)).filter((name) => name !== ".gitignore");
	if (more.length > 0) return;
	rmSync(join(home, OWN, ".gitignore"), { force: true });
	removeFolder(join(home, OWN));
}

function removeFolder(path: string): void {
	try {
		rmdirSync(path);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? "";
		if (!["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"].includes(code)) throw error;
	}
}

function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder).sort();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
		throw error;
	}
}
