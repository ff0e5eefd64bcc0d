import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { CallError, type CommonOptions, defineCommand } from "../cli.ts";
import { openDraft } from "../corrections/draft.ts";
import { type FirstLines, scaffold } from "../corrections/scaffold.ts";
import { commandLine } from "../lib/command-line.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { loadRegistry } from "../registry/registry.ts";
import { isAttended, withPerson } from "../terminal.ts";

export const command = defineCommand("new", "write a new offering with every dimension explained and none assessed", [
	"new",
	"new acme-api",
])
	.argument(
		"[offering]",
		"id of the offering: lower-case letters, digits and single hyphens; on a terminal, asked for when left out",
	)
	.action(async (named: string | undefined, options: CommonOptions) => {
		const { id, lines } = named === undefined ? await asked(options) : { id: named, lines: {} };
		if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) || id.length > 64) {
			throw new CallError(
				`"${id}" is not an id: use lower-case letters, digits and single hyphens, at most 64 characters`,
			);
		}
		const path = `offerings/${id}.yaml`;
		const target = join(options.root, path);
		if (existsSync(target)) throw new CallError(`${path} is there already; edit it, or choose another id`);
		mkdirSync(join(options.root, "offerings"), { recursive: true });
		writeFileAtomic(target, scaffold(id, lines));
		process.stdout.write(`${path}\n`);
		process.stderr.write(`Wrote ${path}. Next:\n${steps(lines, options.root).join("\n")}\n`);
	});

async function asked({ root }: CommonOptions): Promise<{ id: string; lines: FirstLines }> {
	if (!isAttended()) throw new CallError(`name the offering, for example: ${commandLine("new acme-api")}`);
	const { askOffering, OFFERING_KEYS } = await import("../corrections/ask-offering.ts");
	const registry = loadRegistry(folderTree(root));
	const draft = openDraft(root, "offering", OFFERING_KEYS);
	const kept = "stopped; nothing was changed. Your answers are kept and offered again";
	const answers = await withPerson((person) => askOffering(person, registry, draft), kept);
	draft.drop();
	return answers;
}

/** What is left to do, and the command to run next. */
function steps({ developer, platform }: FirstLines, root: string): string[] {
	const unknown = [...new Set([developer, platform])].filter(
		(id) => id !== undefined && id !== "various" && !existsSync(join(root, "vendors", `${id}.yaml`)),
	);
	return [
		...unknown.map((id) => `Write vendors/${id}.yaml: id, name, its official domains, country.`),
		"Fill in its first lines, and the cells that you have evidence for.",
		`Run: ${commandLine("check")}`,
	].map((step, index) => `  ${index + 1}. ${step}`);
}
