import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { REPOSITORY, temporaryFolder } from "../support.ts";

const START = "scripts/registry.js";

/** Starts the program of a folder with a Node that says that it is of another version. */
function startOn(version: string, root = REPOSITORY) {
	const pretended = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
	const args = ["--import", `data:text/javascript,${encodeURIComponent(pretended)}`, join(root, START), "--help"];
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
	return { code: status, stdout, stderr };
}

test.each(["18.20.8", "20.20.2", "22.23.3", "23.99.99"])("Node %s gets one sentence and 2", (version) => {
	const { code, stdout, stderr } = startOn(version);
	expect([code, stdout]).toEqual([2, ""]);
	expect(stderr).toMatch(/^error: this needs Node 24 or newer, and this is Node [\d.]+; run: npm ci, .*\n$/);
	expect(stderr).toContain(version);
});

test("Node 24 is enough", () => {
	expect(startOn("24.0.0")).toMatchObject({ code: 0, stderr: "" });
});

test("what starts the program can be read by Node 18: no name that it lacks is imported, and no TypeScript", () => {
	const text = readFileSync(join(REPOSITORY, START), "utf8");
	expect([...text.matchAll(/^import .*/gm)].map(String)).toEqual(['import module from "node:module";']);
});

test("a clone without its packages is told to install them", () => {
	const root = temporaryFolder();
	mkdirSync(join(root, "scripts"));
	cpSync(join(REPOSITORY, START), join(root, START));
	writeFileSync(join(root, "package.json"), '{ "type": "module" }');
	expect(startOn(process.versions.node, root)).toEqual({
		code: 2,
		stdout: "",
		stderr: "error: the packages that this needs are not installed; run: npm ci\n",
	});
});

test("the oldest Node is the same wherever it is named", () => {
	const text = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");
	const oldest = /const OLDEST = (\d+);/.exec(text(START))?.[1];
	expect(text(".nvmrc").trim()).toBe(oldest);
	expect(parse(text(".github/workflows/ci.yml")).jobs.test.strategy.matrix.node[0]).toBe(oldest);
	const { devDependencies, engines } = JSON.parse(text("package.json"));
	expect(devDependencies.node.startsWith(`^${oldest}.`)).toBe(true);
	// npm itself may run on an older one: it installs the right one.
	expect(engines.node).toBe(">=20");
	expect(text("README.md")).toContain("npm and Node 20 or newer");
});
