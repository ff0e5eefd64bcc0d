import { anotherOffering } from "../example.ts";
import { identityOf } from "../identity.ts";
import { defineRule } from "../rule.ts";

/** The facts by which two offerings are the same to a buyer. */
interface Identity {
	readonly identity: string;
	readonly hosts: readonly string[] | undefined;
	readonly patterns: readonly string[] | undefined;
}

export const referenceTwin = defineRule<Identity>({
	id: "reference/twin",
	level: "error",
	scope: "registry",
	summary:
		"No two active offerings have the same developer, service or platform, and model family, unless their hosts or model patterns differ.",
	why: "A copy of a record under a new id would be corrected in one of the two files alone.",
	collect(_file, record) {
		if (record?.kind !== "offering" || record.value.status === "retired") return null;
		const { api_hosts, model_patterns } = record.value;
		return { identity: identityOf(record.value), hosts: api_hosts, patterns: model_patterns };
	},
	*check(offerings) {
		const first = new Map<string, string>();
		for (const { file, item } of offerings) {
			const key = JSON.stringify([item.identity, item.hosts, item.patterns]);
			const twin = first.get(key);
			if (twin === undefined) {
				first.set(key, file);
				continue;
			}
			yield {
				file,
				path: ["id"],
				message: `${twin} is the same offering: the same developer, service and model family`,
				hint: "Delete one of the two; a renamed record lists its former id under aliases. If both exist, write the api_hosts or model_patterns that tell them apart.",
			};
		}
	},
	examples: [
		{
			name: "copied record",
			edit: {
				"offerings/acme-batch.yaml": { copy: "offerings/acme-api.yaml", replace: [["id: acme-api", "id: acme-batch"]] },
			},
			problem: {
				path: "id",
				message: "offerings/acme-api.yaml is the same offering: the same developer, service and model family",
				hint: "Delete one of the two; a renamed record lists its former id under aliases. If both exist, write the api_hosts or model_patterns that tell them apart.",
			},
		},
		{ name: "another family", edit: { "offerings/acme-batch.yaml": anotherOffering("acme-batch") } },
	],
});
