import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../../scripts/lib/hash.ts";
import { commitAll, git, initRepository, writeFiles } from "../git.ts";
import { baseFiles, LONG, REPOSITORY, registry, temporaryFolder } from "../support.ts";

/** A vendor of the records that are released, which a later commit deletes. */
const VENDOR = LONG ? "vendors/cohere.yaml" : "vendors/bolt.yaml";

/** A repository with the code of this one, of which a release is made: of its records in the long suite, of the base in the short one. */
function released(): string {
	const root = temporaryFolder();
	for (const name of [
		...["CITATION.cff", "LICENSE", "LICENSE-DATA", "package-lock.json", "package.json", "schemas", "scripts"],
		...(LONG ? ["archives.yaml", "offerings", "services", "vendors"] : []),
	]) {
		cpSync(join(REPOSITORY, name), join(root, name), { recursive: true });
	}
	if (!LONG) writeFiles(root, baseFiles());
	const manifest = readFileSync(join(root, "package.json"), "utf8").replace(/"version": ".*"/, '"version": "0.1.0"');
	writeFiles(root, { ".gitignore": "node_modules\nbuild\n", "package.json": manifest });
	symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"), "dir");
	initRepository(root);
	const author = { NAME: "A", EMAIL: "a@e.org" };
	const env = Object.fromEntries(
		Object.entries(author).flatMap(([key, value]) =>
			[`GIT_AUTHOR_${key}`, `GIT_COMMITTER_${key}`].map((one) => [one, value]),
		),
	);
	expect(registry(["release", "prepare", "--root", root], { env })).toMatchObject({ code: 0 });
	return root;
}

test("a release is built anew from its commit, and a file that its records do not give is named", () => {
	const root = released();
	commitAll(root, "Later", {
		[VENDOR]: null,
		"scripts/registry.ts": "throw new Error('broken since');\n",
	});
	const env = { SOURCE_DATE_EPOCH: "86400" };
	const { code, stdout, stderr } = registry(["reproduce", "HEAD~1", "--root", root], { env });
	expect([code, stderr, stdout.split("\n").slice(1)]).toEqual([0, "", [""]]);
	expect(stdout).toMatch(/^HEAD~1 \([0-9a-f]{10}\) is reproduced: \d+ files, the same to the byte\n$/);
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
	git(root, "commit", "-q", "-a", "--amend", "--no-edit");
	const tampered = registry(["reproduce", "HEAD", "--root", root]);
	expect([tampered.stderr, tampered.code, tampered.stdout.split("\n").slice(1)]).toEqual(["", 1, ["  cells.csv", ""]]);
});
