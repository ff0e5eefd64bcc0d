import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "../support.ts";

/** Modules that the form in the browser runs. */
const ENTRIES = [
	"scripts/rules/engine.ts",
	"scripts/registry/registry.ts",
	"scripts/yaml/canonical.ts",
	"scripts/lib/tree.ts",
];

/** Returns the modules that an entry loads, with the names of the packages that each imports. */
function loadedBy(entries: readonly string[]): Map<string, string[]> {
	const found = new Map<string, string[]>();
	const visit = (file: string) => {
		if (found.has(file)) return;
		const text = readFileSync(join(REPOSITORY, file), "utf8");
		const imports = [...text.matchAll(/^(?:import|export|\})(?! type)[^\n]*?(?: from )?"([^"]+)";$/gm)].map(
			([, name = ""]) => name,
		);
		found.set(
			file,
			imports.filter((name) => !name.startsWith(".")),
		);
		for (const name of imports.filter((one) => one.startsWith("."))) visit(normalize(join(dirname(file), name)));
	};
	for (const entry of entries) visit(entry);
	return found;
}

test("rules, records and their text are read without Node", () => {
	const loaded = loadedBy(ENTRIES);
	expect(loaded.size).toBeGreaterThan(90);
	const users = [...loaded].filter(([, packages]) => packages.some((name) => name.startsWith("node:")));
	expect(users.map(([file]) => file)).toEqual([]);
	const text = [...loaded.keys()].map((file) => [file, readFileSync(join(REPOSITORY, file), "utf8")] as const);
	expect(text.filter(([, code]) => /\bBuffer\b/.test(code)).map(([file]) => file)).toEqual([]);
});
