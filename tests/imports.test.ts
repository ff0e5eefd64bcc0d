import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "./support.ts";

/** Each module folder and the folders it may import: the table in docs/architecture.md. */
const MAY_KNOW: Readonly<Record<string, readonly string[]>> = {
	schemas: [],
	"scripts/lib": [],
	"scripts/yaml": ["schemas", "scripts/lib"],
	"scripts/git": ["schemas", "scripts/lib"],
	"scripts/registry": ["schemas", "scripts/lib", "scripts/yaml", "scripts/git"],
	"scripts/rules": ["schemas", "scripts/lib", "scripts/yaml", "scripts/registry"],
	"scripts/check": ["schemas", "scripts/lib", "scripts/yaml", "scripts/git", "scripts/registry", "scripts/rules"],
	"scripts/changes": ["schemas", "scripts/lib", "scripts/git", "scripts/registry"],
	"scripts/evidence": ["schemas", "scripts/lib", "scripts/yaml", "scripts/registry"],
	"scripts/links": ["schemas", "scripts/lib", "scripts/yaml", "scripts/registry", "scripts/rules", "scripts/evidence"],
	"scripts/publish": ["schemas", "scripts/lib", "scripts/registry", "scripts/changes", "scripts/evidence"],
	"scripts/report": ["schemas", "scripts/lib", "scripts/registry", "scripts/rules", "scripts/evidence"],
	"scripts/match": ["schemas", "scripts/lib", "scripts/yaml", "scripts/rules", "scripts/publish"],
	"scripts/quality": ["schemas", "scripts/lib", "scripts/evidence", "scripts/publish"],
	"scripts/github": ["schemas", "scripts/lib", "scripts/git", "scripts/registry"],
	"scripts/release": [
		"schemas",
		"scripts/lib",
		"scripts/git",
		"scripts/registry",
		"scripts/changes",
		"scripts/evidence",
		"scripts/publish",
		"scripts/report",
		"scripts/github",
		"scripts/docs",
	],
	"scripts/corrections": [
		"schemas",
		"scripts/lib",
		"scripts/yaml",
		"scripts/registry",
		"scripts/rules",
		"scripts/check",
		"scripts/changes",
		"scripts/report",
		"scripts/github",
	],
	"scripts/monitor": [
		"schemas",
		"scripts/lib",
		"scripts/registry",
		"scripts/evidence",
		"scripts/report",
		"scripts/github",
		"scripts/corrections",
	],
	"scripts/site": ["scripts/lib", "scripts/publish"],
	"scripts/review": [
		"schemas",
		"scripts/lib",
		"scripts/git",
		"scripts/registry",
		"scripts/rules",
		"scripts/changes",
		"scripts/report",
		"scripts/github",
		"scripts/corrections",
	],
	"scripts/docs": [
		"schemas",
		"scripts/lib",
		"scripts/git",
		"scripts/registry",
		"scripts/rules",
		"scripts/check",
		"scripts/publish",
		"scripts/report",
		"scripts/corrections",
	],
};
/** What stands above all layers. */
const ABOVE = ["scripts/cli.ts", "scripts/terminal.ts", "scripts/commands", "scripts/main.ts", "scripts/registry.ts"];

const files = ["schemas", "scripts"].flatMap((folder) =>
	readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts"))
		.map((name) => normalize(join(folder, name)).replaceAll("\\", "/")),
);

function importsOf(file: string): string[] {
	const text = readFileSync(join(REPOSITORY, file), "utf8");
	return [...text.matchAll(/(?:^(?:import|export|\})[^\n]* from |^import |import\()\s*"(\.[^"]+)"/gm)].map((match) =>
		normalize(join(dirname(file), match[1] ?? "")).replaceAll("\\", "/"),
	);
}

function layerOf(file: string): string {
	const layer = [...Object.keys(MAY_KNOW), ...ABOVE].find((one) => file === one || file.startsWith(`${one}/`));
	if (!layer) throw new Error(`${file} stands in no layer`);
	return layer;
}

function isAllowed(file: string, target: string): boolean {
	const [from, to] = [layerOf(file), layerOf(target)];
	return from === to || (MAY_KNOW[from]?.includes(to) ?? ABOVE.indexOf(from) >= Math.max(0, ABOVE.indexOf(to)));
}

test("imports run one way, from a layer to those before it", () => {
	expect(files.length).toBeGreaterThan(50);
	const wrong = files.flatMap((file) =>
		importsOf(file)
			.filter((target) => !isAllowed(file, target))
			.map((target) => `${file} → ${target}`),
	);
	expect(wrong).toEqual([]);
});

test("no import goes round in a circle", () => {
	const state = new Map<string, "open" | "done">();
	const circles: string[] = [];
	const visit = (file: string, trail: readonly string[]): void => {
		if (state.get(file) === "done") return;
		if (state.get(file) === "open") {
			circles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
			return;
		}
		state.set(file, "open");
		for (const target of importsOf(file)) visit(target, [...trail, file]);
		state.set(file, "done");
	};
	for (const file of files) visit(file, []);
	expect(circles).toEqual([]);
});

test("every import of a file of ours names a file that is there", () => {
	const missing = files.flatMap((file) => importsOf(file).filter((target) => !files.includes(target)));
	expect(missing).toEqual([]);
});

test("only the layer for evidence opens foreign pages, and only by its guarded way out", () => {
	const users = files.filter((file) => /from "undici"/.test(readFileSync(join(REPOSITORY, file), "utf8")));
	expect(users).toEqual(["scripts/links/fetch.ts", "scripts/links/network.ts"]);
	const others = files.filter((file) =>
		/(?<![.\w#])fetch\(|from "node:(?:https?|http2|tls|dgram|dns|dns\/promises)"/.test(
			readFileSync(join(REPOSITORY, file), "utf8"),
		),
	);
	// GitHub's own address is the only other one that is asked; network.ts looks up the names that it judges.
	expect(others.filter((file) => !file.startsWith("scripts/github/"))).toEqual(["scripts/links/network.ts"]);
});
