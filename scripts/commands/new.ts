import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { VARIOUS } from "../../schemas/offering.ts";
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
		const { id, lines, drop } = named === undefined ? await asked(options) : { id: named, lines: {} };
		if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) || id.length > 64) {
			throw new CallError(
				`"${id}" is not an id: use lower-case letters, digits and single hyphens, at most 64 characters`,
			);
		}
		const path = `offerings/${id}.yaml`;
		const target = join(options.root, path);
		if (existsSync(target)) throw new CallError(`${path} is there already; edit it, or choose another id`);
		mkdirSync(join(options.root, "offerings"), { recursive: true });
		writeFileAtomic(options.root, target, scaffold(id, lines));
		drop?.();
		process.stdout.write(`${path}\n`);
		process.stderr.write(`Wrote ${path}. Next:\n${steps(id, lines, options.root).join("\n")}\n`);
	});

async function asked({ root }: CommonOptions): Promise<{ id: string; lines: FirstLines; drop?: () => void }> {
	if (!isAttended()) throw new CallError(`name the offering, for example: ${commandLine("new acme-api")}`);
	const { askOffering, OFFERING_KEYS } = await import("../corrections/ask-offering.ts");
	const registry = loadRegistry(folderTree(root));
	const draft = openDraft(root, "offering", OFFERING_KEYS);
	const kept = "stopped; nothing was changed. Your answers are kept and offered again";
	const answers = await withPerson((person) => askOffering(person, registry, draft), kept);
	return { ...answers, drop: draft.drop };
}

/** Says what is left to do until the pull request, and what to type. */
function steps(id: string, { developer, platform }: FirstLines, root: string): string[] {
	const unknown = [...new Set([developer, platform])].filter(
		(vendor) => vendor !== undefined && vendor !== VARIOUS && !existsSync(join(root, "vendors", `${vendor}.yaml`)),
	);
	const files = [`offerings/${id}.yaml`, ...unknown.map((vendor) => `vendors/${vendor}.yaml`)].join(" ");
	return [
		...unknown.map((vendor) => `Write vendors/${vendor}.yaml: id, name, its official domains, country.`),
		"Fill in its first lines, and the cells that you have evidence for.",
		`Run: ${commandLine("check")}`,
		`Run: git switch -c add-${id}; git add ${files}; git commit -m "Add ${id}"; git push -u origin HEAD`,
	].map((step, index) => `  ${index + 1}. ${step}`);
}
