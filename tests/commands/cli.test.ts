import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { baseFiles, REPOSITORY, registry, rootWith, TODAY } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const broken = () => rootWith({ [FILE]: (baseFiles()[FILE] ?? "").replace("confidence: high", "confidence: sure") });
const onPosix = test.skipIf(process.platform === "win32");

/** Runs the command line with its output sent where a shell sends it. */
function shell(args: string, to: string) {
	const program = `"${process.execPath}" "${join(REPOSITORY, "scripts/registry.ts")}"`;
	const script = `${program} ${args} ${to}; exit "\${PIPESTATUS[0]}"`;
	const { status, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
	return { code: status, stderr };
}

onPosix.each([
	["the whole data set", REPOSITORY, 0],
	["a registry with an error", null, 1],
])("a reader that has read enough changes neither verdict nor peace: %s", (_what, root, code) => {
	const ran = shell(`check --format json --today ${TODAY} --root "${root ?? broken()}"`, "| head -c 5");
	expect(ran).toEqual({ code, stderr: "" });
});

test.skipIf(process.platform !== "linux")("output that cannot be written is no pass", () => {
	const { code, stderr } = shell("check", "> /dev/full");
	expect(code).toBe(2);
	expect(stderr).toMatch(/^error: the program could not finish: ENOSPC.*\nRun it again with --verbose/);
});

test("a crash is one line and 2, and its stack only for who asks", () => {
	const args = ["build", "--root", rootWith(), "--today", TODAY, "--out", join(REPOSITORY, "package.json/x")];
	const short = registry(args);
	expect([short.code, short.stderr.trim().split("\n").length]).toEqual([2, 2]);
	const long = registry([...args, "--verbose"]);
	expect([long.code, long.stderr]).toEqual([2, expect.stringMatching(/\n {4}at /)]);
});

test.each([
	[[], {}, false],
	[["--color"], {}, true],
	[["--color"], { NO_COLOR: "1" }, true],
	[["--no-color"], { FORCE_COLOR: "1" }, false],
	[[], { FORCE_COLOR: "1" }, false],
])("colour goes to a pipe only when the call asks for it: %j %j", (args, env, painted) => {
	const { stdout } = registry(["check", "--root", broken(), "--today", TODAY, ...args], { env });
	expect(stdout.includes("\u001b[")).toBe(painted);
});

test("paths are taken from the root and from here, relative or absolute, and from nowhere else", () => {
	const root = broken();
	const errors = (path: string, cwd = REPOSITORY) => {
		const ran = registry(["check", path, "--root", root, "--today", TODAY, "--format", "json"], { cwd });
		return ran.code === 2 ? ran.stderr : JSON.parse(ran.stdout).counts.errors;
	};
	expect(errors(FILE)).toBe(1);
	expect(errors(`./offerings/../${FILE}`)).toBe(1);
	expect(errors(join(root, FILE))).toBe(1);
	expect(errors("acme-api.yaml", join(root, "offerings"))).toBe(1);
	expect(errors("vendors")).toBe(0);
	expect(errors("offerings/acme-nimbus.yaml")).toBe(0);
	for (const path of ["offerings/none.yaml", "/etc/passwd", "../..", "README.md"]) {
		expect(errors(path)).toContain("names no record");
	}
});
