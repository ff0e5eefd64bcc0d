import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "./support.ts";

/** Each room and the rooms that it may know besides itself: the picture in docs/architecture.md. */
const MAY_KNOW: Readonly<Record<string, readonly string[]>> = {
	schemas: [],
	"scripts/load": ["schemas"],
	"scripts/rules": ["schemas", "scripts/load"],
	"scripts/check": ["schemas", "scripts/load", "scripts/rules"],
	"scripts/changes": ["schemas", "scripts/load"],
	"scripts/publish": ["schemas", "scripts/load", "scripts/changes", "scripts/evidence"],
	"scripts/evidence": ["schemas", "scripts/load", "scripts/rules"],
	"scripts/report": ["schemas", "scripts/load", "scripts/rules", "scripts/evidence"],
	"scripts/match": ["schemas", "scripts/load", "scripts/rules", "scripts/publish"],
	"scripts/forge": ["schemas", "scripts/load"],
	"scripts/release": [
		"schemas",
		"scripts/load",
		"scripts/changes",
		"scripts/evidence",
		"scripts/publish",
		"scripts/report",
		"scripts/forge",
	],
	"scripts/quality": ["schemas", "scripts/load", "scripts/evidence", "scripts/publish"],
	"scripts/corrections": [
		"schemas",
		"scripts/load",
		"scripts/rules",
		"scripts/check",
		"scripts/changes",
		"scripts/report",
		"scripts/forge",
	],
	"scripts/monitor": [
		"schemas",
		"scripts/load",
		"scripts/rules",
		"scripts/evidence",
		"scripts/report",
		"scripts/forge",
		"scripts/corrections",
	],
	"scripts/site": ["scripts/load", "scripts/publish"],
	"scripts/review": [
		"schemas",
		"scripts/load",
		"scripts/rules",
		"scripts/changes",
		"scripts/report",
		"scripts/forge",
		"scripts/corrections",
	],
	"scripts/docs": [
		"schemas",
		"scripts/load",
		"scripts/corrections",
		"scripts/rules",
		"scripts/check",
		"scripts/publish",
		"scripts/report",
	],
};
/** What stands above all rooms. */
const ABOVE = ["scripts/cli.ts", "scripts/terminal.ts", "scripts/commands", "scripts/registry.ts"];

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

function roomOf(file: string): string {
	const room = [...Object.keys(MAY_KNOW), ...ABOVE].find((one) => file === one || file.startsWith(`${one}/`));
	if (!room) throw new Error(`${file} stands in no room`);
	return room;
}

function isAllowed(file: string, target: string): boolean {
	const [from, to] = [roomOf(file), roomOf(target)];
	return from === to || (MAY_KNOW[from]?.includes(to) ?? ABOVE.indexOf(from) >= Math.max(0, ABOVE.indexOf(to)));
}

test("imports run one way, from a room to those before it", () => {
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

test("only the room for evidence opens foreign pages, and only by its guarded way out", () => {
	const users = files.filter((file) => /from "undici"/.test(readFileSync(join(REPOSITORY, file), "utf8")));
	expect(users).toEqual(["scripts/evidence/fetch.ts", "scripts/evidence/network.ts"]);
	const others = files.filter((file) =>
		/(?<![.\w#])fetch\(|from "node:(?:https?|http2|tls|dgram|dns|dns\/promises)"/.test(
			readFileSync(join(REPOSITORY, file), "utf8"),
		),
	);
	// The forge's own address is the only other one that is asked; network.ts looks up the names that it judges.
	expect(others.filter((file) => !file.startsWith("scripts/forge/"))).toEqual(["scripts/evidence/network.ts"]);
});
