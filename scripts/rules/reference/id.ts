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
	collect(_file, record) {
		if (record?.kind !== "offering") return null;
		return { id: record.file.id, aliases: record.value.aliases ?? [], successor: record.value.successor ?? null };
	},
	*check(offerings) {
		const byId = new Map(offerings.map((offering) => [offering.item.id, offering]));
		const aliasOwner = new Map<string, string>();
		for (const { file, item } of offerings) {
			for (const [index, alias] of item.aliases.entries()) {
				const path: Path = ["aliases", index];
				const owner = aliasOwner.get(alias);
				if (alias === item.id) {
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
		for (const { file, item } of offerings) {
			if (item.successor === null) continue;
			const path: Path = ["successor"];
			const successor = byId.get(item.successor);
			if (item.successor === item.id) {
				yield {
					file,
					path,
					message: "an offering cannot be its own successor",
					hint: "Name another offering, or delete successor.",
				};
			} else if (!successor) {
				const current = aliasOwner.get(item.successor);
				const hint = current ? `It was renamed: see ${current}.` : suggestion(item.successor, [...byId.keys()]);
				yield { file, path, message: `there is no offering ${quoted(item.successor)}`, hint };
			} else if (successor.item.successor !== null) {
				yield {
					file,
					path,
					message: `the successor ${quoted(item.successor)} has a successor itself`,
					hint: `Name the last of the chain: ${quoted(successor.item.successor)}.`,
				};
			}
		}
	},
	examples: [
		{ name: "renamed", edit: [["identifiers:", "aliases:\n  - acme-first\nidentifiers:"]] },
		{
			name: "alias of itself",
			edit: [["identifiers:", "aliases:\n  - acme-api\nidentifiers:"]],
			problem: {
				path: "aliases[0]",
				at: [12, 5],
				message: 'the alias "acme-api" is the record\'s own id',
				hint: "Delete the alias.",
			},
		},
		{
			name: "alias of another",
			edit: [["identifiers:", "aliases:\n  - bolt-nimbus\nidentifiers:"]],
			problem: {
				path: "aliases[0]",
				message: 'the alias "bolt-nimbus" is the id of another offering',
				hint: "Ids are never used again: rename the other offering.",
			},
		},
		{
			name: "alias twice",
			edit: {
				"offerings/acme-api.yaml": [["identifiers:", "aliases:\n  - acme-first\nidentifiers:"]],
				"offerings/bolt-nimbus.yaml": [["model_patterns:", "aliases:\n  - acme-first\nmodel_patterns:"]],
			},
			problem: {
				file: "offerings/bolt-nimbus.yaml",
				path: "aliases[0]",
				message: 'the alias "acme-first" stands twice, here and in offerings/acme-api.yaml',
				hint: "Keep one of the two.",
			},
		},
		{
			name: "unknown successor",
			edit: [["identifiers:", 'status: retired\nretired_on: "2026-10-01"\nsuccessor: acme-nimbu\nidentifiers:']],
			problem: {
				path: "successor",
				message: 'there is no offering "acme-nimbu"',
				hint: 'Did you mean "acme-nimbus"?',
			},
		},
		{
			name: "own successor",
			edit: [["identifiers:", 'status: retired\nretired_on: "2026-10-01"\nsuccessor: acme-api\nidentifiers:']],
			problem: {
				path: "successor",
				message: "an offering cannot be its own successor",
				hint: "Name another offering, or delete successor.",
			},
		},
		{
			name: "chain",
			edit: {
				"offerings/acme-api.yaml": [
					["identifiers:", 'status: retired\nretired_on: "2026-10-01"\nsuccessor: acme-nimbus\nidentifiers:'],
				],
				"offerings/acme-nimbus.yaml": [
					["model_patterns:", 'status: retired\nretired_on: "2026-10-01"\nsuccessor: bolt-nimbus\nmodel_patterns:'],
				],
			},
			problem: {
				file: "offerings/acme-api.yaml",
				path: "successor",
				message: 'the successor "acme-nimbus" has a successor itself',
				hint: 'Name the last of the chain: "bolt-nimbus".',
			},
		},
	],
});
