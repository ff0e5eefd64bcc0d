import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type CommonOptions, defineCommand, EXIT } from "../cli.ts";
import { documents, driftedDocuments, driftedFiles, programDocuments } from "../docs/index.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { loadRegistry } from "../registry/registry.ts";
import { pluralize } from "../report/style.ts";

interface Options extends CommonOptions {
	readonly check?: boolean;
}

export const command = defineCommand(
	"docs",
	"write the generated documents: docs/rules.md, docs/coverage.md, docs/methodology.md, the issue forms, the totals of the README",
	["docs", "docs --check"],
)
	.option("--check", "write nothing; fail when a generated file, a schema included, differs from what would be written")
	.action((options: Options) => {
		const registry = loadRegistry(folderTree(options.root));
		if (options.check) {
			const drifted = [...driftedFiles(options.root, registry), ...driftedDocuments(options.root)];
			for (const { file, command } of drifted)
				process.stderr.write(`${file} differs from what its generator writes; run: ${command}\n`);
			if (drifted.length > 0) process.exitCode = EXIT.data;
			return;
		}
		const found = new Map([...programDocuments(options.root), ...documents(options.root, registry)]);
		for (const [path, text] of found) {
			mkdirSync(dirname(join(options.root, path)), { recursive: true });
			writeFileAtomic(options.root, join(options.root, path), text);
		}
		process.stderr.write(`${pluralize(found.size, "document")} written\n`);
	});
