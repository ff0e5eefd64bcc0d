import { at } from "../../registry/validate.ts";
import { defineRule } from "../rule.ts";
import { nearest } from "../words.ts";

type Use =
	| { readonly kind: "offering"; readonly vendors: readonly string[] }
	| { readonly kind: "vendor"; readonly id: string }
	| { readonly kind: "unreadable" };

export const referenceUnused = defineRule<Use>({
	id: "reference/unused",
	level: "warning",
	scope: "registry",
	summary: "A vendor that is no authority has an offering.",
	why: "A vendor that nothing refers to is a leftover, and its domains would go unwatched.",
	pick(file, record) {
		if (file.folder === "offerings") {
			// An offering with problems still refers to its vendors; one that cannot be read may refer to any.
			if (file.fault) return { kind: "unreadable" };
			const named = [at(file.value, ["developer"]), at(file.value, ["platform"])];
			return { kind: "offering", vendors: named.filter((id) => typeof id === "string") };
		}
		return record?.kind === "vendor" && record.value.kind !== "authority" ? { kind: "vendor", id: file.id } : null;
	},
	*check(uses) {
		if (uses.some(({ pick }) => pick.kind === "unreadable")) return;
		const used = new Set(uses.flatMap(({ pick }) => (pick.kind === "offering" ? pick.vendors : [])));
		const ids = new Set(uses.flatMap(({ pick }) => (pick.kind === "vendor" ? [pick.id] : [])));
		const misspelt = [...used].filter((id) => !ids.has(id));
		for (const { file, pick } of uses) {
			if (pick.kind !== "vendor" || used.has(pick.id)) continue;
			// The offering that meant it has its own problem.
			if (misspelt.some((id) => nearest(id, [pick.id]) !== null)) continue;
			yield {
				file,
				path: ["id"],
				message: "no offering refers to this vendor",
				hint: "Add its offering, correct the offering that means it, or delete the file.",
			};
		}
	},
});
