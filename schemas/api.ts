import { z } from "zod";
import { releaseSchema } from "./changelog.ts";
import {
	CELL_STATUSES,
	publishedCell,
	publishedDimension,
	publishedHeader,
	publishedOffering,
	publishedService,
	publishedVendor,
} from "./published.ts";

/** Shapes of the small files of the HTTP API that are no part of dist/. */

export const dimensionFile = z
	.strictObject({
		...publishedHeader,
		dimension: publishedDimension,
		answers: z
			.array(
				z
					.strictObject({
						offering: publishedOffering.shape.id,
						name: publishedOffering.shape.name,
						cell_id: z.string().describe("Key of the answer."),
						status: z.enum(CELL_STATUSES).describe("assessed, not_assessed or not_applicable."),
						cell: publishedCell.nullable().describe("The answer; null unless it is assessed."),
					})
					.meta({ id: "Answer", title: "Answer", description: "The answer of one offering." }),
			)
			.describe("One answer per offering, by id."),
	})
	.meta({ title: "Dimension file", description: "One question with the answer of every offering." });

export const vendorFile = z
	.strictObject({
		...publishedHeader,
		vendor: publishedVendor,
		services: z.array(publishedService).describe("Services that it runs."),
		serves: z.array(z.string()).describe("Ids of the offerings on its platform."),
		develops: z.array(z.string()).describe("Ids of the offerings of its models."),
	})
	.meta({ title: "Vendor file", description: "One vendor with its services and offerings." });

const idsByName = z.record(z.string(), z.array(z.string()));

export const byIdentifier = z
	.strictObject({
		...publishedHeader,
		models_dev: idsByName.describe("Provider id at models.dev to ids of offerings."),
		openrouter: idsByName.describe("Provider slug at OpenRouter to ids of offerings."),
		litellm: idsByName.describe("LiteLLM's provider prefix to ids of offerings."),
		hosts: idsByName.describe(
			"Host of an API to ids of offerings; `{region}` and `{resource}` stand for what differs.",
		),
		model_patterns: idsByName.describe("Glob of model ids to ids of offerings."),
	})
	.meta({ title: "By identifier", description: "Ids in other systems to offerings." });

export const releaseFile = z
	.strictObject({ ...publishedHeader, release: releaseSchema })
	.meta({ title: "Release file", description: "One release with every change." });
