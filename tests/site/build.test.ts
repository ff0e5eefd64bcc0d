import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../../scripts/lib/hash.ts";
import { sumsText } from "../../scripts/lib/sums.ts";
import { PAGE_SUMS } from "../../scripts/publish/replaceable.ts";
import { buildSite, SiteError } from "../../scripts/site/astro.ts";
import { filesBelow, REPOSITORY, registry, rootWith, temporaryFolder } from "../support.ts";

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
	expect(registry(["build", "--root", rootWith(), "--out", artifacts]).code).toBe(0);
	const old = { "data.json": "{}", "index.html": "<!doctype html><title>Old</title>" };
	mkdirSync(pages);
	for (const [path, text] of Object.entries(old)) writeFileSync(join(pages, path), text);
	const sums = Object.entries(old).map(([path, text]) => ({ path, sha256: sha256(text) }));
	writeFileSync(join(pages, PAGE_SUMS), sumsText(sums));
	const before = filesBelow(pages);
	writeFileSync(
		join(artifacts, "data.json"),
		readFileSync(join(artifacts, "data.json"), "utf8").replace('"schema_version": 2', '"schema_version": 3'),
	);
	expect(() => buildSite(REPOSITORY, artifacts, pages)).toThrow(
		expect.toSatisfy(
			(error) => error instanceof SiteError && error.message.includes("schema_version that this site does not know"),
		),
	);
	expect(() => buildSite(REPOSITORY, join(folder, "nowhere"), pages)).toThrow("There is no data.json");
	expect(filesBelow(pages)).toEqual(before);
	expect(readdirSync(folder).sort()).toEqual(["artifacts", "pages"]);
});
