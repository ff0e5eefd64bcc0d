import { CATEGORIES_OF_MANY, type Offering, VARIOUS } from "../../../schemas/offering.ts";
import { defineRule, type Finding } from "../rule.ts";
import { quoted, suggestion } from "../words.ts";

export const referenceVendor = defineRule({
	id: "reference/vendor",
	level: "error",
	scope: "offering",
	summary:
		"Developer and platform are vendors; `first_party` means that they are the same one, `cloud_distribution` that they are not.",
	why: "The two-level rule grades one of the two for each dimension, so each must be known.",
	*check(offering, { vendors }) {
		const unknown = (["developer", "platform"] as const).filter((role) => !isKnown(offering, role, vendors.ids));
		for (const role of unknown) yield unknownVendor(offering, role, [...vendors.ids]);
		if (unknown.length > 0) return;
		const { category, developer, platform } = offering;
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
});

type Role = "developer" | "platform";

function isKnown(offering: Offering, role: Role, vendors: ReadonlySet<string>): boolean {
	return vendors.has(offering[role]) || (role === "developer" && offering.developer === VARIOUS);
}

function unknownVendor(offering: Offering, role: Role, known: readonly string[]): Finding {
	const id = offering[role];
	const add = `To add a vendor, write vendors/${id}.yaml.`;
	return {
		path: [role],
		message: `there is no vendor ${quoted(id)}`,
		hint: [suggestion(id, known), add].filter(Boolean).join(" "),
	};
}
