import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "./support.ts";

/** The rooms in the order in which data walks through them; a room may know itself and those before it. */
const ROOMS = [
	"schemas",
	"scripts/load",
	"scripts/rules",
	"scripts/check",
	"scripts/changes",
	"scripts/publish",
	"scripts/release",
	"scripts/corrections",
	"scripts/evidence",
	"scripts/report",
	"scripts/cli.ts",
	"scripts/commands",
	"scripts/registry.ts",
];
/** A room besides the order: report draws what rules, changes and publish return, and none of them knows it. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
	"scripts/rules": ["scripts/publish", "scripts/report", "scripts/changes"],
	"scripts/corrections": ["scripts/release"],
};

const files = ["schemas", "scripts"].flatMap((folder) =>
	readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts"))
		.map((name) => normalize(join(folder, name)).replaceAll("\\", "/")),
);

function importsOf(file: string): string[] {
	const text = readFileSync(join(REPOSITORY, file), "utf8");
	return [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map((match) =>
		normalize(join(dirname(file), match[1] ?? "")).replaceAll("\\", "/"),
	);
}

function roomOf(file: string): string {
	const room = ROOMS.filter((one) => file === one || file.startsWith(`${one}/`)).at(-1);
	if (!room) throw new Error(`${file} stands in no room`);
	return room;
}

test("imports run one way, from a room to those before it", () => {
	expect(files.length).toBeGreaterThan(50);
	const wrong = files.flatMap((file) =>
		importsOf(file)
			.filter((target) => {
				const [from, to] = [roomOf(file), roomOf(target)];
				return ROOMS.indexOf(to) > ROOMS.indexOf(from) || NEVER[from]?.includes(to);
			})
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
