import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DATASET } from "../../schemas/dataset.ts";
import { buildArtifacts } from "../../scripts/publish/index.ts";
import { datasetFrom, realDataset, releaseWith } from "../publish/published.ts";
import { baseFiles, REPOSITORY } from "../support.ts";

const DOCUMENTS = [
	"README.md",
	"CONTRIBUTING.md",
	...readdirSync(join(REPOSITORY, "docs"))
		.filter((name) => name.endsWith(".md"))
		.map((name) => `docs/${name}`),
];
/** Published paths: those of the real records, and those of a release, whose version is free. */
const published = new Set(
	[realDataset(), datasetFrom(baseFiles())].flatMap((dataset) =>
		buildArtifacts(dataset, [releaseWith("2.3.4", "2026-11-24", [])]).map(({ path }) => path),
	),
);
const paths = [...published];

/** True for a published file, a folder that holds one, and a pattern such as `offerings/<id>.json` that one fits. */
function isPublished(path: string): boolean {
	if (path === "" || published.has(path)) return true;
	if (paths.some((one) => one.startsWith(`${path.replace(/\/$/, "")}/`))) return true;
	const parts = path.split(/<[\w-]+>|\{[\w-]+\}/);
	if (parts.length === 1) return false;
	const pattern = new RegExp(`^${parts.map(RegExp.escape).join("[^/]+")}$`);
	return paths.some((one) => pattern.test(one));
}

function matches(pattern: RegExp): { readonly document: string; readonly path: string }[] {
	return DOCUMENTS.flatMap((document) =>
		[...readFileSync(join(REPOSITORY, document), "utf8").matchAll(pattern)].map(([, path = ""]) => ({
			document,
			path,
		})),
	);
}

test("every URL of the site that a document names is published", () => {
	const urls = matches(new RegExp(`${RegExp.escape(DATASET.homepage)}([^\\s)\`"'|]*)`, "g"));
	expect(urls.length).toBeGreaterThan(10);
	expect(urls.filter(({ path }) => !isPublished(path))).toEqual([]);
	expect(isPublished("v2/nothing.json")).toBe(false);
	expect(isPublished("v2/offerings/<id>.xml")).toBe(false);
});

test("every path of the API that a document names is published", () => {
	const named = matches(/`\/(v\d+\/[^`\s]*)`/g);
	expect(named.length).toBeGreaterThan(15);
	expect(named.filter(({ path }) => !isPublished(path))).toEqual([]);
});

test("every form that a document links to is there", () => {
	const forms = matches(/issues\/new\?template=([\w.-]+)/g);
	expect(forms.length).toBeGreaterThan(0);
	const missing = forms.filter(({ path }) => !existsSync(join(REPOSITORY, ".github/ISSUE_TEMPLATE", path)));
	expect(missing).toEqual([]);
});
