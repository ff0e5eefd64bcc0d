import type { Limit } from "../../../schemas/cell.ts";
import { VARIOUS } from "../../../schemas/offering.ts";
import type { RegistryRecord } from "../../registry/record.ts";
import { at } from "../../registry/validate.ts";
import type { Path } from "../../yaml/positions.ts";
import { defineRule } from "../rule.ts";
import { quoted, suggestion } from "../words.ts";

/** An offering that a limit names, and the place of its name. */
interface Named {
	readonly path: Path;
	readonly id: string;
}

/** The names in the limits of a record, and the files that it inherits from if it is an offering. */
interface Limited {
	readonly id: string;
	readonly folder: string;
	readonly from: readonly string[];
	/** False for a file that has no value: what it inherits from is not known. */
	readonly isReadable: boolean;
	readonly named: readonly Named[];
}

export const referenceLimits = defineRule<Limited>({
	id: "reference/limits",
	level: "error",
	scope: "registry",
	summary: "`limits[].offerings` stands in the file of a service or vendor, and names offerings that inherit from it.",
	why: "A limit on an offering that is not there, or inherits nothing from the file, holds for nobody.",
	collect(file, record) {
		// An offering with problems is there all the same.
		if (!record && file.folder !== "offerings") return null;
		const { folder, id } = file;
		const [developer, service] = ["developer", "service"].map((key) => String(at(file.value, [key]) ?? ""));
		const from =
			folder === "offerings"
				? [
						...(developer === "" || developer === VARIOUS ? [] : [`vendors/${developer}.yaml`]),
						...(service === "" ? [] : [`services/${service}.yaml`]),
					]
				: [];
		return { id, folder, from, isReadable: file.fault === null, named: record ? namedIn(record.value) : [] };
	},
	*check(records) {
		const offerings = new Map(
			records.filter(({ item }) => item.folder === "offerings").map(({ item }) => [item.id, item]),
		);
		const files = new Set(records.map(({ file }) => file));
		for (const { file, item } of records) {
			for (const { path, id } of item.named) {
				if (item.folder === "offerings") {
					yield {
						file,
						path,
						message: "a limit in an offering's file holds for that offering alone",
						hint: "Delete offerings.",
					};
					continue;
				}
				const offering = offerings.get(id);
				if (offering?.isReadable === false || offering?.from.includes(file)) continue;
				// A service or developer that is not known has a problem of its own.
				if (offering?.from.some((path) => !files.has(path))) continue;
				yield {
					file,
					path,
					message: offering
						? `the offering ${quoted(id)} inherits nothing from this file`
						: `there is no offering ${quoted(id)}`,
					hint: offering
						? "Delete it, or write the limit in the offering's own file."
						: suggestion(
								id,
								[...offerings.values()].filter(({ from }) => from.includes(file)).map((one) => one.id),
							),
				};
			}
		}
	},
	examples: [
		{
			name: "unknown offering",
			edit: { "services/nimbus-models.yaml": [["          - acme-nimbus", "          - acme-nimbu"]] },
			problem: {
				path: "dimensions.gdpr_dpa.limits[0].offerings[0]",
				message: 'there is no offering "acme-nimbu"',
				hint: 'Did you mean "acme-nimbus"?',
			},
		},
		{
			name: "offering of another service",
			edit: { "services/nimbus-models.yaml": [["          - acme-nimbus", "          - acme-api"]] },
			problem: {
				path: "dimensions.gdpr_dpa.limits[0].offerings[0]",
				message: 'the offering "acme-api" inherits nothing from this file',
				hint: "Delete it, or write the limit in the offering's own file.",
			},
		},
		{
			name: "in an offering",
			edit: {
				"offerings/bolt-nimbus.yaml": [
					[
						"    what: Bolt's fine-tuning is left out.\n",
						"    what: Bolt's fine-tuning is left out.\n    offerings:\n      - bolt-nimbus\n",
					],
				],
			},
			problem: {
				path: "limits[0].offerings[0]",
				message: "a limit in an offering's file holds for that offering alone",
				hint: "Delete offerings.",
			},
		},
	],
});

function namedIn(value: RegistryRecord["value"]): Named[] {
	const found = placesIn([], "limits" in value ? value.limits : undefined);
	const exceptions = "model_exceptions" in value ? (value.model_exceptions ?? []) : [];
	const holders: (readonly [Path, (typeof value)["dimensions"]])[] = [
		[["dimensions"], value.dimensions],
		...exceptions.map(({ dimensions }, index) => [["model_exceptions", index, "dimensions"], dimensions] as const),
	];
	for (const [path, cells] of holders) {
		for (const [dimension, cell] of Object.entries(cells ?? {})) {
			found.push(...placesIn([...path, dimension], cell?.limits));
		}
	}
	return found;
}

function placesIn(path: Path, limits: readonly Limit[] = []): Named[] {
	return limits.flatMap(({ offerings }, index) =>
		(offerings ?? []).map((id, at) => ({ path: [...path, "limits", index, "offerings", at], id })),
	);
}
