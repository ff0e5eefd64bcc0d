import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { dataTypes } from "../../schemas/data-types.ts";
import { schemaFiles } from "../../schemas/json-schema.ts";
import { type CommonOptions, defineCommand, EXIT } from "../cli.ts";
import { commandLine } from "../lib/command-line.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { json } from "../publish/artifact.ts";
import { contractOf } from "../publish/contract.ts";
import { pluralize } from "../report/style.ts";

interface Options extends CommonOptions {
	readonly check?: boolean;
}

export const command = defineCommand(
	"schema",
	"write schemas/*.schema.json, data.d.ts and contract.json from the definitions",
	["schema", "schema --check"],
)
	.option("--check", "write nothing; fail when a file differs from what would be written")
	.action(async (options: Options) => {
		const folder = join(options.root, "schemas");
		const wanted = new Map(schemaFiles()).set("data.d.ts", await dataTypes()).set("contract.json", json(contractOf()));
		const stale = generatedFiles(folder).filter((path) => !wanted.has(path));
		const differing = [...wanted].filter(([path, text]) => textOf(join(folder, path)) !== text);
		const names = [...differing.map(([path]) => path), ...stale].sort();
		if (options.check) {
			for (const name of names) process.stderr.write(`schemas/${name} differs from its definition\n`);
			if (names.length > 0) {
				process.stderr.write(`Run: ${commandLine("schema")}\n`);
				process.exitCode = EXIT.data;
			}
			return;
		}
		for (const [path, text] of differing) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileAtomic(options.root, join(folder, path), text);
		}
		for (const path of stale) rmSync(join(folder, path));
		process.stderr.write(`${pluralize(wanted.size, "file")}, ${names.length} changed\n`);
	});

/** Paths of the generated schemas in a folder, relative to it. */
function generatedFiles(folder: string): string[] {
	return ["", "draft-07/"].flatMap((below) => {
		const path = join(folder, below);
		if (!existsSync(path) || !statSync(path).isDirectory()) return [];
		return readdirSync(path)
			.filter((name) => name.endsWith(".schema.json"))
			.map((name) => `${below}${name}`);
	});
}

function textOf(path: string): string | null {
	return existsSync(path) ? readFileSync(path, "utf8") : null;
}
