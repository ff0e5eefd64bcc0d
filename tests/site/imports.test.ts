import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "../support.ts";

const SITE = join(REPOSITORY, "site");
const manifest = JSON.parse(readFileSync(join(SITE, "package.json"), "utf8"));
const packages = ["node:", ...Object.keys(manifest.dependencies)];

const files = readdirSync(SITE, { recursive: true, encoding: "utf8" }).filter(
	(name) => /\.(?:astro|ts|css)$/.test(name) && !/^(?:node_modules|dist|\.astro)\b/.test(name),
);

/** What a file imports, statically or not, in code or in a style sheet. */
function importsOf(text: string): string[] {
	const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|@import\s+)["']([^"']+)["']/g);
	return [...found].map((match) => match[1] ?? "");
}

test("the site imports no file outside its folder, and no package but its own dependencies", () => {
	expect(files.length).toBeGreaterThan(5);
	const wrong = files.flatMap((file) =>
		importsOf(readFileSync(join(SITE, file), "utf8"))
			.filter((target) =>
				target.startsWith(".")
					? !resolve(SITE, dirname(file), target).startsWith(`${SITE}${sep}`)
					: !packages.some((name) => target === name || target.startsWith(name.endsWith(":") ? name : `${name}/`)),
			)
			.map((target) => `${file} → ${target}`),
	);
	expect(wrong).toEqual([]);
});
