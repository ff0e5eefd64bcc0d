import { execFileSync } from "node:child_process";
import {
	lstatSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { jsonArtifact, textArtifact } from "../../scripts/publish/artifact.ts";
import { writeArtifacts } from "../../scripts/publish/write.ts";
import { writeFiles } from "../git.ts";
import { filesBelow, temporaryFolder } from "../support.ts";

let folder: string;
let out: string;
const NEW = [textArtifact("data.json", "new\n"), textArtifact("a/b.txt", "new b\n")];
const build = (to = out) => writeArtifacts(folder, to, NEW);

beforeEach(() => {
	folder = temporaryFolder();
	out = join(folder, "out");
	writeArtifacts(folder, out, [textArtifact("data.json", "old\n"), textArtifact("gone.txt", "old\n")]);
});

/** Asserts that a build is refused with one sentence, and leaves everything as it is. */
function refused(sentence: string, to = out): void {
	const before = filesBelow(folder);
	expect(() => build(to)).toThrow(new Error(sentence));
	expect(filesBelow(folder)).toEqual(before);
}

const CHOOSE = "move it away, or choose an empty or a new folder";

test("what an earlier build wrote is replaced, also where some of it is gone", () => {
	rmSync(join(out, "gone.txt"));
	build();
	expect(Object.keys(filesBelow(folder))).toEqual(["out/SHA256SUMS", "out/a/b.txt", "out/data.json"]);
	execFileSync("sha256sum", ["--check", "--quiet", "SHA256SUMS"], { cwd: out });
});

test.each(["", "out/"])("an empty folder is filled: %j", (name) => {
	const empty = join(folder, "empty");
	mkdirSync(join(empty, name), { recursive: true });
	build(empty);
	expect(readFileSync(join(empty, "data.json"), "utf8")).toBe("new\n");
});

test.each(["thesis.txt", "a/deep/thesis.txt", ".DS_Store", "data.json.bak"])("a foreign file is named: %s", (path) => {
	writeFiles(out, { [path]: "years of work" });
	refused(`this program did not write ${join(out, path)}; ${CHOOSE}`);
});

test("a file that was changed is named, and so is a link in its place", () => {
	writeFileSync(join(out, "gone.txt"), "edited\n");
	refused(`${join(out, "gone.txt")} was changed since this program wrote it; ${CHOOSE}`);
	rmSync(join(out, "gone.txt"));
	writeFileSync(join(folder, "elsewhere.txt"), "old\n");
	symlinkSync("../elsewhere.txt", join(out, "gone.txt"));
	refused(`this program did not write ${join(out, "gone.txt")}; ${CHOOSE}`);
});

test("somebody else's SHA256SUMS makes nothing ours", () => {
	const theirs = join(folder, "theirs");
	mkdirSync(theirs);
	writeFileSync(join(theirs, "disk.iso"), "image");
	writeFileSync(join(theirs, "SHA256SUMS"), execFileSync("sha256sum", ["disk.iso"], { cwd: theirs }));
	refused(`this program did not write ${join(theirs, "SHA256SUMS")}; ${CHOOSE}`, theirs);
});

test("a list that lost its lines, or is a link, makes nothing ours", () => {
	writeFileSync(join(out, "SHA256SUMS"), "");
	refused(`this program did not write ${join(out, "SHA256SUMS")}; ${CHOOSE}`);
	rmSync(join(out, "SHA256SUMS"));
	refused(`this program did not write ${join(out, "data.json")}; ${CHOOSE}`);
});

test("the files of a release, which have a list of their own, are ours within a build", () => {
	writeArtifacts(folder, join(out, "release"), [textArtifact("data.json", "released\n")]);
	build();
	expect(Object.keys(filesBelow(out))).toEqual(["SHA256SUMS", "a/b.txt", "data.json"]);
	writeArtifacts(folder, join(out, "release"), [textArtifact("data.json", "released\n")]);
	writeFiles(out, { "release/mine.txt": "mine" });
	refused(`this program did not write ${join(out, "release/mine.txt")}; ${CHOOSE}`);
});

test("a file in the place of the folder is refused", () => {
	writeFileSync(join(folder, "file"), "mine");
	refused(`${join(folder, "file")} is no folder; ${CHOOSE}`, join(folder, "file"));
});

test("a symbolic link is followed and stays a link", () => {
	mkdirSync(join(folder, "disk"));
	renameSync(out, join(folder, "disk/real"));
	symlinkSync("disk/real", out);
	build();
	expect(lstatSync(out).isSymbolicLink()).toBe(true);
	expect(realpathSync(out)).toBe(join(realpathSync(folder), "disk/real"));
	expect(readFileSync(join(folder, "disk/real/data.json"), "utf8")).toBe("new\n");
	writeFiles(folder, { "disk/real/mine.txt": "mine" });
	refused(`this program did not write ${join(out, "mine.txt")}; ${CHOOSE}`);
});

test("a symbolic link to nothing is refused and stays", () => {
	const link = join(folder, "link");
	symlinkSync("nowhere", link);
	expect(() => build(link)).toThrow(`${link} is a symbolic link to nothing; remove it, or make its folder`);
	expect(lstatSync(link).isSymbolicLink()).toBe(true);
});

test("an artifact that fails leaves the old folder and nothing beside it", () => {
	const before = filesBelow(folder);
	const broken = jsonArtifact("index.json", "index", () => ({}));
	expect(() => writeArtifacts(folder, out, [...NEW, broken])).toThrow("does not match");
	expect(filesBelow(folder)).toEqual(before);
});
