import { z } from "zod";
import { id, line, url } from "./primitives.ts";

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
			.describe("Seat, as ISO 3166-1 alpha-2 code (EU for institutions of the European Union)."),
		aliases: z.array(line(80)).min(1).max(20).optional().describe("Other or former names."),
		trust_center: url.optional().describe("Address of its trust center."),
	})
	.meta({ title: "Vendor", description: "An organisation: a model developer, a serving platform, or both." });

export type Vendor = z.infer<typeof vendorSchema>;
