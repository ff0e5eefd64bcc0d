import { readFileSync } from "node:fs";
import { DATASET } from "../../schemas/dataset.ts";
import { jsonSchema, SCHEMAS, type SchemaName } from "../../schemas/json-schema.ts";
import { json, type TextArtifact, textArtifact } from "./artifact.ts";
import { dataJson } from "./data-json.ts";
import type { Dataset } from "./dataset.ts";

/** Name under which the data goes to npm. */
export const PACKAGE_NAME = "ai-offering-registry";

const NAMES = Object.keys(SCHEMAS) as SchemaName[];
const HEAD = "// Generated from the records; do not edit.\n";
const LOOKUP = `(id) => data.offerings.find((one) => one.id === id || one.aliases.includes(id))`;

/**
 * `package/`: what goes to npm. The whole data set and every schema, as ES modules and as CommonJS, typed, with no
 * dependencies and nothing that runs but a look-up.
 */
export function npmPackage(dataset: Dataset): TextArtifact[] {
	const data = dataJson(dataset);
	const schemas = `${JSON.stringify(Object.fromEntries(NAMES.map((name) => [name, jsonSchema(name)])))}`;
	return [
		textArtifact("package/package.json", json(manifest(dataset.header.version))),
		textArtifact("package/README.md", README),
		{ path: "package/data.json", sameAs: data.path, pieces: () => data.pieces() },
		// One copy of the data serves both kinds of module.
		textArtifact("package/data.cjs", `${HEAD}module.exports = require("./data.json");\n`),
		textArtifact("package/schemas.js", `${HEAD}export default ${schemas};\n`),
		textArtifact("package/schemas.cjs", `${HEAD}module.exports = ${schemas};\n`),
		textArtifact(
			"package/index.js",
			`${HEAD}import data from "./data.cjs";\nimport schemas from "./schemas.js";\n\nexport { data, schemas };\nexport const version = data.version;\nexport const offering = ${LOOKUP};\n`,
		),
		textArtifact(
			"package/index.cjs",
			`${HEAD}const data = require("./data.json");\nconst schemas = require("./schemas.cjs");\n\nmodule.exports = { data, schemas, version: data.version, offering: ${LOOKUP} };\n`,
		),
		textArtifact("package/index.d.ts", types()),
		textArtifact("package/index.d.cts", types()),
	];
}

function manifest(version: string) {
	const entry = (types: string, file: string) => ({ types, default: file });
	return {
		name: PACKAGE_NAME,
		version,
		description: "What an AI API offering can prove: graded, dated and sourced, as data.",
		license: DATASET.license,
		homepage: DATASET.homepage,
		repository: { type: "git", url: `git+${DATASET.repository}.git` },
		type: "module",
		sideEffects: false,
		main: "./index.cjs",
		module: "./index.js",
		types: "./index.d.ts",
		exports: {
			".": { import: entry("./index.d.ts", "./index.js"), require: entry("./index.d.cts", "./index.cjs") },
			"./data.json": "./data.json",
			"./package.json": "./package.json",
		},
	};
}

/** Types of the data set as `schema` wrote them from the published schema, and of what the package exports. */
function types(): string {
	const data = readFileSync(new URL("../../schemas/data.d.ts", import.meta.url), "utf8");
	return `${data}
/** Every schema of the data set, by the name of its file: JSON Schema draft 2020-12. */
export type SchemaName = ${NAMES.map((name) => `"${name}"`).join(" | ")};

/** The whole data set of this release. */
export declare const data: RegistryData;
export declare const schemas: Readonly<Record<SchemaName, Record<string, unknown>>>;
/** Version of the data set. */
export declare const version: string;
/** An offering by its id or a former id; undefined when there is none. */
export declare const offering: (id: string) => PublishedOffering | undefined;
`;
}

const README = `# ${PACKAGE_NAME}

The [${DATASET.name}](${DATASET.homepage}) as a package: typed data, no dependencies.

\`\`\`js
import { data, offering } from "${PACKAGE_NAME}";

offering("claude-bedrock")?.dimensions.soc2_type2?.value;
data.offerings.filter((one) => one.dimensions.hipaa_baa?.value === "yes_public").map((one) => one.id);
\`\`\`

\`require("${PACKAGE_NAME}")\` works as well, and \`${PACKAGE_NAME}/data.json\` is the bare file. Versions follow
[a policy](${DATASET.repository}/blob/main/docs/versioning.md): a patch corrects cells, a minor version adds, a major version may break what reads it.

Data: ${DATASET.license}. ${DATASET.disclaimer}
`;
