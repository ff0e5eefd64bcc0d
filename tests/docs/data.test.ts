import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { artifactsOf, binaryArtifacts } from "../../scripts/publish/index.ts";
import { writeArtifacts } from "../../scripts/publish/write.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { releasesIn } from "../../scripts/release/history.ts";
import { REPOSITORY, temporaryFolder } from "../support.ts";

const LATEST = "https://github.com/ai-offering-registry/registry/releases/latest/download";
const TEXT = readFileSync(join(REPOSITORY, "docs/data.md"), "utf8");
const examples = (language: string) =>
	[...TEXT.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map((found) => found[1] ?? "");

const build = mkdtempSync(join(tmpdir(), "registry-test-"));
/** What a release holds, on loopback in the place of GitHub. */
const server = createServer(({ url = "/" }, response) => {
	const path = join(build, "out", url);
	response.writeHead(existsSync(path) ? 200 : 404);
	response.end(existsSync(path) ? readFileSync(path) : "");
});
const releases = releasesIn(REPOSITORY);
let base = "";

beforeAll(async () => {
	const dataset = datasetOf(loadRegistry(folderTree(REPOSITORY)), { version: "1.0.0", generated: "2026-11-24" });
	writeArtifacts(join(build, "out"), [...artifactsOf(dataset, releases), ...binaryArtifacts(dataset, releases)]);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.close();
	rmSync(build, { recursive: true, force: true });
});

/** Runs an example, with the release's address led to loopback; gives what it prints. */
async function run(example: string, cwd: string, command: string, ...args: string[]): Promise<string> {
	const child = spawn(command, args, { cwd });
	let stdout = "";
	let stderr = "";
	child.stdout.setEncoding("utf8").on("data", (part: string) => {
		stdout += part;
	});
	child.stderr.setEncoding("utf8").on("data", (part: string) => {
		stderr += part;
	});
	child.stdin.end(example.replaceAll(LATEST, base));
	const code = await new Promise((resolve) => child.on("close", resolve));
	expect({ example, code, stderr }).toEqual({ example, code: 0, stderr: "" });
	return stdout;
}

/** Whether a program is on this machine. */
const has = (command: string) => spawnSync(command, ["--version"]).status === 0;

test("every shell example works, one after the other", async ({ skip }) => {
	skip(!["curl", "jq", "sqlite3", "sha256sum"].every(has), "this machine lacks curl, jq, sqlite3 or sha256sum");
	const cwd = temporaryFolder();
	const said: string[] = [];
	for (const example of examples("sh")) said.push(await run(`set -eo pipefail\n${example}`, cwd, "bash"));
	const [promises, baa, , retention, view, sums] = said;
	expect(said).toHaveLength(6);
	expect(promises?.trim().split("\n").length).toBeGreaterThan(3);
	expect(baa).toMatch(/\t\d{4}-\d\d-\d\d\t/);
	expect(said[2]).toContain(`${releases[0]?.version} of `);
	expect(retention?.toLowerCase()).toContain("[retention]");
	expect(view).toMatch(/^id,value,state,caveat\r?\n/);
	expect(sums).toContain("cells.csv: OK");
	writeFileSync(join(cwd, "cells.csv"), "tampered\n");
	expect(spawnSync("sha256sum", ["--check", "--ignore-missing", "SHA256SUMS"], { cwd }).status).toBe(1);
});

test("the JavaScript example works", async () => {
	const [example = ""] = examples("js");
	const said = await run(example, temporaryFolder(), process.execPath, "--input-type=module", "-");
	expect(said).toMatch(/^\d+\.\d+\.\d+ .+ https:\/\//m);
});

test("the Python example works", async ({ skip }) => {
	skip(!has("python3"), "this machine lacks python3");
	const [example = ""] = examples("python");
	expect(await run(example, temporaryFolder(), "python3", "-")).toMatch(/ \d{4}-\d\d-\d\d$/m);
});

test("the DuckDB examples work", async () => {
	const connection = await (await DuckDBInstance.create(":memory:")).connect();
	try {
		expect(examples("sql")).toHaveLength(2);
		for (const example of examples("sql")) {
			const sql = example.replace(/'(\w+\.parquet)'/, (_, name: string) => `'${join(build, "out", name)}'`);
			const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
			expect(rows.length).toBeGreaterThan(5);
		}
	} finally {
		connection.closeSync();
	}
});

test("the table of files names every one there is, and no other", () => {
	const rows = [...TEXT.matchAll(/^\| (`.*?) \|/gm)].map((found) => found[1] ?? "");
	const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? ""));
	const there = readdirSync(join(build, "out")).map((name) =>
		statSync(join(build, "out", name)).isDirectory() ? `${name}/` : name,
	);
	const expected = there.map((name) => name.replace("offerings/", "offerings/<id>.json"));
	expect(named.sort()).toEqual([...expected, "dist.tar.gz"].sort());
});
