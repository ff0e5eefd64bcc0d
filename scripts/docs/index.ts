import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { schemaFiles } from "../../schemas/json-schema.ts";
import { issueForms } from "../corrections/issue-forms.ts";
import { gitLine } from "../git/git.ts";
import { gitTree } from "../git/tree.ts";
import { datasetOf } from "../publish/dataset.ts";
import { newestVerified } from "../registry/build-info.ts";
import { loadRegistry, type Registry } from "../registry/registry.ts";
import { coverageMarkdown, totals } from "./coverage-md.ts";
import { methodologyMarkdown } from "./methodology-md.ts";
import { rulesMarkdown } from "./rules-md.ts";

/** Where the README shows the totals. */
const TOTALS = /(<!-- totals -->\n).*?(<!-- \/totals -->)/s;

/** Path from the root → text of every document that is generated. */
export function documents(root: string, registry: Registry): Map<string, string> {
	const found = new Map<string, string>();
	const fixtures = join(root, "tests/fixtures");
	if (existsSync(fixtures)) found.set("docs/rules.md", rulesMarkdown(fixtures));
	found.set("docs/methodology.md", methodologyMarkdown());
	found.set("docs/coverage.md", coverageMarkdown(registry));
	if (existsSync(join(root, ".github"))) {
		for (const [path, text] of issueForms()) found.set(path, text);
	}
	const readme = textAt(root, "README.md");
	if (readme !== null && TOTALS.test(readme)) {
		const line = totals(datasetOf(registry, { version: "", generated: newestVerified(registry) }));
		found.set(
			"README.md",
			readme.replace(TOTALS, (_whole, start: string, end: string) => `${start}${line}\n${end}`),
		);
	}
	return found;
}

/** Documents that follow from what the records say; they may lag behind, so that a correction is one file and nothing else. */
const LAGGING = ["docs/coverage.md", "README.md"];

/**
 * Generated files that stand in a root and differ from what their generator writes, with the command that writes them.
 * One that follows from the records may be what it was when it was last written, but not what a hand made of it.
 */
export function driftedFiles(root: string, registry: Registry): { file: string; command: string }[] {
	const schemas = [...schemaFiles()].map(([path, text]) => ({
		file: `schemas/${path}`,
		text,
		command: "npm run registry -- schema",
	}));
	const texts = [...documents(root, registry)].map(([file, text]) => ({
		file,
		text,
		command: "npm run registry -- docs",
	}));
	return [...schemas, ...texts].flatMap(({ file, text, command }) => {
		const present = textAt(root, file);
		const fits =
			present === null || present === text || (LAGGING.includes(file) && asLastWritten(root, file) === present);
		return fits ? [] : [{ file, command }];
	});
}

/** What the generator gives for the records of the commit that last wrote a file; null without one. */
function asLastWritten(root: string, file: string): string | null {
	const commit = gitLine(root, "log", "-1", "--format=%H", "--", file);
	const tree = commit ? gitTree(root, commit) : null;
	if (!tree || tree.entries("offerings").length === 0) return null;
	return documents(root, loadRegistry(tree)).get(file) ?? null;
}

function textAt(root: string, path: string): string | null {
	const full = join(root, path);
	return existsSync(full) ? readFileSync(full, "utf8") : null;
}
