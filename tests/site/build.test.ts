import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite, SiteError } from "../../scripts/site/astro.ts";
import { filesBelow, REPOSITORY, registry, rootWith, temporaryFolder } from "../support.ts";
import { realSite } from "./site.ts";

test("a folder with other files is not replaced", () => {
	const home = join(temporaryFolder(), "home");
	mkdirSync(home);
	writeFileSync(join(home, "thesis.txt"), "years of work");
	const ran = registry(["build", "--root", rootWith(), "--out", join(temporaryFolder(), "a"), "--site", home]);
	expect(ran.code).toBe(2);
	expect(ran.stderr).toContain("did not write");
	expect(readdirSync(home)).toEqual(["thesis.txt"]);
});

test("artifacts that make no site leave the old pages whole and say why", async () => {
	const site = await realSite();
	const folder = temporaryFolder();
	const [artifacts, pages] = [join(folder, "artifacts"), join(folder, "pages")];
	cpSync(site.artifacts, artifacts, { recursive: true });
	cpSync(site.pages, pages, { recursive: true });
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
