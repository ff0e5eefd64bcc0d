import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { blobs, GitError, gitLine, gitTree, treeFiles } from "./git.ts";
import type { OfferingRecord, RecordFile, VendorRecord } from "./record.ts";
import { loadRegistry, type Registry } from "./registry.ts";
import { folderTree } from "./tree.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What is compared: records, those that could not be read, and the published schemas. */
export interface State {
	readonly offerings: readonly OfferingRecord[];
	readonly vendors: readonly VendorRecord[];
	/** Files that hold no proper record; what they say is unknown, which is not the same as gone. */
	readonly unreadable: readonly RecordFile[];
	/** Name (`offering`) → JSON Schema of the record or artifact. */
	readonly schemas: ReadonlyMap<string, JsonSchema>;
}

/** A state together with its registry and the commit that holds it; null for the work tree. */
export interface NamedState {
	readonly commit: string | null;
	readonly registry: Registry;
	readonly state: State;
}

const SCHEMA_FILE = /^schemas\/([a-z-]+)\.schema\.json$/;

/**
 * The state that a ref, a tag, a commit or a day (YYYY-MM-DD, the last commit up to the end of it, UTC) names; null is
 * the work tree. Throws GitError, saying what to do, when there is none.
 */
export function stateAt(root: string, name: string | null): NamedState {
	const commit = name === null ? null : commitNamed(root, name);
	const registry = loadRegistry(commit === null ? folderTree(root) : gitTree(root, commit));
	const schemas = commit === null ? schemasInFolder(root) : schemasInCommit(root, commit);
	return { commit, registry, state: stateOf(registry, schemas) };
}

/** The state that a registry is in. */
export function stateOf(registry: Registry, schemas: ReadonlyMap<string, JsonSchema> = new Map()): State {
	const proper = new Set([...registry.offerings, ...registry.vendorRecords].map(({ file }) => file));
	return {
		offerings: registry.offerings,
		vendors: registry.vendorRecords,
		unreadable: registry.files.filter((file) => !proper.has(file)),
		schemas,
	};
}

/** Full id of the commit that a ref or a day names. Throws GitError when there is none. */
export function commitNamed(root: string, name: string): string {
	if (gitLine(root, "rev-parse", "--is-inside-work-tree") !== "true") {
		throw new GitError(`${root} is in no git repository, so there is no "${name}" to look up`);
	}
	const shallow = gitLine(root, "rev-parse", "--is-shallow-repository") === "true";
	const deepen = shallow ? "; this clone is shallow, run: git fetch --unshallow origin" : "";
	if (/^\d{4}-\d{2}-\d{2}$/.test(name)) {
		const commit = gitLine(root, "rev-list", "-1", "--first-parent", `--before=${name}T23:59:59Z`, "HEAD");
		if (!commit) throw new GitError(`there is no commit on or before ${name}${deepen}`);
		return commit;
	}
	const commit = gitLine(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
	if (!commit) {
		throw new GitError(`there is no commit "${name}"${deepen || "; name a branch, a tag, a commit or a day"}`);
	}
	return commit;
}

function schemasInFolder(root: string): Map<string, JsonSchema> {
	const folder = join(root, "schemas");
	const names = existsSync(folder) ? readdirSync(folder).sort() : [];
	return schemasOf(names.map((name) => [`schemas/${name}`, () => readFileSync(join(folder, name), "utf8")]));
}

function schemasInCommit(root: string, commit: string): Map<string, JsonSchema> {
	const files = treeFiles(root, commit, ["schemas"]).filter(({ path }) => SCHEMA_FILE.test(path));
	const contents = blobs(
		root,
		files.map(({ object }) => object),
	);
	return schemasOf(files.map(({ path, object }) => [path, () => contents.get(object)?.toString("utf8") ?? "null"]));
}

function schemasOf(files: readonly (readonly [string, () => string])[]): Map<string, JsonSchema> {
	const schemas = new Map<string, JsonSchema>();
	for (const [path, read] of files) {
		const name = SCHEMA_FILE.exec(path)?.[1];
		if (name) schemas.set(name, JSON.parse(read()) as JsonSchema);
	}
	return schemas;
}
