import { at } from "../../registry/validate.ts";
import { PLATFORM } from "../example.ts";
import { defineRule } from "../rule.ts";
import { nearest } from "../words.ts";

/** The ids that a record refers to, and its own where something should refer to it. */
interface Use {
	/** `vendors/acme` or `services/nimbus-models`; null for a record that may stand alone. */
	readonly own: string | null;
	readonly refersTo: readonly string[];
	readonly isReadable: boolean;
}

export const referenceUnused = defineRule<Use>({
	id: "reference/unused",
	level: "warning",
	scope: "registry",
	summary: "A service, and a vendor that is no authority, has an offering.",
	why: "A record that nothing refers to is a leftover, and nobody would look after it.",
	collect(file, record) {
		const named = (key: string) => {
			const id = at(file.value, [key]);
			return typeof id === "string" ? [id] : [];
		};
		const refersTo = [
			...["developer", "platform"].flatMap(named).map((id) => `vendors/${id}`),
			...named("service").map((id) => `services/${id}`),
		];
		// A file with problems still refers to others; one that cannot be read may refer to any.
		const own = !record || record.kind === "offering" || isAuthority(record.value) ? null : `${file.folder}/${file.id}`;
		return { own, refersTo, isReadable: file.folder === "vendors" || file.fault === null };
	},
	*check(uses) {
		if (uses.some(({ item }) => !item.isReadable)) return;
		const used = new Set(uses.flatMap(({ item }) => item.refersTo));
		const present = new Set(uses.map(({ file }) => file.replace(/\.yaml$/, "")));
		const misspelt = [...used].filter((id) => !present.has(id));
		for (const { file, item } of uses) {
			const { own } = item;
			if (own === null || used.has(own)) continue;
			// The record that meant it has its own problem.
			if (misspelt.some((id) => nearest(id, [own]) !== null)) continue;
			yield {
				file,
				path: ["id"],
				message: `no offering refers to this ${own.startsWith("services/") ? "service" : "vendor"}`,
				hint: "Add its offering, correct the offering that means it, or delete the file.",
			};
		}
	},
	examples: [
		{
			name: "vendor",
			edit: {
				"vendors/gizmo.yaml": {
					copy: PLATFORM,
					replace: [
						["id: nimbus", "id: gizmo"],
						["name: Nimbus Cloud", "name: Gizmo"],
						["nimbus.io", "gizmo.dev"],
					],
				},
			},
			problem: {
				path: "id",
				message: "no offering refers to this vendor",
				hint: "Add its offering, correct the offering that means it, or delete the file.",
			},
		},
		{
			name: "authority",
			edit: {
				"vendors/gizmo.yaml": {
					copy: PLATFORM,
					replace: [
						["id: nimbus", "id: gizmo"],
						["name: Nimbus Cloud", "name: Gizmo\nkind: authority"],
						["nimbus.io", "gizmo.dev"],
					],
				},
			},
		},
	],
});

function isAuthority(value: object): boolean {
	return "kind" in value && value.kind === "authority";
}
