import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { writeCorpus } from "../../bench/corpus.ts";
import { cachePath, openCache, type Remembered } from "../../scripts/check/cache.ts";
import { checkFolder } from "../../scripts/check/run.ts";
import { baseFiles, REPOSITORY, rootWith as rootOf, TODAY, temporaryFolder } from "../support.ts";

const A = "offerings/acme-api.yaml";
const text = baseFiles()[A] ?? "";

/** A root whose memory is gone when the test ends. */
function rootWith(changes: Readonly<Record<string, string>> = {}): string {
	const root = rootOf(changes);
	onTestFinished(() => rmSync(cachePath(root), { force: true }));
	return root;
}

/** Lets a file look as if it had not been touched for a while, as files of a checkout do. */
function settle(root: string): void {
	const earlier = new Date(Date.now() - 60_000);
	for (const folder of ["offerings", "vendors"]) {
		for (const name of readdirSync(join(root, folder))) utimesSync(join(root, folder, name), earlier, earlier);
	}
}

function check(root: string, cache = true, today = TODAY) {
	return checkFolder({ root, today, changes: null, cache });
}

describe("what is remembered", () => {
	test("gives the same answer as judging anew", async () => {
		const root = rootWith({ [A]: text.replace("confidence: high", "confidence: hgh") });
		const anew = await check(root, false);
		expect(await check(root)).toEqual(anew);
		expect(await check(root)).toEqual(anew);
		expect(anew.problems.map(({ rule }) => rule)).toEqual(["schema/enum"]);
	});

	test("a changed file is judged anew, even when its size and time are what they were", async () => {
		const root = rootWith();
		settle(root);
		expect((await check(root)).problems).toEqual([]);
		const { atime, mtime } = statSync(join(root, A));
		writeFileSync(join(root, A), text.replace("confidence: high", "confidence: hihg"));
		utimesSync(join(root, A), atime, mtime);
		expect((await check(root)).problems.map(({ rule }) => rule)).toEqual(["schema/enum"]);
		writeFileSync(join(root, A), text);
		expect((await check(root)).problems).toEqual([]);
	});

	test("another day, or another vendor, is another question", async () => {
		const root = rootWith();
		settle(root);
		expect((await check(root)).problems).toEqual([]);
		expect((await check(root, true, "2026-11-19")).problems.map(({ rule }) => rule)).toContain("date/future");
		writeFileSync(
			join(root, "vendors/acme.yaml"),
			(baseFiles()["vendors/acme.yaml"] ?? "").replaceAll("acme.com", "acme.org"),
		);
		expect((await check(root)).problems.map(({ rule }) => rule)).toContain("grade/primary");
	});

	test("a file that is gone is forgotten", async () => {
		const root = rootWith();
		await check(root);
		rmSync(join(root, "offerings/acme-nimbus.yaml"));
		expect((await check(root)).results.map(({ file }) => file)).not.toContain("offerings/acme-nimbus.yaml");
	});

	const damages: readonly [string, (content: string) => string][] = [
		["cut short", (content) => content.slice(0, content.length / 2)],
		["empty", () => ""],
		["binary", () => "\u0000\u0001"],
		["changed to call an error fine", (content) => content.replace(/\[(?:\d+,){10,}\d+\]/, "[]")],
		["with another key", (content) => content.replace(/^./, "z")],
	];
	test.each(damages)("damaged (%s) is rebuilt, never believed", async (_how, damage) => {
		const root = rootWith({ [A]: text.replace("confidence: high", "confidence: hgh") });
		settle(root);
		const anew = await check(root);
		const path = cachePath(root);
		const before = readFileSync(path, "utf8");
		const damaged = damage(before);
		expect(damaged).not.toBe(before);
		writeFileSync(path, damaged);
		expect(await check(root)).toEqual(anew);
		expect(anew.problems).toHaveLength(1);
	});

	test("of many roots the newest few are kept", () => {
		const folder = temporaryFolder();
		const file = new Map<string, Remembered>();
		for (let number = 0; number < 12; number++) openCache(`/no/such/root-${number}`, [], folder).write(file);
		expect(readdirSync(folder)).toHaveLength(8);
	});
});

test("many files on several threads give what one thread gives, in the same order", async () => {
	const folder = join(temporaryFolder(), "corpus");
	writeCorpus(REPOSITORY, folder, 450);
	const broken = join(folder, "offerings", readdirSync(join(folder, "offerings"))[7] ?? "");
	writeFileSync(broken, readFileSync(broken, "utf8").replace(/confidence: \w+/, "confidence: middling"));
	const first = await check(folder, false);
	const second = await check(folder, false);
	expect(second).toEqual(first);
	expect(first.results).toHaveLength(
		readdirSync(join(folder, "offerings")).length + readdirSync(join(folder, "vendors")).length,
	);
	expect(first.problems.filter(({ level }) => level === "error").map(({ rule }) => rule)).toEqual(["schema/enum"]);
	const places = first.problems.map(
		({ file, line, column, rule }) => `${file} ${String(line).padStart(6)} ${String(column).padStart(6)} ${rule}`,
	);
	expect(places).toEqual([...places].sort());
});
