import { z } from "zod";
import { type Cells, cellsSchema } from "./cell.ts";
import { id, line, url } from "./primitives.ts";
import { documentsSchema } from "./source.ts";

/** One organisation: a model developer, a serving platform, both, or an authority. */
export const vendorSchema = z
	.strictObject({
		id: id.describe("Equals the file's name."),
		name: line(80).describe("As buyers know it."),
		kind: z
			.literal("authority")
			.optional()
			.describe("`authority` for a regulator, auditor or standards body; its pages count as primary for any vendor."),
		domains: z
			.array(
				z
					.string()
					.max(253)
					.regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, "a lower-case domain or host name"),
			)
			.min(1)
			.max(50)
			.describe("Official registrable domains or hosts; a source under one of them is primary."),
		country: z
			.string()
			.regex(/^[A-Z]{2}$/, "two capital letters of ISO 3166-1")
			.describe("Headquarters, as ISO 3166-1 alpha-2 code (EU for institutions of the European Union)."),
		aliases: z.array(line(80)).min(1).max(20).optional().describe("Other or former names."),
		document_prefixes: z
			.array(url)
			.min(1)
			.max(20)
			.optional()
			.describe("URL prefixes on shared hosts under which the vendor keeps documents; they count like `domains`."),
		trust_center: url.optional().describe("URL of its trust center."),
		documents: documentsSchema.optional(),
		dimensions: cellsSchema.optional().describe("Developer-level cells: they hold for every offering of its models."),
	})
	.meta({ title: "Vendor", description: "An organisation: a model developer, a serving platform, or both." });

/** A vendor as it is written. */
export type Vendor = Omit<z.infer<typeof vendorSchema>, "dimensions"> & { dimensions?: Cells | undefined };
