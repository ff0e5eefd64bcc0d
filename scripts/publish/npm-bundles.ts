import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, buildSync } from "esbuild";
import { byCodeUnit } from "../lib/order.ts";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const HEAD = "// Generated from the sources of the registry; do not edit.\n";

/** Options that every bundle has; the same sources give the same text wherever the repository lies. */
const COMMON = {
	absWorkingDir: REPOSITORY,
	bundle: true,
	write: false,
	legalComments: "none",
	outfile: "out.js",
	// Packages may be linked from elsewhere; their real places would stand in the text.
	preserveSymlinks: true,
	tsconfigRaw: "{}",
	metafile: true,
} as const satisfies BuildOptions;

/** The functions of the package without its data, which stand in files of their own. */
const LIBRARY = {
	...COMMON,
	entryPoints: ["scripts/package/index.ts"],
	platform: "neutral",
	target: "es2022",
	mainFields: ["module", "main"],
	external: ["./data.js"],
} as const satisfies BuildOptions;

/** Returns the ES module of the package; browsers load it as it is. */
export function esBundle(): string {
	library ??= HEAD + textOf(buildSync({ ...LIBRARY, format: "esm" }));
	return library;
}
let library: string | undefined;

/** Returns the CommonJS module of the package, which reads the data from data.json. */
export function commonJsBundle(version: string, generated: string): string {
	commonJs ??=
		HEAD +
		textOf(buildSync({ ...LIBRARY, format: "cjs" })).replaceAll('require("./data.js")', 'require("./data.json")');
	return `${commonJs}Object.assign(module.exports, ${JSON.stringify({ version, generated })});\n`;
}

let commonJs: string | undefined;

/** Returns the command of the package, and the licences of what is bundled into it. */
export function cliBundle(): { readonly text: string; readonly licences: string } {
	if (command) return command;
	const made = buildSync({
		...COMMON,
		entryPoints: ["scripts/package/cli.ts"],
		platform: "node",
		target: "node20",
		format: "esm",
		minify: true,
		banner: { js: "#!/usr/bin/env node" },
	});
	command = { text: textOf(made), licences: licencesOf(Object.keys(made.metafile.inputs)) };
	return command;
}
let command: ReturnType<typeof cliBundle> | undefined;

function textOf({ outputFiles: [file] }: { readonly outputFiles: readonly { readonly text: string }[] }): string {
	if (!file) throw new Error("the bundler wrote nothing");
	return file.text;
}

/** Returns the licences of the packages among bundled files, by name. */
function licencesOf(inputs: readonly string[]): string {
	const names = inputs.flatMap((path) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
	return [...new Set(names)]
		.sort(byCodeUnit)
		.map((name) => {
			const folder = join(REPOSITORY, "node_modules", name);
			const file = existsSync(folder) ? readdirSync(folder).find((one) => /^licen[cs]e/i.test(one)) : undefined;
			if (file === undefined) throw new Error(`the bundled package ${name} has no licence file`);
			return `${name}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
		})
		.join(`\n${"-".repeat(76)}\n\n`);
}
