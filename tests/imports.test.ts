import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "./support.ts";

/** Each layer and the layers it may import, from the table in docs/architecture.md. */
const LAYERS = layersOf(readFileSync(join(REPOSITORY, "docs/architecture.md"), "utf8"));
/** Modules above all layers, from the lowest: each may import those before it, too. */
const ABOVE = [
	...["cli.ts", "cli-records.ts", "cli-policy.ts", "cli-links.ts", "build-records.ts", "terminal.ts"],
	...["commands", "main.ts", "registry.ts"],
].map((name) => `scripts/${name}`);

/** Reads the rows "| `layer` | `layer`, `layer` |" below the heading "Layers"; a name is a folder of scripts/ but for `schemas`. */
function layersOf(document: string): ReadonlyMap<string, readonly string[]> {
	const [, section = ""] = document.split("\n## Layers\n");
	const folder = (name: string) => (name === "schemas" ? name : `scripts/${name}`);
	const names = (cell: string) => [...cell.matchAll(/`([a-z]+)`/g)].map((found) => folder(found[1] ?? ""));
	const rows = section.split("\n## ", 1)[0]?.matchAll(/^\| (`[^|]*) \| ([^|]*) \|$/gm) ?? [];
	return new Map([...rows].flatMap(([, layers = "", below = ""]) => names(layers).map((one) => [one, names(below)])));
}

const files = ["schemas", "scripts"].flatMap((folder) =>
	readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts"))
		.map((name) => normalize(join(folder, name)).replaceAll("\\", "/")),
);

function importsOf(file: string): string[] {
	const text = readFileSync(join(REPOSITORY, file), "utf8");
	return [...text.matchAll(/(?:^(?:import|export|\})[^\n]* from |^import |import\()\s*"(\.[^"]+\.ts)"/gm)].map(
		(match) => normalize(join(dirname(file), match[1] ?? "")).replaceAll("\\", "/"),
	);
}

function layerOf(file: string): string {
	const layer = [...LAYERS.keys(), ...ABOVE].find((one) => file === one || file.startsWith(`${one}/`));
	if (!layer) throw new Error(`${file} stands in no layer`);
	return layer;
}

function isAllowed(file: string, target: string): boolean {
	const [from, to] = [layerOf(file), layerOf(target)];
	if (from === "scripts/commands" && to === from) return file === target;
	return from === to || (LAYERS.get(from)?.includes(to) ?? ABOVE.indexOf(from) >= ABOVE.indexOf(to));
}

test("imports run one way, from a layer to those before it", () => {
	expect(files.length).toBeGreaterThan(50);
	expect(LAYERS.size).toBeGreaterThan(15);
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
	// GitHub's own address is the only other one that is asked; network.ts looks up the names that it checks.
	expect(others.filter((file) => !file.startsWith("scripts/github/"))).toEqual(["scripts/links/network.ts"]);
});
