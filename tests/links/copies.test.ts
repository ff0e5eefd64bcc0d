import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findQuote } from "../../scripts/evidence/quote.ts";
import { Copies, MAX_COPY_BYTES, parsePermalink } from "../../scripts/links/copies.ts";
import { TextExtractor } from "../../scripts/links/text-extractor.ts";
import { git, initRepository } from "../git.ts";
import { TODAY, temporaryFolder } from "../support.ts";

const extractor = new TextExtractor();
afterAll(() => extractor.close());

const SENTENCE = "We do not use your inputs to train our models.";
const TERMS = `---\ntitle: Terms\n---\n# Training\n\nWe **do not** use\n[your inputs](https://acme.com) to train our&nbsp;models.\n\n- You can opt out.\n`;

/** A folder of copies with one file of acme/docs, and the permalink to it. */
function folderWith(path: string, text: string | Buffer, kind: "clone" | "bare" | "files"): [string, string] {
	const folder = temporaryFolder();
	const work = join(kind === "bare" ? temporaryFolder() : folder, "acme/docs");
	mkdirSync(dirname(join(work, path)), { recursive: true });
	writeFileSync(join(work, path), text);
	let commit = "0".repeat(40);
	if (kind !== "files") {
		initRepository(work);
		commit = git(work, "rev-parse", "HEAD").trim();
	}
	if (kind === "bare") {
		mkdirSync(join(folder, "acme"), { recursive: true });
		execFileSync("git", ["clone", "-q", "--bare", work, join(folder, "acme/docs")]);
	}
	const encoded = path.split("/").map(encodeURIComponent).join("/");
	return [folder, `https://github.com/acme/docs/blob/${commit}/${encoded}`];
}

const textOf = (folder: string, url: string) => new Copies(folder, extractor, TODAY).text(url);

test.each(["clone", "bare", "files"] as const)("a copy is read from a folder of the kind %s", async (kind) => {
	const [folder, url] = folderWith("Legal Docs/terms & more.md", TERMS, kind);
	const copy = await textOf(folder, url);
	if ("missing" in copy) throw new Error(copy.missing);
	expect(copy.text).toBe("title: Terms\n# Training\nWe do not use your inputs to train our models.\nYou can opt out.");
	expect(findQuote(copy.text, { quote: SENTENCE, locator: "Training" }, TODAY).status).toBe("present");
});

test.each([
	["html", `<html><main><h2>Training</h2><p>${SENTENCE}</p></main></html>`],
	["mdx", `import X from "x"\n\n<Note>\n\n${SENTENCE}\n\n</Note>\n`],
	["mdx", `<Note>${SENTENCE}</Note>\n`],
	["json", JSON.stringify({ policies: [{ text: `"Quoted" text. ${SENTENCE}` }] })],
	["txt", `Terms\n\n${SENTENCE.replace("inputs ", "inputs\n")}\n`],
	["yaml", `policy: >-\n  ${SENTENCE.replace("inputs ", "inputs\n  ")}\n`],
	["md", `| Question | Answer |\n| --- | --- |\n| Training | ${SENTENCE} |\n`],
	["md", `> ${SENTENCE.replace("inputs ", "inputs\n> ")}\n`],
	["md", `1. First\n2. ${SENTENCE.replace("inputs ", "inputs  \n   ")}\n`],
])("a quote is found in a copy in %s: %j", async (extension, text) => {
	const [folder, url] = folderWith(`terms.${extension}`, text, "files");
	const copy = await textOf(folder, url);
	expect("text" in copy && findQuote(copy.text, { quote: SENTENCE }, TODAY).status).toBe("present");
});

test("a commit that the clone does not hold, and a file that the commit does not hold, are told with git's words", async () => {
	const [folder, url] = folderWith("terms.md", TERMS, "clone");
	const other = url.replace(/[0-9a-f]{40}/, "1".repeat(40));
	expect(await textOf(folder, other)).toEqual({ missing: expect.stringContaining("git in acme/docs: ") });
	expect(await textOf(folder, url.replace("terms.md", "other.md"))).toEqual({
		missing: expect.stringContaining("other.md"),
	});
});

