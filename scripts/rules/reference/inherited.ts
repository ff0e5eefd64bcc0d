import { dimensionOf, isDeveloperLevel } from "../../../schemas/dimensions/index.ts";
import { VARIOUS } from "../../../schemas/offering.ts";
import { commandLine } from "../../lib/command-line.ts";
import type { Holder, Lookups } from "../../registry/lookups.ts";
import { saysTheSame } from "../../registry/match-records.ts";
import { filePathOf } from "../../registry/resolve.ts";
import { hasUnknownOwner } from "../owners.ts";
import { defineRule } from "../rule.ts";

export const referenceInherited = defineRule({
	id: "reference/inherited",
	level: "error",
	scope: "record",
	summary:
		"A cell on the developer stands in the vendor's file and a cell on the platform in the service's; an offering that overrides one says in `differs` why, and an override that says the same goes.",
	why: "A fact that stands in one file is corrected once; what is written twice soon differs.",
	fix: "value",
	*check({ kind, value, cells }, { lookups }) {
		for (const placed of cells) {
			const { path, dimension, cell, model } = placed;
			const isDeveloper = isDeveloperLevel(dimension);
			const { label } = dimensionOf(dimension);
			const where = { path, part: "key" } as const;
			if (kind === "vendor") {
				if (isDeveloper) continue;
				yield {
					...where,
					message: `${label} is graded on the platform that serves an offering, not on a vendor as developer`,
					hint: "Write it in the service's file, or in the offering's where the API has one offering.",
				};
				continue;
			}
			if (kind === "service") {
				if (!isDeveloper || cell.differs !== undefined) continue;
				yield {
					...where,
					message: `${label} is graded on the developer of a model, not on the service that serves it`,
					hint: "Write it in the developer's file below vendors/.",
				};
				continue;
			}
			// The cells of single models are exceptions by their place.
			if (model !== null || hasUnknownOwner(value, lookups)) continue;
			const shared = sharedHolder(value, isDeveloper, lookups);
			const inherited = shared && lookups.cellOf(shared, dimension);
			if (inherited && placed.isWhole && inherited.isWhole && saysTheSame(placed, inherited)) {
				yield {
					...where,
					level: "warning",
					edits: [{ path, value: undefined }],
					message: `this says the same as ${filePathOf(shared)}, from which the offering inherits it`,
					hint: `Delete it: ${commandLine("check --fix")}`,
				};
			} else if (cell.differs === undefined && (inherited || (isDeveloper && value.developer !== VARIOUS))) {
				yield {
					...where,
					message: inherited
						? `this overrides the cell of ${filePathOf(shared)} without saying why`
						: `${label} is graded on the developer, whose cells stand in vendors/${value.developer}.yaml`,
					hint: inherited
						? "Add differs: why this offering is another case; or correct the shared cell, which holds for every offering."
						: `Write it there; here it may stand with differs, which says why this offering is another case.`,
				};
			} else if (cell.differs !== undefined && !inherited && !(isDeveloper && value.developer !== VARIOUS)) {
				yield {
					path: [...path, "differs"],
					part: "key",
					message: "this cell differs from none: the offering inherits no other",
					hint: "Delete differs.",
				};
			}
		}
	},
	examples: [
		{
			name: "override without a reason",
			edit: {
				"offerings/acme-nimbus.yaml": [
					["    differs: The page on regions takes Anvil out of the regions of the EU.\n", ""],
				],
			},
			problem: {
				path: "dimensions.data_residency",
				part: "key",
				message: "this overrides the cell of services/nimbus-models.yaml without saying why",
				hint: "Add differs: why this offering is another case; or correct the shared cell, which holds for every offering.",
			},
		},
		{
			name: "override that says the same",
			edit: {
				"offerings/bolt-nimbus.yaml": [
					[
						"dimensions: {}\n",
						'dimensions:\n  data_residency:\n    value: partial\n    confidence: high\n    finding: Storage in the EU\n    caveat: Processing cannot be pinned.\n    differs: Bolt is another family.\n    notes: >-\n      Storage can be pinned.\n    sources:\n      - url: https://docs.nimbus.io/regions\n        title: Regions\n        via: live\n        captured: "2026-11-18"\n',
					],
				],
			},
			problem: {
				path: "dimensions.data_residency",
				part: "key",
				level: "warning",
				message: "this says the same as services/nimbus-models.yaml, from which the offering inherits it",
				hint: `Delete it: ${commandLine("check --fix")}`,
			},
		},
		{
			name: "cell on the developer in an offering",
			edit: [
				[
					"      zdr_available: false\n",
					'      zdr_available: false\n  gpai_cop:\n    value: partial\n    confidence: high\n    finding: Signed in part\n    caveat: Only one chapter.\n    notes: >-\n      The Commission lists one chapter.\n    sources:\n      - url: https://digital-strategy.ec.europa.eu/en/policies/contents-code-gpai\n        title: List of signatories\n        via: live\n        captured: "2026-11-20"\n    facts:\n      on_signatory_list: true\n',
				],
			],
			problem: {
				path: "dimensions.gpai_cop",
				part: "key",
				message: "this overrides the cell of vendors/acme.yaml without saying why",
				hint: "Add differs: why this offering is another case; or correct the shared cell, which holds for every offering.",
			},
		},
		{
			name: "cell on the platform in a vendor's file",
			edit: {
				"vendors/bolt.yaml": [
					[
						"dimensions:\n",
						'dimensions:\n  breach_notice:\n    value: partial\n    confidence: high\n    finding: Promised outside the DPA\n    caveat: The promise stands outside the DPA.\n    notes: >-\n      The security page promises notice.\n    sources:\n      - url: https://bolt.ai/security\n        title: Security\n        via: live\n        captured: "2026-11-18"\n',
					],
				],
			},
			problem: {
				path: "dimensions.breach_notice",
				part: "key",
				message: "Breach notice is graded on the platform that serves an offering, not on a vendor as developer",
				hint: "Write it in the service's file, or in the offering's where the API has one offering.",
			},
		},
		{
			name: "reason without another cell",
			edit: [["    requires:\n", "    differs: Retention is another here.\n    requires:\n"]],
			problem: {
				path: "dimensions.retention_zdr.differs",
				part: "key",
				message: "this cell differs from none: the offering inherits no other",
				hint: "Delete differs.",
			},
		},
	],
});

/** Returns the record whose cells an offering inherits at a level; undefined where there is none. */
function sharedHolder(holder: Holder, isDeveloper: boolean, lookups: Lookups): Holder | undefined {
	if (!("developer" in holder)) return undefined;
	if (isDeveloper) return lookups.vendors.byId.get(holder.developer);
	return holder.service === undefined ? undefined : lookups.services.get(holder.service);
}
