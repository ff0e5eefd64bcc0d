import { z } from "zod";

/** Kinds of changes between two states of the data. */
export const CHANGE_KINDS = [
	"offering_added",
	"offering_retired",
	"offering_renamed",
	"offering_removed",
	"cell_added",
	"cell_removed",
	"grade_changed",
	"evidence_changed",
	"reverified",
	"prose_changed",
	"field_changed",
	"vendor_added",
	"vendor_changed",
	"service_added",
	"service_changed",
	"schema_changed",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Steps of a version, from the smallest to the largest. */
export const BUMPS = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

export const changeSchema = z
	.strictObject({
		kind: z.enum(CHANGE_KINDS).describe("What happened."),
		offering: z
			.string()
			.nullable()
			.describe("Id of the offering after the change; null for vendors, services, schemas and shared cells."),
		offerings: z
			.array(z.string())
			.optional()
			.describe("Ids of all offerings that a changed shared cell reaches; only where it reaches several."),
		written_in: z
			.string()
			.optional()
			.describe("Record file that holds the changed cell, where it is not the offering's own."),
		dimension: z.string().nullable().describe("Id of the dimension; null for what is not of a cell."),
		field: z.string().nullable().describe("Field that differs; null for a whole record or cell."),
		before: z.unknown().describe("Value before; null when there was none."),
		after: z.unknown().describe("Value after; null when there is none."),
		direction: z
			.enum(["up", "down", "none"])
			.describe("up: evidence supports a yes better than before, or a schema takes more; down: the reverse."),
		reverted_to: z
			.string()
			.optional()
			.describe("Day of the earlier state that the cell is back to, YYYY-MM-DD; only where it is back to one."),
		path: z
			.string()
			.describe(
				"Where it stands: a path in the record, `vendors.<id>.<field>`, `services.<id>.<field>` or a place in a schema.",
			),
	})
	.meta({ id: "Change", title: "Change", description: "One semantic difference between two states of the data." });
export type Change = z.infer<typeof changeSchema>;
