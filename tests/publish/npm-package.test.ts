import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as esbuild } from "esbuild";
import { publint } from "publint";
import { build as vite } from "vite";
import { beforeAll, expect, test } from "vitest";
import { npmPackage } from "../../scripts/publish/npm-package.ts";
import { offeringFiles } from "../../scripts/publish/offering-files.ts";
import { writeFiles } from "../git.ts";
import { baseFiles, REPOSITORY, temporaryFolder, temporaryFolderForAll } from "../support.ts";
import { typeCheck } from "../type-check.ts";
import { datasetFrom, textOf } from "./published.ts";

const FILES: Record<string, string> = {};
/** Folder in which npm packed the package, and what it said of it. */
const packed = { folder: "", report: {} as object };

beforeAll(() => {
	const dataset = datasetFrom(baseFiles());
	for (const artifact of npmPackage(dataset, offeringFiles(dataset, []))) FILES[artifact.path] = textOf(artifact);
	packed.folder = temporaryFolderForAll();
	writeFiles(packed.folder, FILES);
	const args = ["pack", "--json", "--offline", "--pack-destination", packed.folder];
	const cwd = join(packed.folder, "package");
	packed.report = JSON.parse(execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
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

/** The oldest Node that the package runs on, where the machine has it; else the one that runs the tests. */
function oldestNode(): string {
	const installed = ["/usr/bin/node", "/usr/local/bin/node"].find(
		(path) => existsSync(path) && spawnSync(path, ["--version"], { encoding: "utf8" }).stdout.startsWith("v20."),
	);
	return installed ?? process.execPath;
}

test("it loads as ES modules and as CommonJS, with the same data and functions", async () => {
	const root = consumer({ "package.json": "{}" });
	const require = createRequire(join(root, "x.cjs"));
	const common = require("ai-offering-registry");
	const modern = await import(pathToFileURL(join(root, "node_modules/ai-offering-registry/index.js")).href);
	expect(Object.keys(common).sort()).toEqual(Object.keys(modern).sort());
	for (const { data, version, generated, offering, match, resolve, freshnessOn } of [common, modern]) {
		expect([version, generated]).toEqual(["2.3.4", "2026-11-24"]);
		expect(offering("acme-api").name).toBe("Acme API");
		expect(offering("nobody")).toBeUndefined();
		expect(data).toEqual(require("ai-offering-registry/data.json"));
		expect(resolve("https://api.acme.com/v1").offering.id).toBe("acme-api");
		expect(freshnessOn(offering("acme-api").dimensions.soc2_type2, "2027-04-14")).toBe("expired");
		const policy = { offerings: ["acme-api"], require: [{ dimension: "soc2_type2" }] };
		expect(match(policy, { today: "2026-11-24" }).passes).toBe(true);
		expect(() => match({ require: [{ dimension: "soc3" }] }, { today: "2026-11-24" })).toThrow('no dimension "soc3"');
	}
	expect(require("ai-offering-registry/offerings/acme-api.json").offering.id).toBe("acme-api");
	expect(require("ai-offering-registry/schemas/data.schema.json").title).toBe("Registry data");
	expect(require("ai-offering-registry/package.json")).not.toHaveProperty("dependencies");
});

const USE = `
const grade: registry.Grade | undefined = registry.offering("acme-api")?.dimensions.soc2_type2?.value;
const period: string | undefined = registry.offering("acme-api")?.dimensions.soc2_type2?.facts.period_start;
for (const { id } of registry.data.dimension_details) {
	const cell: registry.Cell | undefined = registry.data.offerings[0]?.dimensions[id];
	void cell;
}
const verdict: registry.MatchVerdict = registry.match({ presets: ["gpai_code"] }, { today: "2026-11-24" });
const found: registry.Resolution = registry.resolve("openai/gpt-5");
const state: registry.FreshnessState = registry.freshnessOn({ fresh_until: null }, "2026-11-24");
// @ts-expect-error there is no such dimension
registry.offering("acme-api")?.dimensions.soc3;
// @ts-expect-error a fact of another dimension
registry.offering("acme-api")?.dimensions.soc2_type2?.facts.retention_days;
// @ts-expect-error there is no such grade
const wrong: registry.Grade = "maybe";
export { found, grade, period, state, verdict, wrong };
`;

test("its types are right for a strict consumer of either kind, the bare data included", () => {
	const root = consumer({
		"package.json": '{ "type": "module" }',
		"modern.ts": `import * as registry from "ai-offering-registry";\nimport bare from "ai-offering-registry/data.json" with { type: "json" };\nexport const data: registry.RegistryData = bare;${USE}`,
		"common.cts": `import registry = require("ai-offering-registry");\nimport bare = require("ai-offering-registry/data.json");\nexport const data: registry.RegistryData = bare;${USE}`,
	});
	expect(typeCheck(root, ["modern.ts", "common.cts"])).toBe("");
});

test("what it declares is what its functions take and give", () => {
	const root = consumer({});
	const text = `import type * as declared from "${join(root, "node_modules/ai-offering-registry/index.js")}";
import * as own from "../../scripts/package/index.ts";
export const match: (...args: Parameters<typeof declared.match>) => ReturnType<typeof declared.match> = own.match as never as typeof declared.match;
export const names: keyof typeof declared = "" as keyof typeof own;
export const back: keyof typeof own | "version" | "generated" = "" as keyof typeof declared;
export const verdict = (it: ReturnType<typeof own.match>): declared.MatchVerdict => it;
`;
	const folder = join(root, "check");
	mkdirSync(folder);
	const here = join(folder, "declared.ts");
	writeFileSync(here, text.replaceAll("../../scripts", join(REPOSITORY, "scripts")));
	const types = ["--types", "node", "--typeRoots", join(REPOSITORY, "node_modules/@types")];
	const options = ["--target", "esnext", "--skipLibCheck", "--ignoreConfig", "--allowImportingTsExtensions", ...types];
	expect(typeCheck(REPOSITORY, [here], options)).toBe("");
});

/** Bundler → the code for browsers that it makes of an entry. */
const BUNDLERS: Readonly<Record<string, (root: string) => Promise<string>>> = {
	async esbuild(root) {
		const { outputFiles } = await esbuild({
			absWorkingDir: root,
			entryPoints: ["entry.js"],
			bundle: true,
			write: false,
			format: "esm",
			platform: "browser",
			minify: true,
		});
		return outputFiles[0]?.text ?? "";
	},
	async Vite(root) {
		const built = await vite({
			root,
			configFile: false,
			logLevel: "silent",
			build: { write: false, minify: true, lib: { entry: "entry.js", formats: ["es"] } },
		});
		const [result] = Array.isArray(built) ? built : [built];
		return result && "output" in result
			? result.output.map((chunk) => ("code" in chunk ? chunk.code : "")).join("")
			: "";
	},
};

test.each(Object.keys(BUNDLERS))("%s bundles it for browsers, and leaves out what is not used", async (name) => {
	const bundled = (entry: string) =>
		BUNDLERS[name]?.(consumer({ "package.json": '{ "type": "module" }', "entry.js": entry })) ?? "";
	const version = await bundled('export { version } from "ai-offering-registry";');
	expect(version).toContain("2.3.4");
	// Vite names each file in a comment, by a path that is as long as the folder's.
	expect(version.replace(/^\/\/.*$/gm, "").length).toBeLessThan(100);
	const functions = await bundled('export { freshnessOn, presets } from "ai-offering-registry";');
	expect(functions).toContain("us_health");
	expect(functions).not.toContain("acme-api");
	expect(functions.length).toBeLessThan(4000);
	expect(await bundled('export { offering } from "ai-offering-registry";')).toContain("acme-api");
});

test("publint finds nothing amiss, and npm would publish every file", async () => {
	const root = consumer({});
	const folder = join(root, "node_modules/ai-offering-registry");
	const { messages } = await publint({ pkgDir: folder, level: "suggestion", pack: false });
	expect(messages).toEqual([]);
	const [{ files, name, version }] = Array.isArray(packed.report) ? packed.report : Object.values(packed.report);
	expect([name, version]).toEqual(["ai-offering-registry", "2.3.4"]);
	const paths = files.map(({ path }: { path: string }) => `package/${path}`);
	expect(paths.sort()).toEqual(Object.keys(FILES).sort());
	expect(paths).toEqual(expect.arrayContaining(["package/LICENSE", "package/LICENSE-DATA", "package/NOTICE"]));
});

test("the types of every entry are resolved as they run, by the tool that looks for that", () => {
	const attw = join(REPOSITORY, "node_modules/@arethetypeswrong/cli/dist/index.js");
	// Schemas and single offerings are JSON files without declarations of their own.
	const left = ["--exclude-entrypoints", "./schemas/*.json", "./offerings/*.json", "--profile", "node16"];
	const { stdout, status } = spawnSync(
		process.execPath,
		[attw, join(packed.folder, "ai-offering-registry-2.3.4.tgz"), "--format", "json", ...left],
		{
			encoding: "utf8",
		},
	);
	expect(JSON.parse(stdout).problems).toEqual({});
	expect(status).toBe(0);
});

test("the licences of what is bundled into the command are inside", () => {
	const licences = FILES["package/THIRD-PARTY.txt"] ?? "";
	for (const name of ["js-yaml", "zod", "fastest-levenshtein"]) expect(licences).toContain(`${name}\n\n`);
	expect(FILES["package/cli.js"]?.startsWith("#!/usr/bin/env node\n")).toBe(true);
	expect(Buffer.byteLength(FILES["package/cli.js"] ?? "")).toBeLessThan(800_000);
});

/** Runs the command of the package in a folder. */
function runCli(cwd: string, ...args: string[]) {
	const ran = spawnSync(oldestNode(), [join(cwd, "node_modules/ai-offering-registry/cli.js"), ...args], {
		cwd,
		encoding: "utf8",
		env: { PATH: process.env.PATH },
	});
	return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}

const POLICY = "offerings:\n  - acme-api\nrequire:\n  - dimension: soc2_type2\n";

test("from an empty folder a policy is held in one command, on the oldest Node, without a network", () => {
	const root = consumer({ "ai-policy.yaml": POLICY });
	const met = runCli(root, "match", "ai-policy.yaml", "--today", "2026-11-24");
	expect(met).toMatchObject({ code: 0, stderr: "" });
	expect(met.stdout).toContain("1 of 1 offering meet the requirements");
	writeFileSync(join(root, "ai-policy.yaml"), `${POLICY}  - dimension: hipaa_baa\n`);
	expect(runCli(root, "match", "ai-policy.yaml", "--today", "2026-11-24")).toMatchObject({
		code: 1,
		stdout: expect.stringContaining("HIPAA BAA is not assessed"),
	});
	expect(runCli(root, "match", "nothing.yaml")).toMatchObject({
		code: 2,
		stderr: expect.stringContaining("cannot be read"),
	});
	expect(runCli(root, "frobnicate")).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('no command "frobnicate"'),
	});
});

test("its JSON verdict can be kept as a record: version, day, policy and data by their hashes, each cell with its evidence", () => {
	const root = consumer({ "p.yaml": POLICY });
	const verdict = JSON.parse(runCli(root, "match", "p.yaml", "--today", "2026-11-24", "--format", "json").stdout);
	const sha256 = (path: string) => execFileSync("sha256sum", [join(root, path)], { encoding: "utf8" }).split(" ")[0];
	expect(verdict).toMatchObject({
		registry: {
			version: "2.3.4",
			generated: "2026-11-24",
			data_sha256: sha256("node_modules/ai-offering-registry/data.json"),
		},
		today: "2026-11-24",
		mode: "all",
		passes: true,
		policy_sha256: sha256("p.yaml"),
	});
	expect(verdict.results[0].cells[0]).toMatchObject({
		cell_id: "acme-api/soc2_type2",
		grade: "yes_sales_gated",
		source: "https://trust.acme.com/",
		fresh_until: "2027-04-13",
		permalink: "https://ai-offering-registry.github.io/registry/offerings/acme-api/#soc2_type2",
	});
});

test("it shows an offering as of today, and what changed since an earlier data.json of any major version", () => {
	const root = consumer({});
	const shown = runCli(root, "show", "acme-api", "soc2_type2", "--today", "2027-05-01");
	expect(shown.stdout).toContain("was fresh until 2027-04-13");
	expect(runCli(root, "show", "acme-ap")).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('Did you mean "acme-api"?'),
	});
	const old = JSON.parse(FILES["package/data.json"] ?? "");
	old.offerings[0].dimensions.soc2_type2.value = "partial";
	old.offerings.splice(1, 1);
	writeFileSync(join(root, "old.json"), JSON.stringify(old));
	const { changes } = JSON.parse(runCli(root, "diff", "old.json", "--format", "json").stdout);
	expect(changes).toMatchObject([
		{ offering: "acme-api", dimension: "soc2_type2", field: "value", before: "partial", after: "yes_sales_gated" },
		{ offering: "acme-nimbus", dimension: null, before: null, after: "acme-nimbus" },
	]);
	const first = join(REPOSITORY, "dist/data.json");
	if (JSON.parse(readFileSync(first, "utf8")).schema_version === 1) expect(runCli(root, "diff", first).code).toBe(0);
	writeFileSync(join(root, "other.json"), "[1]");
	expect(runCli(root, "diff", "other.json")).toMatchObject({
		code: 2,
		stderr: expect.stringContaining("no list of offerings"),
	});
});
