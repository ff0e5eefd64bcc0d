import { describe, expect, test } from "vitest";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { fixedText } from "../../scripts/check/fixed-text.ts";
import { edited, runExample } from "../../scripts/docs/run-example.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { EXAMPLE_DAY, type Example, type ExpectedProblem, editsOf } from "../../scripts/rules/example.ts";
import { RULES } from "../../scripts/rules/index.ts";
import { contextOf, type Rule } from "../../scripts/rules/rule.ts";
import { baseFiles, TODAY } from "../support.ts";

const BASE = baseFiles();

test("the base records have no problem", () => {
	expect(EXAMPLE_DAY).toBe(TODAY);
	expect(checkRegistry(loadRegistry(edited(BASE, {})), TODAY)).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
	test("has examples that fail, each under a name of its own", () => {
		expect(rule.examples.some(({ problem }) => problem !== undefined)).toBe(true);
		const names = rule.examples.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});

	test.each(rule.examples.map((example) => [example.name, example] as const))("%s", (_name, example) => {
		const { problems } = runExample(BASE, example, rule.scope === "change");
		const told = problems.map(({ rule: id, level, file, line, column, path, message, hint }) => {
			return { rule: id, level, file, line, column, path, message, hint };
		});
		expect(told).toEqual(example.problem ? [expected(rule, example, example.problem)] : []);
	});
});

test("one example in ten says its line and column literally", () => {
	const failing = RULES.flatMap(({ examples }) => examples.flatMap(({ problem }) => problem ?? []));
	expect(failing.filter(({ at }) => at).length).toBeGreaterThanOrEqual(failing.length / 10);
});

const fixable = RULES.filter(({ fix }) => fix === "value" || fix === "form").flatMap((rule) =>
	rule.examples
		.filter(({ problem }) => problem && problem.level !== "error")
		.map((example) => [rule.id, example.name, example] as const),
);

test.each(fixable)("%s: --fix fixes %s and nothing else", (id, _name, example) => {
	const { registry, problems } = runExample(BASE, example, false);
	const rule = RULES.find((one) => one.id === id);
	const file = registry.files.find(({ path }) => path === problems[0]?.file);
	if (!file || !rule) throw new Error("no file to fix");
	const text = fixedText(file, contextOf(registry, EXAMPLE_DAY));
	if (text === null) throw new Error("nothing was fixed");
	const hasEdits = rule.fix === "form" || example.problem?.hint.match(/check --fix|^Write https/);
	const after = checkRegistry(
		loadRegistry(edited({ ...BASE, ...filesOf(example) }, { [file.path]: text })),
		EXAMPLE_DAY,
	);
	expect(after.map((one) => one.rule)).toEqual(hasEdits ? [] : [id]);
});

/** Files that an example edits beside the one that is fixed. */
function filesOf(example: Example): Record<string, string> {
	const tree = edited(BASE, editsOf(example.edit));
	return Object.fromEntries(
		Object.keys(editsOf(example.edit)).flatMap((path) => {
			const [folder, name = ""] = path.split("/");
			const content = folder ? tree.read({ folder: folder as "offerings", name, kind: "file" }) : null;
			return content && "bytes" in content ? [[path, new TextDecoder().decode(content.bytes)]] : [];
		}),
	);
}

/** The problem that an example must give; line and column are found by another parser, or by the words. */
function expected(rule: Rule, example: Example, problem: ExpectedProblem) {
	const edits = editsOf(example.edit);
	const [edit] = Object.keys(edits);
	const file = problem.file ?? edit ?? "";
	const text = textOf(example, file);
	const [line, column] =
		problem.at ?? (problem.words === undefined ? placeOf(text, problem) : wordsPlace(text, problem.words));
	return {
		rule: rule.id,
		level: problem.level ?? rule.level,
		file,
		line,
		column,
		path: problem.path,
		message: problem.message,
		hint: problem.hint,
	};
}

function textOf(example: Example, path: string): string {
	const tree = edited(BASE, editsOf(example.edit));
	const [folder, name = ""] = path.split("/");
	const content = path.includes("/")
		? tree.read({ folder: folder as "offerings", name, kind: "file" })
		: tree.file(path);
	return content && "bytes" in content ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(content.bytes) : "";
}

function wordsPlace(text: string, words: string): [number, number] {
	const at = text.indexOf(words);
	if (at === -1) throw new Error(`the edited file holds no ${JSON.stringify(words)}`);
	const before = text.slice(0, at).split("\n");
	return [before.length, (before.at(-1) ?? "").length + 1];
}

/** Line and column of a path, as the yaml package places it: of its key, its value, or the file's first letter. */
function placeOf(text: string, { path, part }: ExpectedProblem): [number, number] {
	if (path === "") return [1, 1];
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
	let node = document.contents as Node | null;
	let key: Node | null = null;
	for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
		if (isSeq(node)) {
			node = node.items[Number(step)] as Node;
			key = null;
		} else if (isMap(node)) {
			const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === step);
			key = pair?.key as Node;
			node = pair?.value as Node;
		}
	}
	const at = part === "key" ? key : node;
	const { line, col } = lines.linePos(at?.range?.[0] ?? 0);
	return [line, col];
}
