import type { Path } from "../../yaml/positions.ts";
import { defineRule } from "../rule.ts";
import { quoted, suggestion } from "../words.ts";

interface Ids {
	readonly id: string;
	readonly aliases: readonly string[];
	readonly successor: string | null;
}

export const referenceId = defineRule<Ids>({
	id: "reference/id",
	level: "error",
	scope: "registry",
	summary:
		"Ids and aliases of offerings are unique for ever; a successor is another offering that has no successor itself.",
	why: "An id that was once published must lead to one record for all time.",
	pick(_file, record) {
		if (record?.kind !== "offering") return null;
		return { id: record.file.id, aliases: record.value.aliases ?? [], successor: record.value.successor ?? null };
	},
	*check(offerings) {
		const byId = new Map(offerings.map((offering) => [offering.pick.id, offering]));
		const aliasOwner = new Map<string, string>();
		for (const { file, pick } of offerings) {
			for (const [index, alias] of pick.aliases.entries()) {
				const path: Path = ["aliases", index];
				const owner = aliasOwner.get(alias);
				if (alias === pick.id) {
					yield { file, path, message: `the alias ${quoted(alias)} is the record's own id`, hint: "Delete the alias." };
				} else if (byId.has(alias)) {
					yield {
						file,
						path,
						message: `the alias ${quoted(alias)} is the id of another offering`,
						hint: "Ids are never used again: rename the other offering.",
					};
				} else if (owner !== undefined) {
					yield {
						file,
						path,
						message: `the alias ${quoted(alias)} stands twice, here and in ${owner}`,
						hint: "Keep one of the two.",
					};
				} else {
					aliasOwner.set(alias, file);
				}
			}
		}
		for (const { file, pick } of offerings) {
			if (pick.successor === null) continue;
			const path: Path = ["successor"];
			const successor = byId.get(pick.successor);
			if (pick.successor === pick.id) {
				yield {
					file,
					path,
					message: "an offering cannot be its own successor",
					hint: "Name another offering, or delete successor.",
				};
			} else if (!successor) {
				const current = aliasOwner.get(pick.successor);
				const hint = current ? `It was renamed: see ${current}.` : suggestion(pick.successor, [...byId.keys()]);
				yield { file, path, message: `there is no offering ${quoted(pick.successor)}`, hint };
			} else if (successor.pick.successor !== null) {
				yield {
					file,
					path,
					message: `the successor ${quoted(pick.successor)} has a successor itself`,
					hint: `Name the last of the chain: ${quoted(successor.pick.successor)}.`,
				};
			}
		}
	},
});
