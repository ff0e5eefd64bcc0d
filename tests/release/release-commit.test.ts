import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serialize } from "node:v8";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { linkHistoryText } from "../../scripts/evidence/link-history.ts";
import { openGithub } from "../../scripts/github/client.ts";
import { sha256 } from "../../scripts/lib/hash.ts";
import { type Publication, publish } from "../../scripts/release/publish.ts";
import { publicationAt } from "../../scripts/release/release-commit.ts";
import { NO_FAULTS } from "../fake-github/faults.ts";
import { type FakeGithub, startGithub, TEST_PACE } from "../fake-github/server.ts";
import { commitAll, git, writeFiles } from "../git.ts";
import { baseFiles, registry, registryAsync, TODAY, temporaryFolder } from "../support.ts";
import { prepared, release, released } from "./repositories.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
/** Link history of a source that was checked three times. */
const EVIDENCE = linkHistoryText(
	new Map([
		[
			"https://acme.com/terms",
			["2026-11-01", "2026-11-08", "2026-11-15"].map((on) => ({ on, outcome: "gone" as const })),
		],
	]),
);
/** Returns the publication, built where the command line builds it. */
const publicationOf = (root: string) => publicationAt(root, join(root, "build"));

/** GitHub to which a repository is pushed. */
async function pushed(root: string): Promise<FakeGithub> {
	const fake = await startGithub();
	fake.store.objects.importFrom(root);
	fake.store.refs.set("heads/main", git(root, "rev-parse", "HEAD").trim());
	return fake;
}

/** Publishes in a process, while this one answers as GitHub, and kills it at its second upload; returns its exit code. */
function killedAtSecondUpload(publication: Publication, fake: FakeGithub): Promise<number | null> {
	const program = join(import.meta.dirname, "publish-in-process.ts");
	const file = join(temporaryFolder(), "publication");
	writeFileSync(file, serialize(publication));
	const child = spawn(process.execPath, [program, file], {
		env: { PATH: process.env.PATH, ...fake.env },
		stdio: "ignore",
	});
	fake.faults = () => {
		if (fake.store.assets.length > 0) child.kill("SIGKILL");
		return undefined;
	};
	return new Promise((resolve) =>
		child.once("close", (code) => {
			fake.faults = NO_FAULTS;
			resolve(code);
		}),
	);
}

test("a release that is killed in the middle of its uploads is finished by the next run, and then there is nothing to do", async () => {
	const root = prepared();
	const fake = await pushed(root);
	const publication = publicationOf(root);
	expect(await killedAtSecondUpload(publication, fake)).toBe(null);
	expect(fake.store.releases.map(({ draft }) => draft)).toEqual([true]);
	expect(await publish(await openGithub(fake.env, TEST_PACE), publication, () => undefined)).toBe(true);
	const call = ["release", "publish", "--root", root, "--today", TODAY];
	const { code, stdout } = await registryAsync(call, { env: { ...fake.env } });
	expect([code, stdout]).toEqual([
		0,
		expect.stringMatching(/^1\.0\.0 is published already, with all \d+ files: there is nothing to do\n$/),
	]);
	expect(fake.store.releases).toHaveLength(1);
	expect(fake.store.releases[0]?.body).toMatch(/^3 offerings, /);

	const held = new Map(fake.store.assets.map(({ name, content }) => [name, content]));
	const names = ["cells.csv", "cells.parquet", "changes.json", "data.json", "data.ndjson", "datapackage.json"];
	const others = ["SHA256SUMS", "dist.tar.gz", "offerings.csv", "registry.sqlite", "registry.xlsx", "sources.parquet"];
	expect([...held.keys()]).toEqual(expect.arrayContaining([...names, ...others]));
	expect(held.get("data.json")).toEqual(readFileSync(join(root, "dist/data.json")));
	expect(gunzipSync(held.get("dist.tar.gz") ?? "").toString("latin1")).toContain("dist/offerings/acme-api.json");
	const sums = held.get("SHA256SUMS")?.toString("utf8");
	expect(readFileSync(join(root, "build/release/SHA256SUMS"), "utf8")).toBe(sums);
	expect(sums?.trimEnd().split("\n")).toHaveLength(held.size - 1);
	expect(registry(["build", "--root", root, "--today", TODAY]).code).toBe(0);
});

