import { defineRule } from "../rule.ts";

type Use =
	| { readonly kind: "offering"; readonly vendors: readonly string[] }
	| { readonly kind: "vendor"; readonly id: string };

export const referenceUnused = defineRule<Use>({
	id: "reference/unused",
	level: "warning",
	scope: "registry",
	summary: "A vendor that is no authority has an offering.",
	why: "A vendor that nothing refers to is a leftover, and its domains would go unwatched.",
	pick(file, record) {
		if (record?.kind === "offering")
			return { kind: "offering", vendors: [record.value.developer, record.value.platform] };
		return record && record.value.kind !== "authority" ? { kind: "vendor", id: file.id } : null;
	},
	*check(uses) {
		// An offering that cannot be read may be the one that refers to it.
		const used = new Set(uses.flatMap(({ pick }) => (pick.kind === "offering" ? pick.vendors : [])));
		for (const { file, pick } of uses) {
			if (pick.kind !== "vendor" || used.has(pick.id)) continue;
			yield {
				file,
				path: ["id"],
				message: "no offering refers to this vendor",
				hint: "Add its offering, correct the offering that means it, or delete the file.",
			};
		}
	},
});
