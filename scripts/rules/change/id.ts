import type { RegistryRecord } from "../../registry/record.ts";
import type { Registry } from "../../registry/registry.ts";
import { FILE_START } from "../../yaml/parse-error.ts";
import { API } from "../example.ts";
import { defineRule } from "../rule.ts";
import { quoted } from "../words.ts";

const HINT =
	"A renamed record lists its former id under aliases; one that is no longer offered stays, with status: retired and retired_on.";

export const changeId = defineRule({
	id: "change/id",
	level: "error",
	scope: "change",
	summary:
		"No id of an offering or a service disappears: a renamed record lists it in `aliases`, a dead offering stays with `status: retired`.",
	why: "Programs and links hold on to ids for ever.",
	*check({ before, after }) {
		for (const kind of ["offerings", "services"] as const) {
			const records = (registry: Registry): readonly RegistryRecord[] => registry[kind];
			const known = new Set(records(after).flatMap(({ value }) => [value.id, ...(value.aliases ?? [])]));
			const present = new Set(after.files.filter(({ folder }) => folder === kind).map((file) => file.id));
			for (const { file, value } of records(before)) {
				for (const id of [value.id, ...(value.aliases ?? [])]) {
					// A file under the id's name is there; where it is broken or bears another id, its own problem tells.
					if (known.has(id) || present.has(id)) continue;
					yield {
						file: file.path,
						path: [],
						span: FILE_START,
						message: `the id ${quoted(id)} disappears`,
						hint: HINT,
					};
				}
			}
		}
	},
	examples: [
		{
			name: "deleted",
			edit: { [API]: null },
			problem: { path: "", message: 'the id "acme-api" disappears', hint: HINT },
		},
		{
			name: "renamed",
			edit: {
				[API]: null,
				"offerings/acme-anvil.yaml": {
					copy: API,
					replace: [
						["id: acme-api", "id: acme-anvil"],
						["identifiers:", "aliases:\n  - acme-api\nidentifiers:"],
					],
				},
			},
		},
		{
			name: "alias dropped",
			before: [["identifiers:", "aliases:\n  - acme-first\nidentifiers:"]],
			edit: [],
			problem: { file: API, path: "", message: 'the id "acme-first" disappears', hint: HINT },
		},
	],
});
