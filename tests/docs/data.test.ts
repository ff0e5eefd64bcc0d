import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { buildArtifacts } from "../../scripts/publish/index.ts";
import { writeArtifacts } from "../../scripts/publish/write.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { releasesIn } from "../../scripts/release/history.ts";
import { REPOSITORY, sample, temporaryFolder, temporaryFolderForAll } from "../support.ts";
import { typeCheck } from "../type-check.ts";

const LATEST = "https://github.com/ai-offering-registry/registry/releases/latest/download";
const SITE = "https://ai-offering-registry.github.io/registry/v2";
const TEXT = readFileSync(join(REPOSITORY, "docs/data.md"), "utf8");
const examples = (language: string) =>
	[...TEXT.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map((found) => found[1] ?? "");
const only = (language: string) => {
	const [first = "", ...others] = examples(language);
	expect([first !== "", others.length]).toEqual([true, 0]);
	return first;
};

const build = temporaryFolderForAll();
const out = join(build, "out");
/** The files of a build, on loopback in the place of the site and of GitHub. */
const server = createServer(({ url = "/" }, response) => {
	const path = join(out, url);
	response.writeHead(existsSync(path) ? 200 : 404);
	response.end(existsSync(path) ? readFileSync(path) : "");
});
const releases = releasesIn(REPOSITORY);
let base = "";

beforeAll(async () => {
	const dataset = datasetOf(loadRegistry(folderTree(REPOSITORY)), { version: "2.0.0", generated: "2026-11-24" });
	writeArtifacts(REPOSITORY, out, buildArtifacts(dataset, releases));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => void server.close());

/** Runs an example, with the addresses of the site and of the release led to loopback; gives what it prints. */
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
	child.stdin.end(example.replaceAll(SITE, `${base}/v2`).replaceAll(LATEST, base));
	const code = await new Promise((resolve) => child.on("close", resolve));
	expect({ example, code, stderr }).toEqual({ example, code: 0, stderr: "" });
	return stdout;
}

/** True for a program that is on this machine. */
const has = (command: string, ...args: string[]) =>
	spawnSync(command, args.length > 0 ? args : ["--version"]).status === 0;

/** A folder that has the package installed as npm would. */
function project(): string {
	const cwd = temporaryFolder();
	cpSync(join(out, "package"), join(cwd, "node_modules/ai-offering-registry"), { recursive: true });
	return cwd;
}

test("the examples of the README work", async ({ skip }) => {
	skip(!["curl", "jq"].every((name) => has(name)), "this machine lacks curl or jq");
	const readme = readFileSync(join(REPOSITORY, "README.md"), "utf8");
	const section = readme.slice(readme.indexOf("## Use the data"), readme.indexOf("## Correct a cell"));
	const fences = [...section.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language, code = ""]) => ({
		language,
		code,
	}));
	expect(fences.map(({ language }) => language)).toEqual(["sh", "sh", "js", "js"]);
	const [shell, install, withPackage, withSchema] = fences.map(({ code }) => code);
	expect(install).toBe("npm install ai-offering-registry\n");
	const cwd = project();
	const names = await run(`set -eo pipefail\n${shell}`, cwd, "bash");
	expect(names.trim().split("\n").length).toBeGreaterThan(3);
	expect(await run(withPackage ?? "", cwd, process.execPath, "--input-type=module", "-")).toMatch(/^[a-z_]+ \S+/);
	const own = temporaryFolder();
	symlinkSync(join(REPOSITORY, "node_modules"), join(own, "node_modules"));
	// The data name their schema by its URL on the site, which is led to loopback when it is asked for.
	const [host, path] = [new URL(SITE).origin, new URL(SITE).pathname];
	const led = `const there = fetch; globalThis.fetch = (url) => there(url.replace("${host}" + "${path}", "${base}/v2"));\n`;
	expect(await run(`${led}${withSchema}`, own, process.execPath, "--input-type=module", "-")).toBe("true\n");
});

test("every shell example works, one after the other", async ({ skip }) => {
	skip(
		!["curl", "jq", "sqlite3", "sha256sum"].every((name) => has(name)),
		"this machine lacks curl, jq, sqlite3 or sha256sum",
	);
	const cwd = temporaryFolder();
	const said: string[] = [];
	for (const example of examples("sh")) said.push(await run(`set -eo pipefail\n${example}`, cwd, "bash"));
	const [promises, baa, changes, retention, view, sums] = said;
	expect(said).toHaveLength(6);
	expect(promises?.trim().split("\n").length).toBeGreaterThan(3);
	expect(baa).toMatch(/\t(?:fresh|old)$/m);
	expect(changes).toContain(`${releases[0]?.version} of `);
	expect(retention?.toLowerCase()).toContain("[retention]");
	expect(view).toMatch(/^id,status,value,state,caveat\r?\n/);
	expect(sums).toContain("cells.csv: OK");
	writeFileSync(join(cwd, "cells.csv"), "tampered\n");
	expect(spawnSync("sha256sum", ["--check", "--ignore-missing", "SHA256SUMS"], { cwd }).status).toBe(1);
});

