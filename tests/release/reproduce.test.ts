import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../../scripts/lib/hash.ts";
import { AUTHOR, commitAll, git, gitOn, initRepository, writeFiles } from "../git.ts";
import { LONG, REPOSITORY, registry, temporaryFolder } from "../support.ts";

/** A record of the release, which a later commit deletes. */
const RECORD = LONG ? "vendors/cohere.yaml" : "records.csv";

/** Makes a repository with a release: of the program and the records of this one in the long suite, of small ones in the short one. */
function released(): string {
	const root = temporaryFolder();
	symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"), "dir");
	writeFiles(root, { ".gitignore": "node_modules\nbuild\n" });
	if (LONG) releaseOfAll(root);
	else releaseOfOne(root);
	return root;
}

function releaseOfAll(root: string): void {
	for (const name of [
		...["CITATION.cff", "LICENSE", "LICENSE-DATA", "package-lock.json", "package.json", "schemas", "scripts"],
		...["archives.yaml", "offerings", "services", "vendors"],
	]) {
		cpSync(join(REPOSITORY, name), join(root, name), { recursive: true });
	}
	const manifest = readFileSync(join(root, "package.json"), "utf8").replace(/"version": ".*"/, '"version": "0.1.0"');
	writeFiles(root, { "package.json": manifest });
	initRepository(root);
	expect(registry(["release", "prepare", "--root", root], { env: AUTHOR })).toMatchObject({ code: 0 });
}

/** A program that builds one file of its records, as the registry's does: `scripts/registry.ts build --out <dir>`. */
const PROGRAM = `import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
const out = process.argv[process.argv.indexOf("--out") + 1] ?? "";
const csv = readFileSync("records.csv");
mkdirSync(out);
writeFileSync(out + "/cells.csv", csv);
writeFileSync(out + "/SHA256SUMS", createHash("sha256").update(csv).digest("hex") + "  cells.csv\\n");
`;

function releaseOfOne(root: string): void {
	writeFiles(root, {
		"package-lock.json": '{"packages":{}}\n',
		"scripts/registry.ts": PROGRAM,
		"records.csv": '"acme-api","high"\n',
	});
	initRepository(root);
	execFileSync(process.execPath, ["scripts/registry.ts", "build", "--out", "dist"], { cwd: root });
	commitAll(root, "Release 1.0.0");
}

test("a release is built anew from its commit, and a file that its records do not give is named", () => {
	const root = released();
	commitAll(root, "Later", {
		[RECORD]: null,
		"scripts/registry.ts": "throw new Error('broken since');\n",
	});
	const env = { SOURCE_DATE_EPOCH: "86400" };
	const { code, stdout, stderr } = registry(["reproduce", "HEAD~1", "--root", root], { env });
	expect([code, stderr, stdout.split("\n").slice(1)]).toEqual([0, "", [""]]);
	expect(stdout).toMatch(/^HEAD~1 \([0-9a-f]{10}\) is reproduced: \d+ files?, the same to the byte\n$/);
	expect(git(root, "worktree", "list").trim().split("\n")).toHaveLength(1);
	expect(registry(["reproduce", "HEAD~2", "--root", root])).toMatchObject({
		code: 2,
		stderr: "error: HEAD~2 holds no dist/: it is no release\n",
	});

	git(root, "reset", "-q", "--hard", "HEAD~1");
	const csv = readFileSync(join(root, "dist/cells.csv"), "utf8").replace("high", "low");
	const sums = readFileSync(join(root, "dist/SHA256SUMS"), "utf8");
	const line = `${sha256(Buffer.from(csv))}  cells.csv`;
	writeFiles(root, {
		"dist/cells.csv": csv,
		"dist/SHA256SUMS": sums.replace(/^[0-9a-f]{64} {2}cells\.csv$/m, line),
	});
	// Released on the same day, which the build judges the records on.
	gitOn(root, git(root, "log", "-1", "--format=%cI").trim(), "commit", "-q", "-a", "--amend", "--no-edit");
	const tampered = registry(["reproduce", "HEAD", "--root", root]);
	expect([tampered.stderr, tampered.code, tampered.stdout.split("\n").slice(1)]).toEqual(["", 1, ["  cells.csv", ""]]);
});
