import type { Release, ReleasedChange } from "../../schemas/changelog.ts";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import type { PublishedOffering } from "../../schemas/published.ts";
import { type DigestedArtifact, digested, jsonArtifact, type TextArtifact } from "./artifact.ts";
import { type Dataset, headOf } from "./dataset.ts";
import { gradeOrStatus } from "./tables/offerings.ts";

/** An offering and the file that it is written to. */
export interface OfferingFile {
	readonly offering: PublishedOffering;
	readonly file: DigestedArtifact;
}

/** Returns `offerings/<id>.json`: one offering each. */
export function offeringFiles(dataset: Dataset, releases: readonly Release[]): OfferingFile[] {
	const changes = changesByOffering(releases);
	return dataset.offerings.map((offering) => ({
		offering,
		file: digested(
			jsonArtifact(`offerings/${offering.id}.json`, "offering-file", () => fileOf(dataset, offering, changes)),
		),
	}));
}

/** Returns `index.json`: the list of offerings with names, grades, and the hash of each one's file. */
export function indexJson(dataset: Dataset, files: readonly OfferingFile[]): TextArtifact {
	return jsonArtifact("index.json", "index", () => ({
		...headOf(dataset, "index"),
		offerings: files.map(({ offering, file }) => ({
			id: offering.id,
			name: offering.name,
			developer_id: offering.developer_id,
			platform_id: offering.platform_id,
			service_id: offering.service_id,
			category: offering.category,
			model_family: offering.model_family,
			status: offering.status,
			aliases: offering.aliases,
			successor: offering.successor,
			retired_on: offering.retired_on,
			watch_outs: offering.watch_outs,
			grades: Object.fromEntries(DIMENSION_IDS.map((id) => [id, gradeOrStatus(offering, id)])),
			path: file.path,
			sha256: file.digest().sha256,
		})),
	}));
}

/** Returns the file of an offering: its record, and the changes under its id and its former ones. */
function fileOf(dataset: Dataset, offering: PublishedOffering, changes: ChangesOf) {
	return {
		...headOf(dataset, "offering-file"),
		offering,
		changes: [offering.id, ...offering.aliases].flatMap((id) => changes.get(id) ?? []),
	};
}

type DatedChange = ReleasedChange & Pick<Release, "version" | "date">;
type ChangesOf = ReadonlyMap<string, readonly DatedChange[]>;

/** Returns id of an offering → its changes, newest release first; a shared change is one of every offering that it reaches. */
function changesByOffering(releases: readonly Release[]): ChangesOf {
	return new Map(
		[...changesWithReleases(releases)].map(([id, list]) => [
			id,
			list.map(({ release: { version, date }, change: { offerings: _all, ...rest } }) => ({
				version,
				date,
				...rest,
				offering: id,
			})),
		]),
	);
}

/** A change of an offering and its release. */
interface ChangeInRelease {
	readonly release: Release;
	readonly change: ReleasedChange;
}

/** Returns id of an offering → its changes with their releases, newest first. */
export function changesWithReleases(releases: readonly Release[]): ReadonlyMap<string, readonly ChangeInRelease[]> {
	const found = new Map<string, ChangeInRelease[]>();
	for (const release of releases) {
		for (const change of release.changes) {
			for (const id of idsOf(change)) {
				const list = found.get(id) ?? [];
				list.push({ release, change });
				found.set(id, list);
			}
		}
	}
	return found;
}

function idsOf({ offering, offerings }: ReleasedChange): readonly string[] {
	return offering === null ? (offerings ?? []) : [offering];
}
