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

/** The page of corrections also takes the rules and the questions of the form, bundled for it alone. */
const TAKES_RULES = new Set(["src/correct/rules.ts", "src/pages/correct/index.astro"]);

/** Returns the imports of a file, static or dynamic, in code or in a style sheet. */
function importsOf(text: string): string[] {
	const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|@import\s+)["']([^"'\s]+)["']/g);
	return [...found].map((match) => match[1] ?? "");
}

test("the site imports no file outside its folder, and no package but its own dependencies", () => {
	expect(files.length).toBeGreaterThan(5);
	const wrong = files.flatMap((file) =>
		importsOf(readFileSync(join(SITE, file), "utf8"))
			.filter(
				(target) =>
					!(TAKES_RULES.has(file) && /^(?:\.\.\/)+scripts\/(?:corrections|lib|registry|rules|yaml)\//.test(target)),
			)
			.filter((target) =>
				target.startsWith(".")
					? !resolve(SITE, dirname(file), target).startsWith(`${SITE}${sep}`)
					: !packages.some((name) => target === name || target.startsWith(name.endsWith(":") ? name : `${name}/`)),
			)
			.map((target) => `${file} → ${target}`),
	);
	expect(wrong).toEqual([]);
});

test("rules, YAML and what a correction is read and validated by import nothing of Node", () => {
	const scripts = join(REPOSITORY, "scripts");
	const seen = new Set<string>();
	const walk = (file: string) => {
		if (seen.has(file)) return;
		seen.add(file);
		for (const target of importsOf(readFileSync(file, "utf8").replace(/^import type [^;]*;/gm, "")))
			if (target.startsWith(".")) walk(resolve(dirname(file), target));
	};
	for (const file of [
		"rules/engine.ts",
		"rules/markdown-lint.ts",
		"yaml/read-yaml.ts",
		"corrections/form-text.ts",
		"corrections/validate-correction.ts",
	])
		walk(join(scripts, file));
	expect(seen.size).toBeGreaterThan(80);
	const wrong = [...seen].filter((file) => /from "node:|\bBuffer\b/.test(readFileSync(file, "utf8")));
	expect(wrong).toEqual([]);
});