test("the JavaScript example works without anything installed", async () => {
	const said = await run(only("js"), temporaryFolder(), process.execPath, "--input-type=module", "-");
	expect(said).toMatch(/^\d+\.\d+\.\d+ .+ https:\/\//m);
});

test("the TypeScript example compiles strictly and runs, and so does the CommonJS one", async () => {
	const cwd = project();
	writeFileSync(join(cwd, "package.json"), '{ "type": "module" }');
	writeFileSync(join(cwd, "example.ts"), only("ts"));
	writeFileSync(join(cwd, "globals.d.ts"), "declare const console: { log(...values: unknown[]): void };\n");
	expect(typeCheck(cwd, ["example.ts", "globals.d.ts"], ["--lib", "es2022"])).toBe("");
	const said = await run("", cwd, process.execPath, "example.ts");
	expect(said).toContain("Claude on Amazon Bedrock");
	writeFileSync(join(cwd, "example.cjs"), only("cjs"));
	expect(await run("", cwd, process.execPath, "example.cjs")).toMatch(/^2\.0\.0 \d+\n$/);
});

test("the Python example works with the standard library", async ({ skip }) => {
	skip(!has("python3"), "this machine lacks python3");
	expect(await run(only("python"), temporaryFolder(), "python3", "-")).toMatch(/was fresh until \d{4}-\d\d-\d\d$/m);
});

test("the pandas example works", async ({ skip }) => {
	skip(
		!has("/usr/bin/python3", "-c", "import pandas"),
		"this machine lacks pandas; install the package python3-pandas",
	);
	const said = await run(only("pandas"), temporaryFolder(), "/usr/bin/python3", "-W", "ignore", "-");
	expect(said).toMatch(/retention_zdr .* 30\.0/);
});

test("the DuckDB examples work", async () => {
	const connection = await (await DuckDBInstance.create(":memory:")).connect();
	try {
		expect(examples("sql")).toHaveLength(2);
		for (const example of examples("sql")) {
			const sql = example.replace(/'(\w+\.parquet)'/g, (_, name: string) => `'${join(out, name)}'`);
			const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
			expect(rows.length).toBeGreaterThan(5);
		}
	} finally {
		connection.closeSync();
	}
});

test("the Ajv example works on the built files", async () => {
	const cwd = temporaryFolder();
	symlinkSync(join(REPOSITORY, "node_modules"), join(cwd, "node_modules"));
	for (const name of ["schemas", "data.json"]) symlinkSync(join(out, name), join(cwd, name));
	writeFileSync(join(cwd, "example.mjs"), only("ajv"));
	expect(await run("", cwd, process.execPath, "example.mjs")).toBe("true\n");
});

test("LibreOffice opens the CSV and the workbook, and runs nothing", ({ skip }) => {
	skip(!has("soffice"), "this machine lacks soffice; install the package libreoffice-calc-nogui");
	const cwd = temporaryFolder();
	const convert = (file: string, ...filter: string[]) => {
		const profile = `-env:UserInstallation=file://${join(cwd, "profile")}`;
		const ran = spawnSync(
			"soffice",
			[
				profile,
				"--headless",
				...filter,
				"--convert-to",
				"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
				"--outdir",
				cwd,
				join(out, file),
			],
			{ encoding: "utf8" },
		);
		expect(ran.status).toBe(0);
		return readdirSync(cwd)
			.filter((name) => name.endsWith(".csv"))
			.map((name) => readFileSync(join(cwd, name), "utf8"))
			.join("");
	};
	// Each is a start of its own; hostile texts of both are opened in tests/publish/csv.test.ts.
	const files = [
		[["registry.xlsx"], ["Claude on Amazon Bedrock", "Yes, sales-gated"]],
		[["offerings.csv", "--infilter=CSV:44,34,76"], ["claude-bedrock"]],
	] as const;
	for (const [[file, ...filter], texts] of sample(files, 1)) {
		const opened = convert(file, ...filter);
		for (const text of texts) expect(opened).toContain(text);
		expect(opened).not.toMatch(/#NAME\?|Err:5/);
	}
});

test("the table of files names every one there is, and no other", () => {
	const section = TEXT.slice(TEXT.indexOf("| file | for | in |"), TEXT.indexOf("In CSV and SQLite a list"));
	const rows = [...section.matchAll(/^\| (`.*?) \|/gm)].map((found) => found[1] ?? "");
	const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? ""));
	const there = readdirSync(out).map((name) => (statSync(join(out, name)).isDirectory() ? `${name}/` : name));
	expect(named.sort()).toEqual(there.map((name) => name.replace("offerings/", "offerings/<id>.json")).sort());
});
