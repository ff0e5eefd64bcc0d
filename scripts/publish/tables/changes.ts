import { changeSchema } from "../../../schemas/change.ts";
import { type Release, type ReleasedChange, releasedChange, releaseSchema } from "../../../schemas/changelog.ts";
import { type Column, columnsOf, type Table, tableOf } from "../table.ts";

interface ChangeRow {
	readonly release: Release;
	readonly position: number;
	readonly change: ReleasedChange;
}

const COLUMNS: readonly Column<ChangeRow>[] = [
	...columnsOf(releaseSchema, ["version", "date"], ({ release }: ChangeRow, key) => release[key]),
	{
		name: "position",
		type: "integer",
		nullable: false,
		description: "Place in the release; the first is 1.",
		value: ({ position }) => position,
	},
	...columnsOf(
		changeSchema,
		["kind", "offering", "offerings", "written_in", "dimension", "field"],
		({ change }: ChangeRow, key) => change[key],
		{ offerings: { nullable: true }, written_in: { nullable: true } },
	),
	...(["before", "after"] as const).map(
		(key): Column<ChangeRow> => ({
			name: `${key}_json`,
			type: "string",
			nullable: false,
			description: `Value ${key}, as the JSON text of any value.`,
			value: ({ change }) => JSON.stringify(change[key] ?? null),
		}),
	),
	...columnsOf(releasedChange, ["direction", "path", "source", "credits"], ({ change }: ChangeRow, key) => change[key]),
];

/** Returns one row per change of every release, newest release first. */
export function changesTable(releases: readonly Release[]): Table {
	return tableOf(
		{
			name: "changes",
			title: "Changes",
			description: "One row per change of every release.",
			key: ["version", "position"],
		},
		COLUMNS,
		function* () {
			for (const release of releases) {
				for (const [index, change] of release.changes.entries()) yield { release, position: index + 1, change };
			}
		},
	);
}
