import { createHash } from "node:crypto";
import type { PublishedOffering } from "../../schemas/published.ts";
import { type Artifact, json, jsonArtifact } from "./artifact.ts";
import { type Dataset, headOf } from "./dataset.ts";

/** `offerings/<id>.json`: one offering each. */
export function* offeringFiles(dataset: Dataset): Generator<Artifact> {
	for (const offering of dataset.offerings()) {
		yield jsonArtifact(pathOf(offering), "offering-file", fileOf(dataset, offering));
	}
}

/** `index.json`: the list of offerings with names, grades, and the hash of each one's file. */
export function indexJson(dataset: Dataset): Artifact {
	const offerings = [...dataset.offerings()].map((offering) => ({
		id: offering.id,
		name: offering.name,
		developer_id: offering.developer_id,
		platform_id: offering.platform_id,
		category: offering.category,
		model_family: offering.model_family,
		status: offering.status,
		watch_outs: offering.watch_outs,
		grades: Object.fromEntries(
			Object.entries(offering.dimensions).flatMap(([id, cell]) => (cell ? [[id, cell.value]] : [])),
		),
		path: pathOf(offering),
		sha256: createHash("sha256")
			.update(json(fileOf(dataset, offering)))
			.digest("hex"),
	}));
	return jsonArtifact("index.json", "index", { ...headOf(dataset), offerings });
}

function fileOf(dataset: Dataset, offering: PublishedOffering) {
	return { ...headOf(dataset), offering };
}

function pathOf(offering: PublishedOffering): string {
	return `offerings/${offering.id}.json`;
}
