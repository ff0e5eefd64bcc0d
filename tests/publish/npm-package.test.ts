import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { beforeAll, expect, test } from "vitest";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { npmPackage } from "../../scripts/publish/npm-package.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles, filesBelow, REPOSITORY, temporaryFolder } from "../support.ts";

const FILES: Record<string, string> = {};

beforeAll(() => {
	const dataset = datasetOf(loadRegistry(memoryTree(baseFiles())), { version: "1.2.3", generated: "2026-11-24" });
	for (const artifact of npmPackage(dataset)) FILES[artifact.path] = [...artifact.pieces()].join("");
});

/** A project that has the package installed, and nothing else of ours. */
function consumer(files: Readonly<Record<string, string>>): string {
	const root = temporaryFolder();
	const installed = Object.entries(FILES).map(([path, text]) => [
		path.replace("package/", "node_modules/ai-offering-registry/"),
		text,
	]);
	for (const [path = "", text = ""] of [...installed, ...Object.entries(files)]) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
	return root;
}

test("it loads as ES modules and as CommonJS, with the same data", async () => {
	const root = consumer({ "package.json": "{}" });
	const require = createRequire(join(root, "x.cjs"));
	const common = require("ai-offering-registry");
	const modern = await import(pathToFileURL(join(root, "node_modules/ai-offering-registry/index.js")).href);
	for (const { data, schemas, version, offering } of [common, modern]) {
		expect(version).toBe("1.2.3");
		expect(offering("acme-api").name).toBe("Acme API");
		expect(offering("nobody")).toBeUndefined();
		expect(Object.keys(schemas)).toContain("offering");
		expect(data).toEqual(require("ai-offering-registry/data.json"));
	}
	expect(require("ai-offering-registry/package.json")).not.toHaveProperty("dependencies");
});

const USE = `
const grade: "yes_public" | "yes_sales_gated" | "yes_platform_only" | "partial" | "unclear" | "no_public_evidence" | undefined =
	registry.offering("acme-api")?.dimensions.soc2_type2?.value;
const names: string[] = registry.data.offerings.map((one) => one.name);
const schema: Record<string, unknown> = registry.schemas["cell-line"];
// @ts-expect-error there is no such dimension
registry.offering("acme-api")?.dimensions.soc3;
// @ts-expect-error there is no such schema
registry.schemas.nothing;
export { grade, names, schema };
`;

test("its types are right for a strict consumer of either kind", () => {
	const root = consumer({
		"package.json": '{ "type": "module" }',
		"modern.ts": `import * as registry from "ai-offering-registry";${USE}`,
		"common.cts": `import registry = require("ai-offering-registry");${USE}`,
	});
	const compile = (file: string) =>
		execFileSync(
			process.execPath,
			[
				join(REPOSITORY, "node_modules/typescript/bin/tsc"),
				...[
					"--noEmit",
					"--strict",
					"--module",
					"nodenext",
					"--target",
					"es2022",
					"--types",
					"",
					"--ignoreConfig",
					file,
				],
			],
			{ cwd: root, encoding: "utf8" },
		);
	for (const file of ["modern.ts", "common.cts"]) expect(compile(file)).toBe("");
});

test("a bundler takes it, and leaves out what is not used", async () => {
	const root = consumer({
		"package.json": '{ "type": "module" }',
		"entry.js": 'import { offering } from "ai-offering-registry"; export const name = offering("acme-api").name;',
	});
	await build({
		root,
		logLevel: "silent",
		configFile: false,
		build: { lib: { entry: "entry.js", formats: ["es"], fileName: "out" }, outDir: "out" },
	});
	const [name = ""] = Object.keys(filesBelow(join(root, "out")));
	expect((await import(pathToFileURL(join(root, "out", name)).href)).name).toBe("Acme API");
	expect(filesBelow(join(root, "out"))[name]).not.toContain("draft/2020-12");
});

test("npm would publish every file of it", () => {
	const root = consumer({});
	const folder = join(root, "node_modules/ai-offering-registry");
	const packed = execFileSync("npm", ["pack", "--dry-run", "--json", "--offline"], {
		cwd: folder,
		encoding: "utf8",
		stdio: ["ignore", "pipe", "ignore"],
	});
	const report = JSON.parse(packed);
	const [{ files, name, version }] = Array.isArray(report) ? report : Object.values(report);
	expect([name, version]).toEqual(["ai-offering-registry", "1.2.3"]);
	expect(files.map(({ path }: { path: string }) => `package/${path}`).sort()).toEqual(Object.keys(FILES).sort());
});