test("the same release commit gives the same files, whatever is committed and checked out in between", () => {
	const root = prepared();
	const hashes = () => publicationOf(root).assets.map(({ name, sha256 }) => `${sha256}  ${name}`);
	const before = hashes();
	commitAll(root, "Later", { [FILE]: text.replace("name: Acme API", "name: Acme's API") });
	expect(() => publicationOf(root)).toThrow(
		/^HEAD is no release; .* to finish 1\.0\.0: git switch --detach [0-9a-f]{10}/,
	);
	git(root, "checkout", "-q", "HEAD~1");
	expect(hashes()).toEqual(before);
});

test("it refuses a dirty tree, records with errors, a call without a token, and a commit that is no release", () => {
	const root = prepared();
	expect(release(root, "publish", { GITHUB_TOKEN: "" })).toMatchObject({
		code: 2,
		stderr: expect.stringContaining("GITHUB_TOKEN is not set"),
	});
	writeFiles(root, { "stray.txt": "x\n" });
	expect(release(root, "publish")).toMatchObject({ code: 2, stderr: expect.stringContaining("not committed") });
	writeFiles(root, { "stray.txt": null });
	commitAll(root, "Break it", { [FILE]: text.replace("confidence: high", "confidence: sure") });
	expect(release(root, "publish")).toMatchObject({ code: 1, stderr: expect.stringContaining("1 error") });
	commitAll(root, "Mend it", { [FILE]: text });
	expect(release(root, "publish")).toMatchObject({ code: 2, stderr: expect.stringContaining("HEAD is no release") });
});

test("it refuses a version that disagrees with the changes, and a changelog or dist/ that is not what the records give", () => {
	const root = prepared();
	const amend = () => git(root, "commit", "-q", "--amend", "-a", "-m", "Release: 9.9.9");
	expect(publicationOf(root).version).toBe("1.0.0");

	const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
	writeFiles(root, { "CHANGELOG.md": `${changelog}More.\n` });
	amend();
	expect(() => publicationOf(root)).toThrow("CHANGELOG.md is not what history gives");
	const csv = readFileSync(join(root, "dist/cells.csv"), "utf8");
	writeFiles(root, { "CHANGELOG.md": changelog, "dist/cells.csv": csv.replace("high", "low") });
	amend();
	expect(() => publicationOf(root)).toThrow("cells.csv is not what SHA256SUMS beside it says");
	const hash = sha256(Buffer.from(csv.replace("high", "low")));
	const sums = readFileSync(join(root, "dist/SHA256SUMS"), "utf8");
	writeFiles(root, { "dist/SHA256SUMS": sums.replace(/^[0-9a-f]{64} {2}cells\.csv$/m, `${hash}  cells.csv`) });
	amend();
	expect(() => publicationOf(root)).toThrow("dist/ is not what the records give (cells.csv)");
	writeFiles(root, { "dist/cells.csv": csv, "dist/SHA256SUMS": sums, "dist/stray.csv": csv });
	git(root, "add", "dist");
	amend();
	expect(() => publicationOf(root)).toThrow("SHA256SUMS does not list every file beside it");
	git(root, "rm", "-q", "-f", "dist/stray.csv");
	for (const name of ["package.json", "package-lock.json", "dist/data.json"]) {
		const held = readFileSync(join(root, name), "utf8");
		writeFiles(root, { [name]: held.replaceAll('"version": "1.0.0"', '"version": "1.1.0"') });
	}
	amend();
	expect(() => publicationOf(root)).toThrow("says 1.1.0, but its changes make it 1.0.0");
});

test("against a base, a release passes that holds what its records give, and nothing else does", () => {
	const root = prepared();
	const found = () => {
		const call = ["check", "--root", root, "--today", TODAY, "--base", "HEAD~1", "--format", "json"];
		const { problems } = JSON.parse(registry(call).stdout) as { problems: { rule: string; file: string }[] };
		return problems.map(({ rule, file }) => `${rule} ${file}`);
	};
	expect(found()).toEqual([]);
	// One more file, and one byte.
	const amend = () => git(root, "commit", "-q", "--amend", "-m", "Release 1.0.0");
	writeFiles(root, { "README.md": "# More\n" });
	git(root, "add", "README.md");
	amend();
	expect(found()).toContain("change/generated dist/data.json");
	git(root, "rm", "-q", "README.md");
	amend();
	expect(found()).toEqual([]);
	writeFiles(root, { "dist/cells.csv": readFileSync(join(root, "dist/cells.csv"), "utf8").replace("high", "low") });
	git(root, "add", "dist");
	amend();
	expect(found()).toContain("change/generated dist/cells.csv");
});

test("a release of records whose sources were looked at can be published", () => {
	const root = released({ "evidence.json": EVIDENCE });
	expect(publicationAt(root, join(temporaryFolder(), "build")).version).toBe("1.0.0");
});
