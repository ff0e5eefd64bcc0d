import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite, SiteError } from "../../scripts/site/astro.ts";
import { filesBelow, REPOSITORY, registry, registryProcess, rootWith, temporaryFolder } from "../support.ts";

test("two builds in different places, time zones and locales are the same to the byte", () => {
	const root = rootWith();
	const [one, two] = [
		{ TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
		{ TZ: "America/Los_Angeles", LC_ALL: "C", LANG: "C" },
	].map((env) => {
		const folder = temporaryFolder();
		const ran = registryProcess(["build", "--root", root, "--out", join(folder, "a"), "--site", join(folder, "b/c")], {
			env,
		});
		expect(ran.code).toBe(0);
		return filesBelow(join(folder, "b/c"));
	});
	expect(Object.keys(one ?? {})).toContain("offerings/acme-api/index.html");
	expect(two).toEqual(one);
});

test("a folder with other files is not replaced", () => {
	const home = join(temporaryFolder(), "home");
	mkdirSync(home);
	writeFileSync(join(home, "thesis.txt"), "years of work");
	const ran = registry(["build", "--root", rootWith(), "--out", join(temporaryFolder(), "a"), "--site", home]);
	expect(ran.code).toBe(2);
	expect(ran.stderr).toContain("did not write");
	expect(readdirSync(home)).toEqual(["thesis.txt"]);
});

test("artifacts that make no site leave the old pages whole and say why", () => {
	const folder = temporaryFolder();
	const [artifacts, pages] = [join(folder, "artifacts"), join(folder, "pages")];
	expect(registry(["build", "--root", rootWith(), "--out", artifacts, "--site", pages]).code).toBe(0);
	const before = filesBelow(pages);
	writeFileSync(
		join(artifacts, "data.json"),
		readFileSync(join(artifacts, "data.json"), "utf8").replace('"schema_version": 2', '"schema_version": 3'),
	);
	expect(() => buildSite(REPOSITORY, artifacts, pages)).toThrow(SiteError);
	expect(() => buildSite(REPOSITORY, artifacts, pages)).toThrow("schema_version that this site does not know");
	expect(() => buildSite(REPOSITORY, join(folder, "nowhere"), pages)).toThrow("There is no data.json");
	expect(filesBelow(pages)).toEqual(before);
	expect(readdirSync(folder).sort()).toEqual(["artifacts", "pages"]);
});
