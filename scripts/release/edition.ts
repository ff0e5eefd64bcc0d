import { join } from "node:path";
import type { Release } from "../../schemas/changelog.ts";
import { LINK_HISTORY_FILE, type LinkHistory, parseLinkHistory, readLinkHistory } from "../evidence/link-history.ts";
import { textAt } from "../git/tree.ts";
import { folderTree } from "../lib/folder-tree.ts";
import type { Artifact, TextArtifact } from "../publish/artifact.ts";
import { type Dataset, datasetOf } from "../publish/dataset.ts";
import { artifactsOf, binaryArtifacts, buildArtifacts } from "../publish/index.ts";
import { recordFiles } from "../publish/record-files.ts";
import { loadRegistry, type Registry } from "../registry/registry.ts";
import { snapshotAt } from "../registry/snapshot.ts";

/** Input of an edition of the data set, beside its records. */
export interface EditionCall {
	/** The commit that holds the records; null for the work tree. */
	readonly commit: string | null;
	readonly version: string;
	/** Day that the edition bears; of the records where it depends on them. */
	readonly generated: string | ((registry: Registry) => string);
	/** Every release up to this one, newest first. */
	readonly releases: readonly Release[];
}

/** The records of a commit or a work tree as everything that is published of them. */
export interface Edition {
	readonly dataset: Dataset;
	/** The artifacts that a release commit holds. */
	texts(): Iterable<TextArtifact>;
	/** Those and the binary ones, which are made anew by whoever needs them. */
	all(): Iterable<Artifact>;
	/** Those and what the site serves beside them. */
	build(): Iterable<Artifact>;
}

/** Turns records into a data set and its artifacts: the one recipe of builds, releases and their verification. */
export function editionOf(root: string, { commit, version, generated, releases }: EditionCall): Edition {
	const registry = commit === null ? loadRegistry(folderTree(root)) : snapshotAt(root, commit).registry;
	const day = typeof generated === "string" ? generated : generated(registry);
	const dataset = datasetOf(registry, { version, generated: day }, linkHistoryAt(root, commit));
	const records = recordFiles(registry);
	// Nothing below refers to the registry: of a large set there is no need to hold the records beside what is published of them.
	return {
		dataset,
		texts: () => artifactsOf(dataset, releases),
		*all() {
			yield* artifactsOf(dataset, releases);
			yield* binaryArtifacts(dataset, releases);
		},
		build: () => [...buildArtifacts(dataset, releases), ...records],
	};
}

/** Returns the link history of a commit or of the work tree. */
export function linkHistoryAt(root: string, commit: string | null): LinkHistory {
	if (commit === null) return readLinkHistory(join(root, LINK_HISTORY_FILE));
	const text = textAt(root, commit, LINK_HISTORY_FILE);
	return text === null ? new Map() : parseLinkHistory(text, `${LINK_HISTORY_FILE} of ${commit.slice(0, 10)}`);
}
