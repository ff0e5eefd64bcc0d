import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, LONG, registry, registryProcess, rootWith, TODAY, temporaryFolder } from "../support.ts";

const A = "offerings/acme-api.yaml";

function build(root: string, out: string, env: NodeJS.ProcessEnv = {}) {
	const run = env.TZ === undefined ? registry : registryProcess;
	return run(["build", "--root", root, "--out", out, "--today", TODAY], { env });
}

test("two builds in different folders, time zones and locales are the same to the byte", () => {
	const outs = [join(temporaryFolder(), "one"), join(temporaryFolder(), "two/deeper")] as const;
	expect(
		build(rootWith(), outs[0], { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" }).code,
	).toBe(0);
	// The second is made in this process, in its zone and locale, in the short suite.
	const other = LONG ? { TZ: "America/Los_Angeles", LC_ALL: "C", LANG: "C" } : {};
	expect(build(rootWith(), outs[1], other).code).toBe(0);
	const [one, two] = outs.map(filesBelow);
	expect(Object.keys(one ?? {})).toContain("data.json");
	expect(two).toEqual(one);
});

test("the day comes from SOURCE_DATE_EPOCH when it is set, and from the records outside a repository", () => {
	const out = join(temporaryFolder(), "out");
	const generated = () => JSON.parse(readFileSync(join(out, "data.json"), "utf8")).generated;
	build(rootWith(), out, { SOURCE_DATE_EPOCH: "86400" });
	expect(generated()).toBe("1970-01-02");
	build(rootWith(), out, { SOURCE_DATE_EPOCH: "" });
	expect(generated()).toBe("2026-11-20");
});

test("an error writes nothing and leaves the old folder whole", () => {
	const root = rootWith();
	const out = join(temporaryFolder(), "out");
	expect(build(root, out).code).toBe(0);
	const before = filesBelow(out);
	writeFileSync(join(root, A), "id: broken");
	const ran = build(root, out);
	expect(ran.code).toBe(1);
	expect(ran.stderr).toContain("Nothing was written");
	expect(filesBelow(out)).toEqual(before);
	expect(readdirSync(join(out, ".."))).toEqual(["out"]);
});

test("a folder with other files is not replaced", () => {
	const out = join(temporaryFolder(), "home");
	mkdirSync(out);
	writeFileSync(join(out, "thesis.txt"), "years of work");
	const ran = build(rootWith(), out);
	expect(ran.code).toBe(2);
	expect(ran.stderr).toContain("did not write");
	expect(readFileSync(join(out, "thesis.txt"), "utf8")).toBe("years of work");
});

test("a record that is gone is gone from the folder, too", () => {
	const root = rootWith();
	const out = join(temporaryFolder(), "out");
	build(root, out);
	expect(existsSync(join(out, "offerings/bolt-nimbus.json"))).toBe(true);
	expect(build(rootWith({ "offerings/bolt-nimbus.yaml": null, "vendors/bolt.yaml": null }), out).code).toBe(0);
	expect(existsSync(join(out, "offerings/bolt-nimbus.json"))).toBe(false);
});

test("the summary says what was found and where the files are", () => {
	const out = join(temporaryFolder(), "out");
	const { stdout } = build(rootWith(), out);
	expect(stdout).toContain("3 offerings by 3 vendors");
	expect(stdout).toContain("14 of 48 cells assessed (29 %)");
	expect(stdout).toContain("9 watch-outs");
	expect(stdout).toContain("data.json");
});
