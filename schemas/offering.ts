import { z } from "zod";
import { type Cells, cellsSchema, limitsSchema } from "./cell.ts";
import { date, id, line, markdown } from "./primitives.ts";
import { apiHosts, identifiersSchema, modelPatterns } from "./service.ts";
import { documentsSchema } from "./source.ts";

/** Kinds of offering. */
export const CATEGORIES = {
	first_party: "The developer serves its own models.",
	cloud_distribution: "A cloud serves a developer's models under the cloud's terms.",
	inference_host: "A host serves models of several developers.",
	gateway: "A gateway passes calls on to hosts.",
} as const;
export type Category = keyof typeof CATEGORIES;

/** Stands as `developer` where a host or gateway serves models of several developers. */
export const VARIOUS = "various";
/** Categories that may have `developer: various`. */
export const CATEGORIES_OF_MANY: readonly Category[] = ["inference_host", "gateway"];

/** States of a record's life. */
export const STATUSES = ["active", "retired"] as const;

const modelExceptionSchema = z
	.strictObject({
		model: line(120).describe("The model of the family that differs."),
		dimensions: cellsSchema.describe("The cells that differ for it."),
	})
	.meta({
		id: "ModelException",
		title: "Model exception",
		description: "Cells that differ for one model of the family.",
	});

const categoryText = Object.entries(CATEGORIES)
	.map(([name, meaning]) => `${name}: ${meaning}`)
	.join(" ");

/** One offering: a model family as served by one service under that service's terms. */
export const offeringSchema = z
	.strictObject({
		id: id.describe("Equals the file's name; for ever."),
		name: line(120).describe("As buyers know it."),
		developer: id.describe(`Vendor id of the model developer; \`${VARIOUS}\` only for an inference_host or gateway.`),
		service: id
			.optional()
			.describe("Id of the service that serves it, where one file holds the cells of several offerings."),
		platform: id.optional().describe("Vendor id of the platform that serves it; left out where `service` names it."),
		category: z.enum(Object.keys(CATEGORIES) as [Category, ...Category[]]).describe(categoryText),
		model_family: line(80).describe("The family of models, for example Claude."),
		summary: markdown(2000).describe("One to three neutral sentences, Markdown."),
		status: z.enum(STATUSES).optional().describe("`active` when absent; `retired` needs `retired_on`."),
		retired_on: date.optional().describe("Day on which the offering ended."),
		successor: id.optional().describe("Id of the offering that replaces it."),
		aliases: z.array(id).min(1).max(20).optional().describe("Former ids of this record; unique for ever."),
		identifiers: identifiersSchema.optional(),
		api_hosts: apiHosts.optional(),
		model_patterns: modelPatterns.optional(),
		limits: limitsSchema.optional().describe("Exceptions that hold for all inherited platform-level cells."),
		documents: documentsSchema.optional(),
		dimensions: cellsSchema,
		model_exceptions: z
			.array(modelExceptionSchema)
			.min(1)
			.max(50)
			.optional()
			.describe("Cells that differ for single models."),
	})
	.meta({ title: "Offering", description: "A model family as served by one service under that service's terms." });

export interface ModelException {
	model: string;
	dimensions: Cells;
}

/** An offering as it is written. */
export type Offering = Omit<z.infer<typeof offeringSchema>, "dimensions" | "model_exceptions"> & {
	dimensions: Cells;
	model_exceptions?: ModelException[] | undefined;
};
