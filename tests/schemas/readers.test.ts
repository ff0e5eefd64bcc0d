import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { FetchingJSONSchemaStore, InputData, JSONSchemaInput, quicktype } from "quicktype-core";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { jsonSchema, SCHEMAS, type SchemaName, WRITTEN_SCHEMA_NAMES } from "../../schemas/json-schema.ts";
import { gitLine } from "../../scripts/git/git.ts";
import { releasePoints } from "../../scripts/git/releases.ts";
import { buildArtifacts } from "../../scripts/publish/index.ts";
import { datasetFrom, textOf } from "../publish/published.ts";
import { baseFiles, REPOSITORY, temporaryFolder } from "../support.ts";

const NAMES = Object.keys(SCHEMAS) as SchemaName[];
/** Path of a JSON artifact → the name of its schema; lines are told apart by a number. */
const artifacts = new Map<string, { schema: SchemaName; value: unknown }>();

beforeAll(() => {
	const dataset = datasetFrom(baseFiles());
	for (const artifact of buildArtifacts(dataset, [])) {
		if (
			!/^(?:v2\/)?[^/]*(?:\/[^/]*)?\.json$/.test(artifact.path) ||
			/schemas\/|package|badges|contract/.test(artifact.path)
		)
			continue;
		if (artifact.path.endsWith("datapackage.json")) continue;
		const value = JSON.parse(textOf(artifact)) as { $schema: string };
		const schema = /([a-z-]+)\.schema\.json$/.exec(value.$schema)?.[1] as SchemaName;
		artifacts.set(artifact.path, { schema, value });
	}
});

test("every JSON artifact names its schema, and there is an artifact for each schema of what is read", () => {
	const used = new Set([...artifacts.values()].map(({ schema }) => schema));
	const read = NAMES.filter((name) => !(WRITTEN_SCHEMA_NAMES as readonly string[]).includes(name));
	// Lines have no head, and the base records no release.
	expect(read.filter((name) => !used.has(name))).toEqual(["cell-line", "release-file"]);
	for (const { schema } of artifacts.values()) expect(NAMES).toContain(schema);
});

test.each([
	["draft-2020-12", () => new Ajv2020({ strict: true, allErrors: true })],
	["draft-07", () => new Ajv({ strict: true, allErrors: true })],
] as const)(
	"Ajv compiles every schema of what is read in %s as strictly as it can, and takes every artifact",
	(draft, make) => {
		const ajv = formats.default(make());
		for (const name of NAMES) {
			if ((WRITTEN_SCHEMA_NAMES as readonly string[]).includes(name)) continue;
			const validate = ajv.compile(jsonSchema(name, draft));
			for (const [path, { schema, value }] of artifacts) {
				if (schema === name) expect(validate(value), `${path}: ${JSON.stringify(validate.errors)}`).toBe(true);
			}
		}
	},
);

test("a reader of this release takes the next one, with a key more everywhere and values that it does not know", () => {
	// Maps of ids to texts and numbers take any id, but not an object.
	const isMap = (key: string) => ["facts", "rubric", "coverage"].includes(key);
	const grown = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(grown);
		if (typeof value !== "object" || value === null) return value;
		const entries = Object.entries(value).map(([key, inner]) => [key, isMap(key) ? inner : grown(inner)]);
		return Object.fromEntries([...entries, ["news", { of: "tomorrow" }]]);
	};
	const validate = formats.default(new Ajv2020({ strict: true })).compile(jsonSchema("data"));
	const data = structuredClone(artifacts.get("data.json")?.value) as {
		offerings: { category: string; dimensions: Record<string, { sources: { via: string }[] }> }[];
	};
	for (const offering of data.offerings) {
		offering.category = "orbital_station";
		for (const cell of Object.values(offering.dimensions)) for (const source of cell.sources) source.via = "telepathy";
	}
	const { dimensions, ...rest } = data as unknown as Record<string, unknown>;
	const next = { ...(grown(rest) as object), dimensions };
	expect(JSON.stringify(next)).toContain('"sources":[{"url"');
	expect(validate(next), JSON.stringify(validate.errors)).toBe(true);
});

