import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseLinkHistory } from "../../scripts/evidence/link-history.ts";
import { citedPages, sourcesOf } from "../../scripts/evidence/sources.ts";
import { sha256 } from "../../scripts/lib/hash.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { commitAll, git } from "../git.ts";
import { linksHere } from "../links/links-here.ts";
import { html, page, startPages } from "../links/pages.ts";
import { prepared } from "../release/repositories.ts";
import { baseFiles, filesBelow, LONG, registry, rootWith, TODAY } from "../support.ts";
import { ENVIRONMENT, killedRuns, PATIENCE, type Subject } from "./kill.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";

/** A command of the program, in a process and in this one. */
function command(...words: readonly string[]): Pick<Subject, "call" | "callHere"> {
	const args = (root: string) => [...words, "--root", root, "--today", TODAY];
	return {
		call: (root) => ["scripts/registry.js", ...args(root)],
		callHere: (root) => registry(args(root), { env: ENVIRONMENT }),
	};
}

/** Kills a command a hundred times (in `npm test` once): each leaves old or new, and the run after it is as if unhurt. */
async function holds(subject: Subject): Promise<void> {
	const { state, kills } = await killedRuns(subject);
	expect(kills.length).toBeGreaterThanOrEqual(LONG ? 100 : 1);
	for (const { at, killed, next, state: after } of kills) {
		expect(killed.signal, `kill at ${at}`).toBe("SIGKILL");
		expect(next, `run after the kill at ${at}`).toMatchObject({ code: 0 });
		expect(after, `after the kill at ${at}`).toEqual(state);
	}
}

/** The folder that a killed build was replacing, where it got as far as to move it away. */
function movedAway(root: string): string | undefined {
	const temporary = join(root, ".registry/tmp");
	const uses = existsSync(temporary) ? readdirSync(temporary) : [];
	return uses.map((use) => join(temporary, use, "old")).find((old) => existsSync(old));
}

test("build", PATIENCE, async () => {
	await holds({
		prepare() {
			const root = rootWith();
			expect(registry(["build", "--root", root, "--today", TODAY]).code).toBe(0);
			writeFileSync(join(root, FILE), text.replace("name: Acme API", "name: Acme's API"));
			return root;
		},
		...command("build"),
		place: "renameSync 2",
		assertWhole(root, folders) {
			const wholes = [folders.before, folders.after].map((folder) => filesBelow(join(folder, "build")));
			// Between two renames there is none; the old one is at hand, and the next run puts it back.
			const build = existsSync(join(root, "build")) ? join(root, "build") : movedAway(root);
			expect(wholes).toContainEqual(filesBelow(build ?? ""));
		},
		stateOf: filesBelow,
	});
});

test("check --fix", PATIENCE, async () => {
	const untidy = Object.entries(baseFiles()).flatMap(([path, content]) =>
		path.endsWith(".yaml") && path !== "archives.yaml" ? [[path, content.replaceAll("\n", "\r\n")]] : [],
	);
	await holds({
		prepare: () => rootWith(Object.fromEntries(untidy)),
		...command("check", "--fix"),
		place: "half of writeFileSync 4",
		assertWhole(root, folders) {
			const [before, after] = [filesBelow(folders.before), filesBelow(folders.after)];
			const { code, stdout } = registry(["check", "--root", root, "--today", TODAY, "--format", "json"]);
			const files = new Set((JSON.parse(stdout) as { problems: { file: string }[] }).problems.map(({ file }) => file));
			expect([code, [...files].filter((file) => !(file in before))]).toEqual([expect.any(Number), []]);
			for (const [path, content] of untidy) {
				expect([before[path ?? ""], after[path ?? ""]]).toContain(readFileSync(join(root, path ?? ""), "utf8"));
				expect(content).not.toBe(after[path ?? ""]);
			}
		},
		stateOf: filesBelow,
	});
});

test("release prepare", PATIENCE, async () => {
	const head = (root: string) => git(root, "rev-parse", "HEAD").trim();
	await holds({
		prepare() {
			const root = prepared();
			commitAll(root, "Name it", { [FILE]: text.replace("name: Acme API", "name: Acme's API") });
			return root;
		},
		...command("release", "prepare"),
		place: "renameSync 2",
		assertWhole(root, { before, after }) {
			expect([head(before), head(after)]).toContain(head(root));
		},
		stateOf: (root) => [head(root), git(root, "status", "--porcelain", "--ignored"), readdirSync(root).sort()],
	});
});

test("links", PATIENCE, async () => {
	// So many records that the check writes at more than a hundred places.
	const files = Object.fromEntries(
		Array.from({ length: 8 }, (_, index) => [
			`offerings/acme-api-${index}.yaml`,
			text
				.replace("id: acme-api", `id: acme-api-${index}`)
				.replaceAll("https://acme.com/", `https://acme.com/${index}/`),
		]),
	);
	const pages = citedPages(sourcesOf(loadRegistry(memoryTree({ ...baseFiles(), ...files }))));
	const { port } = await startPages(
		Object.fromEntries(
			pages.map(({ url, quotes }) => {
				const { host, pathname } = new URL(url);
				return [
					`${host}${pathname}`,
					html(page(`${quotes.map(({ quote }) => `<p>${quote}</p>`).join("")}<p>This is ${url}.</p>`)),
				];
			}),
		),
	);
	const texts = (root: string) => {
		const folder = join(root, "texts");
		return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".txt")) : [];
	};
	const historyIn = (root: string) => {
		const path = join(root, "evidence.json");
		return existsSync(path) ? parseLinkHistory(readFileSync(path, "utf8"), path) : new Map();
	};
	await holds({
		prepare: () =>
			rootWith({
				...files,
				"evidence.json": '{\n"https://acme.com/old": [{"on":"2026-11-01","outcome":"ok"}],\n"version": 1\n}\n',
			}),
		call: (root) => [
			...["tests/kill/links.ts", String(port), "--root", root, "--today", TODAY, "--texts", join(root, "texts")],
			...["--pause", "0", "--concurrency", "1"],
		],
		callHere: (root) => linksHere(root, port, ["--pause", "0", "--concurrency", "1"]),
		place: "half of writeFileSync 4",
		assertWhole(root, folders) {
			const known = [folders.before, folders.after].map(historyIn);
			for (const [url, seen] of historyIn(root)) expect(known.map((one) => one.get(url))).toContainEqual(seen);
			for (const name of texts(root)) {
				expect(`${sha256(readFileSync(join(root, "texts", name)))}.txt`).toBe(name);
			}
		},
		stateOf: filesBelow,
	});
});
