import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { schemaFiles } from "../../schemas/json-schema.ts";
import { issueForms } from "../corrections/issue-forms.ts";
import { gitLine } from "../git/git.ts";
import { gitTree } from "../git/tree.ts";
import { commandLine } from "../lib/command-line.ts";
import { withSlashes } from "../lib/slashes.ts";
import { datasetOf } from "../publish/dataset.ts";
import { noticeText } from "../publish/legal.ts";
import { newestVerified } from "../registry/build-info.ts";
import { loadRegistry, type Registry } from "../registry/registry.ts";
import { coverageMarkdown, totals } from "./coverage-md.ts";
import { methodologyMarkdown } from "./methodology-md.ts";
import { rulesMarkdown } from "./rules-md.ts";

/** Marks around the totals in the README. */
const [TOTALS, TOTALS_END] = ["<!-- totals -->\n", "<!-- /totals -->"];

/** Returns the documents that are made of the program alone, by path; none where the base records of tests are missing. */
export function programDocuments(root: string): Map<string, string> {
	const base = baseRecords(join(root, BASE));
	return new Map(base ? [["docs/rules.md", rulesMarkdown(base)]] : []);
}

/** Folder of the records that the examples of rules edit. */
const BASE = "tests/fixtures/base";

function baseRecords(folder: string): Record<string, string> | null {
	if (!existsSync(folder)) return null;
	const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
	const files = names.filter((name) => statSync(join(folder, name)).isFile());
	return Object.fromEntries(files.map((name) => [withSlashes(name), readFileSync(join(folder, name), "utf8")]));
}

/** Returns the documents that are made of the schemas and the records, by path; a check of data compares them. */
export function documents(root: string, registry: Registry): Map<string, string> {
	const found = new Map<string, string>();
	found.set("docs/methodology.md", methodologyMarkdown());
	found.set("docs/coverage.md", coverageMarkdown(registry));
	if (existsSync(join(root, ".github"))) {
		for (const [path, text] of issueForms()) found.set(path, text);
	}
	if (textAt(root, "NOTICE") !== null) {
		const { header } = datasetOf(registry, { version: "", generated: newestVerified(registry) });
		found.set("NOTICE", noticeText(header));
	}
	const readme = textAt(root, "README.md");
	const start = readme?.indexOf(TOTALS) ?? -1;
	const end = readme?.indexOf(TOTALS_END, start) ?? -1;
	if (readme !== null && start >= 0 && end >= 0) {
		const line = totals(datasetOf(registry, { version: "", generated: newestVerified(registry) }));
		found.set("README.md", `${readme.slice(0, start + TOTALS.length)}${line}\n${readme.slice(end)}`);
	}
	return found;
}

/** Documents that follow from what the records say; they may lag behind, so that a correction is one file and nothing else. */
const LAGGING = ["docs/coverage.md", "README.md"];

/**
 * Generated files that stand in a root and differ from what their generator writes, with the command that writes them.
 * One that follows from the records may stay as it was last written, but not something that a hand made of it.
 */
export function driftedFiles(root: string, registry: Registry): { file: string; command: string }[] {
	const schemas = [...schemaFiles()].map(([path, text]) => ({
		file: `schemas/${path}`,
		text,
		command: commandLine("schema"),
	}));
	const texts = [...documents(root, registry)].map(([file, text]) => ({
		file,
		text,
		command: commandLine("docs"),
	}));
	return [...schemas, ...texts].flatMap(({ file, text, command }) => {
		const present = textAt(root, file);
		const fits =
			present === null || present === text || (LAGGING.includes(file) && asLastWritten(root, file) === present);
		return fits ? [] : [{ file, command }];
	});
}

/** Returns the text that the generator gives for the records of the commit that last wrote a file; null without one. */
function asLastWritten(root: string, file: string): string | null {
	const commit = gitLine(root, "log", "-1", "--format=%H", "--", file);
	const tree = commit ? gitTree(root, commit) : null;
	if (!tree || tree.entries("offerings").length === 0) return null;
	return documents(root, loadRegistry(tree)).get(file) ?? null;
}

/** Returns the documents of `programDocuments` that stand in a root and differ from what their generator writes. */
export function driftedDocuments(root: string): { file: string; command: string }[] {
	return [...programDocuments(root)].flatMap(([file, text]) => {
		const present = textAt(root, file);
		return present === null || present === text ? [] : [{ file, command: "npm run registry -- docs" }];
	});
}

function textAt(root: string, path: string): string | null {
	const full = join(root, path);
	return existsSync(full) ? readFileSync(full, "utf8") : null;
}
