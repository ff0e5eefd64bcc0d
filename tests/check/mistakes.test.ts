import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { API } from "../../scripts/rules/example.ts";
import { commitAll, initRepository } from "../git.ts";
import { baseFiles, REPOSITORY, registry, sample, TODAY, temporaryFolderForAll } from "../support.ts";
import { MISTAKES, type Mistake } from "./mistakes.ts";

const BASE = baseFiles();
const TEXT = BASE[API] ?? "";

const cases = MISTAKES.map((mistake) => [mistake.name, mistake] as const);

describe("a slip gives one problem, on its line, in plain words", () => {
	test.each(cases)("%s", (_name, mistake) => {
		const text = edited(mistake);
		const problems = checkRegistry(loadRegistry(memoryTree({ ...BASE, [API]: text })), TODAY);
		expect(problems.map(told)).toEqual([expected(mistake, text)]);
		expect(problems[0]?.hint).toMatch(/^\S.*\S$/);
	});

	test("there are sixty of them, each under a name of its own", () => {
		expect(new Set(MISTAKES.map(({ name }) => name)).size).toBe(MISTAKES.length);
		expect(MISTAKES.length).toBeGreaterThanOrEqual(60);
	});

	test("no message has the words of a parser", () => {
		const jargon = /implicit|scalar|token|node\b|\bflow\b|NFC|regex|indentation of a mapping|mapping|schema|parse/i;
		expect(MISTAKES.map(({ message }) => message).filter((message) => jargon.test(message))).toEqual([]);
	});
});

describe("in a copy of this repository, against a base", () => {
	let root = "";
	/** The newest day of the real records: none of them lies in the future. */
	let today = TODAY;

	beforeAll(() => {
		root = temporaryFolderForAll();
		const tracked = execFileSync("git", ["-C", REPOSITORY, "ls-files", "-z"], { encoding: "utf8" }).split("\0");
		const isCopied = /^(?:offerings|services|vendors|docs|schemas|dist|\.github)\/|^[^/]+\.(?:yaml|md)$/;
		for (const path of tracked.filter((one) => isCopied.test(one))) {
			mkdirSync(dirname(join(root, path)), { recursive: true });
			cpSync(join(REPOSITORY, path), join(root, path));
			if (!/^(?:offerings|services|vendors)\//.test(path)) continue;
			const days = readFileSync(join(root, path), "utf8").matchAll(
				/(?:captured|unchanged|as_of|checked|date): "([\d-]+)"/g,
			);
			for (const [, day = ""] of days) if (day > today) today = day;
		}
		for (const [path, text] of Object.entries(BASE)) {
			// The real authority has the same domain.
			if (path === "vendors/commission.yaml") continue;
			if (path === "archives.yaml") {
				const list = readFileSync(join(root, path), "utf8");
				const more = text.slice(text.indexOf("\n") + 1, text.indexOf("readers:"));
				writeFileSync(join(root, path), list.replace("archives:\n", `archives:\n${more}`));
			} else {
				writeFileSync(join(root, path), text);
			}
		}
		expect(registry(["docs", "--root", root]).code).toBe(0);
		initRepository(root);
	});

	const check = () => {
		const args = ["check", "--root", root, "--today", today, "--base", "HEAD", "--format", "json", API];
		const { stdout, stderr } = registry(args);
		if (stdout === "") throw new Error(stderr);
		return JSON.parse(stdout).problems as ReturnType<typeof told>[];
	};

	test("the copy itself has no problem", () => {
		expect(check()).toEqual([]);
	});

	test.each(sample(cases, 4))("%s", (_name, mistake) => {
		const text = edited(mistake);
		writeFileSync(join(root, API), text);
		try {
			expect(check().map(told)).toEqual([expected(mistake, text, today)]);
		} finally {
			writeFileSync(join(root, API), TEXT);
		}
	});

	test("a new offering, a renamed one and one that is gone pass with that one file, or say what is missing", () => {
		const batch = TEXT.replace("id: acme-api", "id: acme-batch")
			.replace("model_family: Anvil", "model_family: Batch")
			.replace("models_dev: acme\n  litellm: acme", "models_dev: acme-batch")
			.replace("api.acme.com", "batch.acme.com");
		writeFileSync(join(root, "offerings/acme-batch.yaml"), batch);
		const added = registry(["check", "--root", root, "--today", today, "--base", "HEAD", "--format", "json"]);
		expect(JSON.parse(added.stdout).problems.filter(isRefused)).toEqual([]);
		commitAll(root, "add an offering");
		rmSync(join(root, "offerings/acme-batch.yaml"));
		writeFileSync(
			join(root, "offerings/acme-queue.yaml"),
			batch
				.replace("id: acme-batch", "id: acme-queue")
				.replace("identifiers:", "aliases:\n  - acme-batch\nidentifiers:"),
		);
		const renamed = registry(["check", "--root", root, "--today", today, "--base", "HEAD", "--format", "json"]);
		expect(JSON.parse(renamed.stdout).problems.filter(isRefused)).toEqual([]);
		rmSync(join(root, "offerings/acme-queue.yaml"));
		const gone = registry(["check", "--root", root, "--today", today, "--base", "HEAD", "--format", "json"]);
		const problems = JSON.parse(gone.stdout).problems as ReturnType<typeof told>[];
		expect(problems.filter(({ level }) => level === "error").map(({ message }) => message)).toEqual([
			'the id "acme-batch" disappears',
		]);
	});
});

function isRefused({ level }: { readonly level: string }): boolean {
	return level !== "warning";
}

function edited({ edit }: Mistake): string {
	if (typeof edit === "function") return edit(TEXT);
	return edit.reduce((text, [find, put]) => {
		if (!text.includes(find)) throw new Error(`the record holds no ${JSON.stringify(find)}`);
		return text.replace(find, () => put);
	}, TEXT);
}

function expected({ rule, level, on, message }: Mistake, text: string, today = TODAY) {
	const line = typeof on === "number" ? on : text.slice(0, text.indexOf(on)).split("\n").length;
	return { file: API, rule, level: level ?? "error", line, message: message.replace(TODAY, today) };
}

function told(problem: { file: string; rule: string; level: string; line: number; message: string }) {
	const { file, rule, level, line, message } = problem;
	return { file, rule, level, line, message };
}
