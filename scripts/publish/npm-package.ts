import { readFileSync } from "node:fs";
import { DATASET } from "../../schemas/dataset.ts";
import { schemaFiles } from "../../schemas/json-schema.ts";
import { json, lazyText, type TextArtifact, textArtifact } from "./artifact.ts";
import { dataJson } from "./data-json.ts";
import type { Dataset } from "./dataset.ts";
import { legalArtifacts } from "./legal.ts";
import { cliBundle, commonJsBundle, esBundle } from "./npm-bundles.ts";
import { DATA_DECLARATION, declarationText } from "./npm-declarations.ts";
import { readmeOfPackage } from "./npm-readme.ts";
import type { OfferingFile } from "./offering-files.ts";

/** Name under which the data goes to npm. */
export const PACKAGE_NAME = "ai-offering-registry";

/** Returns a file of the repository as text. */
function repositoryFile(path: string): string {
	return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

/** Returns `package/`: what goes to npm. Data, schemas and one file per offering; functions without dependencies; a command. */
export function npmPackage(dataset: Dataset, files: readonly OfferingFile[]): TextArtifact[] {
	const data = dataJson(dataset);
	const { version, generated } = dataset.header;
	const versions = `export const version = ${JSON.stringify(version)};\nexport const generated = ${JSON.stringify(generated)};\n`;
	return [
		textArtifact("package/package.json", json(manifest(version))),
		textArtifact("package/README.md", readmeOfPackage(PACKAGE_NAME)),
		textArtifact("package/LICENSE", repositoryFile("LICENSE")),
		...legalArtifacts(dataset, "package/"),
		copyOf(data, "package/data.json"),
		{
			path: "package/data.js",
			*pieces() {
				// JSON is JavaScript; on one line it is a third smaller. The list is the last key.
				yield `export default ${JSON.stringify({ ...dataset.header, offerings: [] }).slice(0, -"]}".length)}`;
				let lead = "";
				for (const offering of dataset.offerings) {
					yield `${lead}${JSON.stringify(offering)}`;
					lead = ",";
				}
				yield "]};\n";
			},
		},
		textArtifact("package/version.js", versions),
		// Modules of their own, so that a bundler leaves out what is not used.
		textArtifact("package/index.js", ES_INDEX),
		lazyText("package/functions.js", () => esBundle()),
		lazyText("package/index.cjs", () => commonJsBundle(version, generated)),
		lazyText("package/cli.js", () => cliBundle().text),
		lazyText("package/THIRD-PARTY.txt", () => cliBundle().licences),
		textArtifact("package/index.d.ts", declarationText()),
		textArtifact("package/index.d.cts", declarationText()),
		textArtifact("package/data-json.d.cts", DATA_DECLARATION),
		...[...schemaFiles()].map(([path, text]) => textArtifact(`package/schemas/${path}`, text)),
		...files.map(({ file }) => copyOf(file, `package/${file.path}`)),
	];
}

function copyOf(artifact: TextArtifact, path: string): TextArtifact {
	return { path, sameAs: artifact.path, pieces: () => artifact.pieces() };
}

const ES_INDEX = `export { default as data } from "./data.js";
export { freshnessOn, match, offering, presets, resolve } from "./functions.js";
export { generated, version } from "./version.js";
`;

/** Subpath → what it leads to; the contract is made from it. */
export const EXPORTS = {
	".": {
		import: { types: "./index.d.ts", default: "./index.js" },
		require: { types: "./index.d.cts", default: "./index.cjs" },
	},
	"./data.json": { types: "./data-json.d.cts", default: "./data.json" },
	"./offerings/*.json": "./offerings/*.json",
	"./schemas/*.json": "./schemas/*.json",
	"./package.json": "./package.json",
} as const;

function manifest(version: string) {
	return {
		name: PACKAGE_NAME,
		version,
		description: "What an AI API offering can prove: graded, dated and sourced, as data.",
		keywords: ["ai", "llm", "compliance", "soc2", "hipaa", "gdpr", "eu-ai-act", "policy"],
		license: `(${DATASET.license} AND MIT)`,
		homepage: DATASET.homepage,
		repository: { type: "git", url: `git+${DATASET.repository}.git` },
		type: "module",
		sideEffects: false,
		engines: { node: ">=20" },
		bin: { [PACKAGE_NAME]: "./cli.js" },
		main: "./index.cjs",
		module: "./index.js",
		types: "./index.d.ts",
		exports: EXPORTS,
	};
}