test.each([
	["a repository that is not there", "https://github.com/acme/other/blob/COMMIT/terms.md", "there is no acme/other"],
	["a branch", "https://github.com/acme/docs/blob/main/terms.md", "not a file of a git repository"],
	["a web archive", "https://web.archive.org/web/2026/https://acme.com/", "not a file of a git repository"],
	["a path outside", "https://github.com/acme/docs/blob/COMMIT/..%2F..%2F..%2Fetc%2Fpasswd", "has no file"],
	["an owner that is a path", "https://github.com/../docs/blob/COMMIT/terms.md", "not a file of a git repository"],
	["a folder", "https://github.com/acme/docs/blob/COMMIT/sub", "has no file"],
	["a broken encoding", "https://github.com/acme/docs/blob/COMMIT/%E0%A4", "not a file of a git repository"],
])("%s is no copy", async (_name, url, reason) => {
	const [folder] = folderWith("sub/terms.md", TERMS, "files");
	const copy = await textOf(folder, url.replace("COMMIT", "0".repeat(40)));
	expect(copy).toEqual({ missing: expect.stringContaining(reason) });
});

test("of a folder of files, the one below the commit comes first", async () => {
	const [folder, url] = folderWith("terms.md", "Of some day.", "files");
	mkdirSync(join(folder, "acme/docs", "0".repeat(40)));
	writeFileSync(join(folder, "acme/docs", "0".repeat(40), "terms.md"), "Of the commit.");
	expect(await textOf(folder, url)).toMatchObject({ text: "Of the commit." });
	expect(await textOf(folder, url.replace("0000", "1111"))).toMatchObject({ text: "Of some day." });
});

test("a symbolic link out of the folder is not followed", async () => {
	const [folder, url] = folderWith("terms.md", TERMS, "files");
	symlinkSync("/etc/hostname", join(folder, "acme/docs/link.md"));
	expect(await textOf(folder, url.replace("terms.md", "link.md"))).toEqual({ missing: expect.any(String) });
});

test("a folder of files inside of another repository is not taken for a clone", async () => {
	const [folder, url] = folderWith("terms.md", TERMS, "files");
	initRepository(folder);
	expect(await textOf(folder, url)).toMatchObject({ text: expect.stringContaining("to train our models") });
});

test("a copy of up to 10 MB is read", async () => {
	const [folder, url] = folderWith("a.pdf", Buffer.alloc(MAX_COPY_BYTES), "files");
	expect(await textOf(folder, url)).not.toEqual({ missing: "the copy is larger than 10 MB" });
	writeFileSync(join(folder, "acme/docs/a.pdf"), Buffer.alloc(MAX_COPY_BYTES + 1));
	expect(await textOf(folder, url)).toEqual({ missing: "the copy is larger than 10 MB" });
});

test.each([
	[`https://github.com/a/b.c/blob/${"0".repeat(40)}/x/y%20z.md`, { repository: "a/b.c", path: "x/y z.md" }],
	[`https://github.com/a/b/blob/${"0".repeat(40)}/x.md?plain=1#L3`, { repository: "a/b", path: "x.md" }],
	[`https://gitlab.com/a/b/c/-/blob/${"0".repeat(40)}/x.md`, { repository: "a/b/c", path: "x.md" }],
	[`https://github.com/a/b/blob/${"0".repeat(39)}/x.md`, null],
	[`http://github.com/a/b/blob/${"0".repeat(40)}/x.md`, null],
	[`https://github.com.evil.com/a/b/blob/${"0".repeat(40)}/x.md`, null],
])("the permalink %s", (url, expected) => {
	const permalink = parsePermalink(url);
	if (expected === null) expect(permalink).toBeNull();
	else expect(permalink).toEqual({ ...expected, commit: "0".repeat(40) });
});
