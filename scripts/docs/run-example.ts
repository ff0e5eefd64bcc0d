import { archiveProblems } from "../check/archives.ts";
import { withExceptions } from "../check/exceptions.ts";
import { byCodeUnit } from "../lib/order.ts";
import { type EntryKind, memoryTree, type Tree } from "../lib/tree.ts";
import { loadRegistry, type Registry } from "../registry/registry.ts";
import { type ChangeSet, changeSetOf } from "../rules/change-set.ts";
import { checkChanges, checkRegistry } from "../rules/engine.ts";
import { type Edits, EXAMPLE_DAY, type Example, editsOf, type Replacement } from "../rules/example.ts";
import { compareProblems, type Problem } from "../rules/problem.ts";
import { contextOf } from "../rules/rule.ts";

/** Path → text of the base records. */
export type BaseFiles = Readonly<Record<string, string>>;

/** The records that an example makes, and every problem that the rules find in them. */
export interface ExampleRun {
	readonly tree: Tree;
	readonly registry: Registry;
	readonly problems: readonly Problem[];
}

/** Makes the edits of an example, and checks the result with every rule. */
export function runExample(base: BaseFiles, example: Example, isOfChange: boolean): ExampleRun {
	const today = example.today ?? EXAMPLE_DAY;
	const tree = edited(base, editsOf(example.edit));
	const registry = loadRegistry(tree);
	const problems = [...withExceptions(tree, [...checkRegistry(registry, today), ...archiveProblems(tree)], today)];
	if (isOfChange) {
		const before = loadRegistry(edited(base, editsOf(example.before ?? {})));
		const changes = changeSetOf(before, registry, { ...earlierOf(example, registry), ...example.changes });
		const byPath = new Map(registry.files.map((file) => [file.path, file]));
		problems.push(...checkChanges(changes, contextOf(registry, today), (path) => byPath.get(path) ?? null));
	}
	return { tree, registry, problems: problems.sort(compareProblems) };
}

/** Returns a history in which one commit held what the example's edits make. */
function earlierOf({ earlier: commit }: Example, registry: Registry): Partial<ChangeSet> {
	if (commit === undefined) return {};
	return {
		earlier: (file, path) => {
			const records = [...registry.offerings, ...registry.services, ...registry.vendorRecords];
			const record = records.find((one) => one.file.path === file);
			const cells = record ? registry.lookups.cellsOf(record.value) : [];
			const cell = cells.find((one) => one.path.join("\0") === path.join("\0"));
			return cell ? [{ commit, day: "2026-11-01", cell }] : [];
		},
	};
}

/** Returns the base with edits made. Throws on words that do not stand in the file: the example would say nothing. */
export function edited(base: BaseFiles, edits: Edits): Tree {
	const files: Record<string, string | Uint8Array> = { ...base };
	const kinds = new Map<string, EntryKind>();
	for (const [path, edit] of Object.entries(edits)) {
		if (edit === null) delete files[path];
		else if (typeof edit === "string" || edit instanceof Uint8Array) files[path] = edit;
		else if (Array.isArray(edit)) files[path] = replaced(base, path, edit as readonly Replacement[]);
		else if ("copy" in edit) files[path] = replaced(base, edit.copy, edit.replace);
		else if ("kind" in edit) {
			kinds.set(path, edit.kind);
			files[path] ??= "";
		}
	}
	const tree = memoryTree(files);
	return {
		...tree,
		entries: (folder) =>
			tree
				.entries(folder)
				.map((entry) => ({ ...entry, kind: kinds.get(`${folder}/${entry.name}`) ?? entry.kind }))
				.sort((a, b) => byCodeUnit(a.name, b.name)),
		read: (entry) => (entry.kind === "file" ? tree.read(entry) : { irregular: entry.kind }),
	};
}

function replaced(base: BaseFiles, path: string, replacements: readonly Replacement[]): string {
	let text = base[path];
	for (const [find, put] of replacements) {
		if (!text?.includes(find)) throw new Error(`${path} holds no ${JSON.stringify(find)}`);
		text = text.replace(find, () => put);
	}
	return text ?? "";
}
