import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { withSlashes } from "../scripts/lib/slashes.ts";
import { REPOSITORY } from "./support.ts";

/** Calls of `relative` that name no file of a record, a list or git, each with what they are for. */
const OTHER_PATHS: Readonly<Record<string, string>> = {
	"scripts/build-records.ts": "shown to the person who asked for the folder",
	"scripts/lib/slashes.ts": "made into a path with slashes there",
	"scripts/lib/temporary.ts": "compared by parts, or read by the same system again",
	"scripts/links/copies.ts": "compared by parts",
};

/** Says what in a source gives no path, or another one, on Windows. */
function faultsIn(file: string, text: string): string[] {
	const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const faults: string[] = [];
	const visit = (node: ts.Node): void => {
		const say = (what: string) => {
			faults.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);
		};
		if (ts.isPropertyAccessExpression(node) && node.name.text === "pathname") {
			if (node.expression.getText().includes("import.meta.url")) say("write fileURLToPath(…): a URL's path is no path");
		}
		if (ts.isCallExpression(node)) {
			const [first] = node.arguments;
			const name = node.expression.getText();
			const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
			if (isImport && first && !ts.isStringLiteralLike(first) && !first.getText().includes("href")) {
				say("write import(pathToFileURL(…).href): an absolute path is no module");
			}
			if (name === "relative" && !(file in OTHER_PATHS))
				say("write pathBelow(…): records and git name files with slashes");
			const isDeep = name === "readdirSync" && node.arguments.some((one) => one.getText().includes("recursive"));
			if (isDeep && !/pathBelow|withSlashes/.test(text)) say("write pathBelow(…) or withSlashes(…) of what is below");
		}
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return faults;
}

test("paths are right on Windows", () => {
	const sources = ["scripts", "tests", "bench"].flatMap((folder) =>
		readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
			.map((path) => `${folder}/${withSlashes(path)}`)
			.filter((path) => /\.[jt]s$/.test(path) && !path.includes("node_modules")),
	);
	expect(sources.length).toBeGreaterThan(400);
	const faults = sources.flatMap((file) => faultsIn(file, readFileSync(join(REPOSITORY, file), "utf8")));
	// A test's own folders hold no backslash, for their names are compared on the system that made them.
	expect(faults.filter((fault) => fault.startsWith("scripts/") || /fileURLToPath|pathToFileURL/.test(fault))).toEqual(
		[],
	);
});

test.each([
	['const a = new URL("..", import.meta.url).pathname;', "fileURLToPath"],
	["await import(join(folder, name));", "pathToFileURL"],
	["const a = relative(root, path);", "pathBelow"],
	['readdirSync(root, { recursive: true, encoding: "utf8" });', "withSlashes"],
])("%s is found", (text, advice) => {
	expect(faultsIn("scripts/x.ts", text)).toEqual([expect.stringContaining(advice)]);
});
