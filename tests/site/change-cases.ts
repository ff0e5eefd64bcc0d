import type { ChangeKind } from "../../schemas/change.ts";

const CELL = { offering: "acme-api", dimension: "soc2_type2", path: "dimensions.soc2_type2.value" };
/** Changes of the small registry, one or more of each kind, and what the page of changes says of each. */
export const TOLD: readonly (readonly [kind: ChangeKind, change: object, said: string])[] = [
	["offering_added", { offering: "acme-nimbus", after: "Acme on Nimbus" }, "1 offering added Acme on Nimbus"],
	["offering_retired", { offering: "acme-nimbus" }, "Retired."],
	[
		"offering_renamed",
		{ offering: "acme-nimbus", before: "a-nimbus", after: "acme-nimbus" },
		"Renamed from a-nimbus to acme-nimbus.",
	],
	["offering_removed", { offering: "gone-api", before: "Gone API" }, "gone-api Removed."],
	["cell_added", { ...CELL, after: "partial" }, "SOC 2 Type II: Assessed as"],
	["cell_removed", { ...CELL, before: "unclear" }, "No longer assessed; it was"],
	[
		"grade_changed",
		{ ...CELL, before: "partial", after: "yes_public", direction: "up", credits: ["@ann"], pulls: [7] },
		"Upgrade: SOC 2 Type II:",
	],
	[
		"grade_changed",
		{ ...CELL, field: "contrary", after: true, direction: "down" },
		"The opposite practice is documented.",
	],
	[
		"evidence_changed",
		{ ...CELL, field: "sources", before: [{ url: "https://acme.com/a" }], after: [{ url: "https://acme.com/b" }] },
		"Sources: + https://acme.com/b, − https://acme.com/a.",
	],
	[
		"reverified",
		{ ...CELL, field: "verified", before: "2026-10-01", after: "2026-11-20" },
		"Read again: 2026-10-01 → 2026-11-20.",
	],
	["prose_changed", { ...CELL, field: "notes" }, "Notes reworded."],
	[
		"field_changed",
		{
			...CELL,
			field: "confidence",
			before: "low",
			after: "high",
			path: "model_exceptions.Mini.dimensions.soc2_type2.confidence",
		},
		"SOC 2 Type II, for Mini alone: Confidence: low → high.",
	],
	[
		"field_changed",
		{
			offering: null,
			offerings: ["acme-nimbus", "bolt-nimbus"],
			written_in: "services/nimbus-models.yaml",
			dimension: "gdpr_dpa",
			field: "finding",
			before: "a",
			after: "b",
		},
		"nimbus-models, for 2 offerings GDPR DPA: Finding: a → b.",
	],
	["vendor_added", { path: "vendors.acme", after: "Acme" }, "acme: Acme added."],
	[
		"vendor_changed",
		{ path: "vendors.acme.country", field: "country", before: "FR", after: "DE" },
		"acme: Country: FR → DE.",
	],
	["vendor_changed", { path: "vendors.gone", before: "Gone" }, "gone: Gone removed."],
	["service_added", { path: "services.nimbus-models", after: "Nimbus Models" }, "nimbus-models: Nimbus Models added."],
	["service_changed", { path: "services.gone", before: "Gone" }, "gone: Gone removed."],
	[
		"schema_changed",
		{ path: "schemas/data.schema.json#", direction: "down" },
		"data: No longer accepts or holds all that it did.",
	],
];
const NONE = {
	offering: null,
	dimension: null,
	field: null,
	before: null,
	after: null,
	direction: "none",
	path: "",
	source: null,
	credits: [],
	pulls: [],
};
// Each in a release of its own, so that what is said of an offering is said of one change.
const APART = TOLD.map(([kind, change], index) => ({
	version: `1.${index}.0`,
	date: "2026-11-20",
	bump: "minor",
	statistics: { offerings: 2, cells: 6, upgrades: 0, downgrades: 0, reverified: 0 },
	changes: [{ ...NONE, kind, ...change }],
}));
// Together, what changed in one answer is one line, and so is what changed in one schema.
const SOC2 = { offering: "acme-api", dimension: "soc2_type2" };
const SCHEMA = { kind: "schema_changed", path: "schemas/data.schema.json#/properties/a" };
const TOGETHER = {
	...APART[0],
	version: "2.0.0",
	changes: [
		{ ...SOC2, kind: "prose_changed", field: "finding" },
		{ ...SOC2, kind: "grade_changed", field: "value", before: "partial", after: "yes_public", direction: "up" },
		{ ...SOC2, kind: "prose_changed", field: "notes" },
		{ ...SOC2, kind: "evidence_changed", field: "sources", before: [], after: [{ url: "https://acme.com/c" }] },
		{ ...SCHEMA, direction: "up" },
		{ ...SCHEMA, direction: "down" },
	].map((change) => ({ ...NONE, ...change })),
};

/** Returns the releases of all these changes, and of one that tells a text of the caller's. */
export function releasesWith(text: string): readonly object[] {
	const change = {
		...NONE,
		...CELL,
		kind: "field_changed",
		field: "finding",
		before: text,
		after: text,
		credits: [text],
	};
	return [...APART, TOGETHER, { ...APART[0], version: "3.0.0", changes: [change] }];
}
