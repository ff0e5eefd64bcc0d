import { z } from "zod";
import { line, url } from "./primitives.ts";

/** Kinds of keepers of an archive. */
export const KEEPERS = ["vendor", "organisation", "individual"] as const;
export type Keeper = (typeof KEEPERS)[number];

/** archives.yaml: the public git repositories that copies may be cited from. */
export const archivesSchema = z
	.strictObject({
		archives: z
			.array(
				z
					.strictObject({
						prefix: url.describe(
							"Beginning of every permalink into it, such as https://github.com/OpenTermsArchive/contrib-versions/.",
						),
						name: line(120).describe("Name of the archive."),
						kept_by: z.enum(KEEPERS).describe("vendor: the vendor itself; organisation; individual."),
						licence: line(200).describe("Licence of the archive, as it is known."),
					})
					.meta({
						id: "Archive",
						title: "Archive",
						description: "A public repository that keeps copies of documents.",
					}),
			)
			.min(1)
			.max(500)
			.describe("Archives, by prefix."),
		readers: z
			.array(
				z
					.strictObject({
						name: line(120).describe("The reader's name, as `reader.name` writes it."),
						url: url.optional().describe("The reader's page."),
						licence: line(200).describe("Terms under which it may be cited."),
					})
					.meta({ id: "KnownReader", title: "Reader", description: "A registry or collection that cells rest on." }),
			)
			.max(500)
			.optional()
			.describe("Registries and collections that cells rest on, for NOTICE."),
	})
	.meta({ title: "Archives", description: "Archives that copies may be cited from, and readers that are credited." });

export type Archive = z.infer<typeof archivesSchema>["archives"][number];
export type ArchivesFile = z.infer<typeof archivesSchema>;
