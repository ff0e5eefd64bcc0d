import { z } from "zod";
import { type Cells, cellsSchema } from "./cell.ts";
import { id, line } from "./primitives.ts";
import { documentsSchema } from "./source.ts";

/** Host name in lower case, in which `{region}` and `{resource}` may stand for a part. */
const API_HOST = /^(?:[a-z0-9-]|\{region\}|\{resource\})+(?:\.(?:[a-z0-9-]|\{region\}|\{resource\})+)+$/;

/** Hosts of an API. */
export const apiHosts = z
	.array(z.string().min(4).max(253).regex(API_HOST, "a lower-case host name; {region} and {resource} may stand in it"))
	.min(1)
	.max(20)
	.describe("Hosts of the API; `{region}` and `{resource}` stand for what differs.");

/** Ids in other systems. */
export const identifiersSchema = z
	.strictObject({
		models_dev: line(80).optional().describe("Provider id at models.dev."),
		openrouter: line(80).optional().describe("Provider slug at OpenRouter."),
		litellm: line(80).optional().describe("LiteLLM's provider prefix, without the slash."),
	})
	.meta({ id: "Identifiers", title: "Identifiers", description: "Provider ids in other systems." });

/** Globs of model ids. */
export const modelPatterns = z
	.array(
		z
			.string()
			.min(1)
			.max(120)
			.regex(/^[A-Za-z0-9._:/@+*?-]+$/, "a glob of model ids, such as anthropic.claude-*"),
	)
	.min(1)
	.max(50)
	.describe("Globs of model ids, such as `anthropic.claude-*`; `*` alone only where the developers are various.");

/** A service that serves several offerings; holds the cells that they share. */
export const serviceSchema = z
	.strictObject({
		id: id.describe("Equals the file's name; for ever."),
		name: line(120).describe("As buyers know it, for example Amazon Bedrock."),
		platform: id.describe("Vendor id of the platform that runs it."),
		aliases: z.array(id).min(1).max(20).optional().describe("Former ids of this record; unique for ever."),
		identifiers: identifiersSchema.optional(),
		api_hosts: apiHosts.optional(),
		documents: documentsSchema.optional(),
		dimensions: cellsSchema.describe("Platform-level cells that hold for its offerings unless they override them."),
	})
	.meta({ title: "Service", description: "A service that serves several offerings, with the cells that they share." });

/** A service as it is written. */
export type Service = Omit<z.infer<typeof serviceSchema>, "dimensions"> & { dimensions: Cells };
