import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commitOf, GitError, gitLine } from "../git/git.ts";
import { assertRepository, isShallow, UNSHALLOW } from "../git/repository.ts";
import { blobs, gitTree, treeFiles } from "../git/tree.ts";
import { addDays } from "../lib/dates.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { RootError } from "../lib/tree.ts";
import { FROM_HISTORY, type RecordFile, recordOf } from "./record.ts";
import { loadRegistry, type Registry } from "./registry.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A state of the data: records, those that could not be read, and the published schemas. */
export interface Snapshot {
	readonly registry: Registry;
	/** Files that hold no proper record; what they say is unknown, which is not the same as gone. */
	readonly unreadable: readonly RecordFile[];
	/** Name (`offering`) → JSON Schema of the record or artifact; null for one that is no JSON. */
	readonly schemas: ReadonlyMap<string, JsonSchema | null>;
}

/** A snapshot together with the commit that holds it; null for the work tree. */
export interface NamedSnapshot extends Snapshot {
	readonly commit: string | null;
}

/** A JSON Schema, or the contract, which stands beside them. */
const SCHEMA_FILE = /^schemas\/([a-z-]+\.schema|contract)\.json$/;

/**
 * Returns the snapshot that a ref, a tag, a commit or a day (YYYY-MM-DD, the last commit up to the end of it, UTC) names; null is
 * the work tree. Throws GitError, saying what to do, when there is none, and RootError when it holds no offerings.
 */
export function snapshotAt(root: string, name: string | null): NamedSnapshot {
	const commit = name === null ? null : commitNamed(root, name);
	const tree = commit === null ? folderTree(root) : gitTree(root, commit);
	if (commit !== null && tree.entries("offerings").length === 0) {
		throw new RootError(`${name} (commit ${commit.slice(0, 10)}) holds no offerings; name a later one`);
	}
	const registry = loadRegistry(tree, commit === null ? undefined : FROM_HISTORY);
	const schemas = commit === null ? schemasInFolder(root) : schemasInCommit(root, commit);
	return { commit, ...snapshotOf(registry, schemas) };
}

/** Returns the snapshot of a registry. */
export function snapshotOf(registry: Registry, schemas: Snapshot["schemas"] = new Map()): Snapshot {
	return { registry, unreadable: registry.files.filter((file) => recordOf(file) === null), schemas };
}

/** Full id of the commit that a ref or a day names; of a day the last one of the main line up to its end in UTC. Throws GitError when there is none. */
export function commitNamed(root: string, name: string): string {
	assertRepository(root, `look up "${name}"`);
	const deepen = () => (isShallow(root) ? `; this clone is shallow, run: ${UNSHALLOW}` : "");
	if (/^\d{4}-\d{2}-\d{2}$/.test(name)) {
		if (addDays(name, 0) !== name) throw new GitError(`the day ${name} does not exist`);
		const commit = gitLine(root, "rev-list", "-1", "--first-parent", `--before=${name}T23:59:59Z`, "HEAD");
		if (!commit) throw new GitError(`there is no commit on or before ${name}${deepen()}`);
		return commit;
	}
	const commit = commitOf(root, name);
	if (commit === null) {
		throw new GitError(
			`there is no commit "${name}"${deepen() || "; name a branch, a tag, a commit or a day (YYYY-MM-DD)"}`,
		);
	}
	return commit;
}

function schemasInFolder(root: string): Snapshot["schemas"] {
	const folder = join(root, "schemas");
	const names = existsSync(folder) ? readdirSync(folder).sort() : [];
	return schemasOf(names.map((name) => [`schemas/${name}`, () => readFileSync(join(folder, name), "utf8")]));
}

function schemasInCommit(root: string, commit: string): Snapshot["schemas"] {
	const files = treeFiles(root, commit, ["schemas"]).filter(({ path }) => SCHEMA_FILE.test(path));
	const contents = blobs(
		root,
		files.map(({ object }) => object),
	);
	return schemasOf(files.map(({ path, object }) => [path, () => contents.get(object)?.toString("utf8") ?? ""]));
}

function schemasOf(files: readonly (readonly [string, () => string])[]): Snapshot["schemas"] {
	const schemas = new Map<string, JsonSchema | null>();
	for (const [path, read] of files) {
		const name = SCHEMA_FILE.exec(path)?.[1]?.replace(/\.schema$/, "");
		if (name) schemas.set(name, schemaFrom(read));
	}
	return schemas;
}

function schemaFrom(read: () => string): JsonSchema | null {
	try {
		const value: unknown = JSON.parse(read());
		return typeof value === "object" && !Array.isArray(value) ? (value as JsonSchema | null) : null;
	} catch {
		return null;
	}
}