/** Keys whose values are maps from ids to one kind of value; a new id is no new kind. */
const MAPS = /(?:^|\.)(?:facts|rubric|grades|dimensions|vendors|models_dev|openrouter|litellm|hosts|model_patterns)$/;

test("a key more at any one place of any artifact is news to a reader of this release, never an error", () => {
	const ajv = formats.default(new Ajv2020({ strict: true }));
	let places = 0;
	for (const [path, { schema, value }] of artifacts) {
		const id = jsonSchema(schema).$id as string;
		const validate = ajv.getSchema(id) ?? ajv.compile(jsonSchema(schema));
		const walk = (part: unknown, at: string): void => {
			const first: unknown = Array.isArray(part) ? part[0] : part;
			if (typeof first !== "object" || first === null || Array.isArray(first)) return;
			const object = first as Record<string, unknown>;
			if (!MAPS.test(at)) {
				places += 1;
				object.tomorrow = { of: ["news"] };
				expect(validate(value), `${path} ${at}: ${JSON.stringify(validate.errors)}`).toBe(true);
				delete object.tomorrow;
			}
			for (const [key, inner] of Object.entries(object)) walk(inner, at === "" ? key : `${at}.${key}`);
		};
		walk(value, "");
	}
	expect(places).toBeGreaterThan(200);
});

test("a validator of another make takes every schema and the artifacts", () => {
	const folder = temporaryFolder();
	const command = join(REPOSITORY, "node_modules/.bin/jsonschema");
	const write = (path: string, value: unknown) => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), JSON.stringify(value));
		return path;
	};
	const run = (...args: string[]) => spawnSync(command, args, { cwd: folder, encoding: "utf8" });
	const schemas = NAMES.map((name) => write(`${name}.json`, jsonSchema(name)));
	const checked = run("metaschema", ...schemas);
	expect([checked.status, checked.stderr]).toEqual([0, expect.stringContaining(`${NAMES.length} passed, 0 failed`)]);
	const data = write("instance.json", artifacts.get("data.json")?.value);
	expect(run("validate", "data.json", data)).toMatchObject({ status: 0 });
	const broken = write("broken.json", { ...(artifacts.get("data.json")?.value as object), offerings: 1 });
	expect(run("validate", "data.json", broken).status).not.toBe(0);
});

