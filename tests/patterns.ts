import { readdirSync, readFileSync } from "node:fs";

import { join } from "node:path";
import { checkSync } from "recheck";
import ts from "typescript";

import { REPOSITORY } from "./support.ts";

/** A regular expression of the program's sources. */
export interface Pattern {
	/** File and line, for messages. */
	readonly at: string;
	readonly file: string;
	readonly source: string;
	readonly flags: string;
}

/**
 * Finds every regular expression in the TypeScript and JavaScript below some folders, by its syntax tree, and the files
 * that make one when they run.
 */
export function patternsIn(folders: readonly string[]): { patterns: Pattern[]; made: string[] } {
	const patterns: Pattern[] = [];
	const made: string[] = [];
	for (const file of folders.flatMap(sourcesBelow)) {
		const tree = ts.createSourceFile(file, readFileSync(join(REPOSITORY, file), "utf8"), ts.ScriptTarget.Latest, true);
		const visit = (node: ts.Node): void => {
			const at = `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
			if (ts.isRegularExpressionLiteral(node)) {
				const end = node.text.lastIndexOf("/");
				patterns.push({ at, file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
			}
			const isCall = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp";
			if (isCall) {
				const [source, flags] = node.arguments ?? [];
				if (source && ts.isStringLiteralLike(source)) {
					patterns.push({
						at,
						file,
						source: source.text,
						flags: flags && ts.isStringLiteralLike(flags) ? flags.text : "",
					});
				} else made.push(file);
			}
			ts.forEachChild(node, visit);
		};
		visit(tree);
	}
	return { patterns, made };
}

function sourcesBelow(folder: string): string[] {
	return readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
		.map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
		.filter((path) => /\.[jt]s$/.test(path) && !path.endsWith(".d.ts"))
		.sort();
}

/** Longest search for a text that makes one pattern slow, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Says how the time of a pattern grows with the text; null where it grows with its length alone. */
export function complexityOf({ source, flags }: Pick<Pattern, "source" | "flags">): string | null {
	// JavaScript alone: the same wherever the tests run.
	process.env.RECHECK_BACKEND = "pure";
	const verdict = checkSync(source, flags, { timeout: PATIENCE_MS });
	if (verdict.status === "safe") return null;
	return verdict.status === "vulnerable" ? verdict.complexity.summary : verdict.status;
}
