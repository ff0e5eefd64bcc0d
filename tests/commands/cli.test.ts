import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { progressOn } from "../../scripts/cli.ts";
import { baseFiles, REPOSITORY, registry, registryProcess, rootWith, TODAY } from "../support.ts";

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
	// No day that a record names lies after this one.
	const ran = shell(`check --format json --today 2027-12-31 --root "${root ?? broken()}"`, "| head -c 5");
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
		const args = ["check", path, "--root", root, "--today", TODAY, "--format", "json"];
		const ran = cwd === REPOSITORY ? registry(args) : registryProcess(args, { cwd });
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

test("progress on a terminal is a bar with counts and the time that is left; elsewhere there is none", async () => {
	const written: string[] = [];
	const stream = (isTTY: boolean) =>
		({ isTTY, columns: 100, write: (text: string) => written.push(text) }) as unknown as NodeJS.WriteStream;
	const silent = progressOn(stream(false), "pages");
	silent.step(1, 2);
	silent.end();
	expect(written).toEqual([]);
	const now = vi.spyOn(performance, "now");
	onTestFinished(() => now.mockRestore());
	now.mockReturnValue(0);
	const progress = progressOn(stream(true), "pages");
	now.mockReturnValue(900);
	progress.step(1, 100);
	expect(written).toEqual([]);
	now.mockReturnValue(5_000);
	progress.step(25, 100, "20 ok, 5 gone");
	expect(written).toEqual(["\r\u001b[2K[######------------------] 25 of 100 pages: 20 ok, 5 gone, 15 s left"]);
	progress.end();
	expect(written.at(-1)).toBe("\r\u001b[2K");
});