test("the examples of what people write are what their schemas take", () => {
	const ajv = formats.default(new Ajv2020({ strict: true, strictTypes: false, keywords: ["markdownDescription"] }));
	for (const name of WRITTEN_SCHEMA_NAMES) {
		const schema = jsonSchema(name);
		const validate = ajv.compile(schema);
		const examples = schema.examples as unknown[];
		expect(examples.length).toBeGreaterThan(0);
		for (const example of examples) expect(validate(example), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
	}
});

test("every definition has a title, so that generators name types well", () => {
	for (const name of NAMES) {
		const { $defs = {}, title } = jsonSchema(name) as { $defs?: Record<string, { title?: string }>; title?: string };
		expect(title, name).toBeTruthy();
		expect(
			Object.entries($defs)
				.filter(([, part]) => !part.title)
				.map(([part]) => part),
			name,
		).toEqual([]);
	}
});

async function generated(lang: "typescript" | "python"): Promise<string> {
	const input = new JSONSchemaInput(new FetchingJSONSchemaStore());
	await input.addSource({ name: "RegistryData", schema: JSON.stringify(jsonSchema("data", "draft-07")) });
	const inputData = new InputData();
	inputData.addInput(input);
	const { lines } = await quicktype({
		inputData,
		lang,
		rendererOptions: lang === "python" ? { "python-version": "3.7" } : {},
	});
	return lines.join("\n");
}

/** The next release: the data with one key more in each offering. */
function nextRelease(): string {
	const data = structuredClone(artifacts.get("data.json")?.value) as { offerings: object[] };
	return JSON.stringify({ ...data, offerings: data.offerings.map((offering) => ({ ...offering, news: "tomorrow" })) });
}

test("a Python reader that quicktype makes reads this release and the next", async ({ skip }) => {
	skip(spawnSync("python3", ["--version"]).status !== 0, "this machine lacks python3");
	const folder = temporaryFolder();
	writeFileSync(
		join(folder, "registry.py"),
		(await generated("python"))
			.replace("import dateutil.parser\n", "")
			.replaceAll("dateutil.parser.parse(x)", "datetime.fromisoformat(x)"),
	);
	writeFileSync(join(folder, "next.json"), nextRelease());
	const program = `import json
from registry import *
data = registry_data_from_dict(json.load(open("next.json")))
print(len(data.offerings), data.offerings[0].dimensions.soc2_type2.finding)`;
	const ran = spawnSync("python3", ["-c", program], { cwd: folder, encoding: "utf8" });
	expect([ran.stdout, ran.stderr]).toEqual(["3 Report under an NDA\n", ""]);
});

test.each(["draft-2020-12", "draft-07"] as const)(
	"a zod reader made from the schema in %s reads this release and the next",
	(draft) => {
		const reader = z.fromJSONSchema(jsonSchema("data", draft) as Parameters<typeof z.fromJSONSchema>[0]);
		expect(reader.parse(artifacts.get("data.json")?.value)).toEqual(artifacts.get("data.json")?.value);
		const next = JSON.parse(nextRelease()) as { offerings: object[] };
		expect(reader.parse(next)).toEqual(next);
		expect(next.offerings[0]).toHaveProperty("news");
		const broken = structuredClone(next);
		Object.assign(broken.offerings[0] ?? {}, { watch_outs: "many" });
		expect(reader.safeParse(broken).error?.issues).toMatchObject([{ path: ["offerings", 0, "watch_outs"] }]);
	},
);

test("a TypeScript reader that quicktype makes reads this release and the next", async () => {
	const folder = temporaryFolder();
	writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
	writeFileSync(join(folder, "registry.ts"), await generated("typescript"));
	writeFileSync(join(folder, "next.json"), nextRelease());
	const program = `import { readFileSync } from "node:fs";
import { Convert } from "./registry.ts";
const data = Convert.toRegistryData(readFileSync("next.json", "utf8"));
console.log(data.offerings.length, data.offerings[0].dimensions.soc2_type2.finding);`;
	writeFileSync(join(folder, "use.ts"), program);
	const ran = spawnSync(process.execPath, ["--experimental-transform-types", "--no-warnings", "use.ts"], {
		cwd: folder,
		encoding: "utf8",
	});
	expect([ran.stdout, ran.stderr]).toEqual(["3 Report under an NDA\n", ""]);
});

test("the newest data are valid by the schemas of every earlier release of the same major version", () => {
	const releases = releasePoints(REPOSITORY).filter(({ version }) => version.startsWith("2."));
	const heldTo = (schema: object) => {
		const validate = formats.default(new Ajv2020({ strict: true })).compile(schema);
		return validate(artifacts.get("data.json")?.value) ? [] : (validate.errors ?? []);
	};
	for (const { commit, version } of releases) {
		const text = gitLine(REPOSITORY, "show", `${commit}:dist/schemas/data.schema.json`);
		expect(heldTo(JSON.parse(text ?? "null")), version).toEqual([]);
	}
	// That the comparison tells: a schema whose offerings had one more key always there.
	const earlier = structuredClone(jsonSchema("data")) as {
		$defs: Record<string, { required: string[]; properties: object }>;
	};
	earlier.$defs.PublishedOffering?.required.push("weather");
	Object.assign(earlier.$defs.PublishedOffering?.properties ?? {}, { weather: { type: "string" } });
	expect(heldTo(earlier)).not.toEqual([]);
});
