import { CATEGORIES_OF_MANY, VARIOUS } from "../../../schemas/offering.ts";
import type { Finding } from "../rule.ts";
import { defineRule } from "../rule.ts";
import { quoted, suggestion } from "../words.ts";

export const referenceVendor = defineRule({
	id: "reference/vendor",
	level: "error",
	scope: "record",
	summary:
		"Developer and platform are vendors; `first_party` means that they are the same one, `cloud_distribution` that they are not.",
	why: "Each cell grades one of the two, so each must be known.",
	*check({ value }, { lookups }) {
		if ("domains" in value) return;
		const { vendors } = lookups;
		// One vendor that is not known is one problem, told at the developer.
		const isDeveloper = "developer" in value && value.developer === value.platform;
		if (value.platform !== undefined && !isDeveloper && !vendors.ids.has(value.platform)) {
			yield unknownVendor("platform", value.platform, vendors.ids);
		}
		if (!("developer" in value)) return;
		const { category, developer } = value;
		if (developer !== VARIOUS && !vendors.ids.has(developer)) {
			yield unknownVendor("developer", developer, vendors.ids);
			return;
		}
		// A platform or service that is not known has a problem of its own.
		const platform = lookups.platformOf(value);
		if (platform === undefined || !vendors.ids.has(platform)) return;
		if (developer === VARIOUS && !CATEGORIES_OF_MANY.includes(category)) {
			yield {
				path: ["developer"],
				message: `"developer: ${VARIOUS}" goes with the categories ${CATEGORIES_OF_MANY.join(" and ")} only, not with ${category}`,
				hint: "Name the developer, or change the category.",
			};
		} else if (category === "first_party" && developer !== platform) {
			yield {
				path: ["category"],
				message: `a first_party offering has one vendor, but its developer is ${quoted(developer)} and its platform ${quoted(platform)}`,
				hint: "Use cloud_distribution, or correct the developer or the platform.",
			};
		} else if (category === "cloud_distribution" && developer === platform) {
			yield {
				path: ["category"],
				message: `a cloud_distribution offering has two vendors, but ${quoted(developer)} is both developer and platform`,
				hint: "Use first_party, or correct the developer or the platform.",
			};
		}
	},
	examples: [
		{
			name: "unknown developer",
			edit: [
				["developer: acme", "developer: acm"],
				["# Cells on the developer: ../vendors/acme.yaml", "# Cells on the developer: ../vendors/acm.yaml"],
			],
			problem: {
				path: "developer",
				at: [5, 12],
				message: 'there is no vendor "acm"',
				hint: 'Did you mean "acme"? To add a vendor, write vendors/acm.yaml.',
			},
		},
		{
			name: "platform of a service",
			edit: { "services/nimbus-models.yaml": [["platform: nimbus", "platform: nimbuss"]] },
			problem: {
				path: "platform",
				message: 'there is no vendor "nimbuss"',
				hint: 'Did you mean "nimbus"? To add a vendor, write vendors/nimbuss.yaml.',
			},
		},
		{
			name: "unknown developer that is the platform, too",
			edit: [
				["# Cells on the developer: ../vendors/acme.yaml", "# Cells on the developer: ../vendors/acm.yaml"],
				["developer: acme\nplatform: acme", "developer: acm\nplatform: acm"],
			],
			problem: {
				path: "developer",
				message: 'there is no vendor "acm"',
				hint: 'Did you mean "acme"? To add a vendor, write vendors/acm.yaml.',
			},
		},
		{
			name: "first party with two vendors",
			edit: { "offerings/bolt-nimbus.yaml": [["category: cloud_distribution", "category: first_party"]] },
			problem: {
				path: "category",
				message: 'a first_party offering has one vendor, but its developer is "bolt" and its platform "nimbus"',
				hint: "Use cloud_distribution, or correct the developer or the platform.",
			},
		},
		{
			name: "cloud with one vendor",
			edit: [["category: first_party", "category: cloud_distribution"]],
			problem: {
				path: "category",
				message: 'a cloud_distribution offering has two vendors, but "acme" is both developer and platform',
				hint: "Use first_party, or correct the developer or the platform.",
			},
		},
		{
			name: "various",
			edit: [
				["developer: acme", "developer: various"],
				["# Cells on the developer: ../vendors/acme.yaml\n", ""],
			],
			problem: {
				path: "developer",
				message: '"developer: various" goes with the categories inference_host and gateway only, not with first_party',
				hint: "Name the developer, or change the category.",
			},
		},
	],
});

function unknownVendor(role: "developer" | "platform", id: string, known: ReadonlySet<string>): Finding {
	const add = `To add a vendor, write vendors/${id}.yaml.`;
	return {
		path: [role],
		message: `there is no vendor ${quoted(id)}`,
		hint: [suggestion(id, [...known]), add].filter(Boolean).join(" "),
	};
}
