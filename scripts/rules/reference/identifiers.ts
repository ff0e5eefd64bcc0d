import { VARIOUS } from "../../../schemas/offering.ts";
import { anotherOffering } from "../example.ts";
import { identityOf } from "../identity.ts";
import { defineRule, type FileFinding } from "../rule.ts";
import { quoted } from "../words.ts";

/** Ids, hosts and patterns by which other systems know a record. */
interface Known {
	readonly id: string;
	readonly kind: "offering" | "service";
	readonly service: string | null;
	/** Vendor whose platform it stands on; null where only its service says so. */
	readonly platform: string | null;
	readonly isOfMany: boolean;
	/** Developer, service and family: a record that shares them is a twin, of which another rule tells. */
	readonly identity: string;
	readonly identifiers: Readonly<Record<string, string>>;
	readonly hosts: readonly string[];
	readonly patterns: readonly string[];
}

/** A record and its file. */
interface Owner {
	readonly file: string;
	readonly item: Known;
}

/** Pattern of every model. */
const EVERY = "*";

export const referenceIdentifiers = defineRule<Known>({
	id: "reference/identifiers",
	level: "error",
	scope: "registry",
	summary:
		"No two offerings share both an identifier and a model pattern, no two platforms a host; `*` alone is for offerings of several developers.",
	why: "A program that knows a model's id or an API's host must find one offering, not two.",
	collect(file, record) {
		if (!record || record.kind === "vendor") return null;
		const { value } = record;
		const identifiers = Object.fromEntries(
			Object.entries(value.identifiers ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined),
		);
		return {
			id: file.id,
			kind: record.kind,
			service: record.kind === "service" ? file.id : (record.value.service ?? null),
			platform: value.platform ?? null,
			identity: "developer" in value ? identityOf(value) : file.id,
			isOfMany: "developer" in value && value.developer === VARIOUS,
			identifiers,
			hosts: value.api_hosts ?? [],
			patterns: "model_patterns" in value ? (value.model_patterns ?? []) : [],
		};
	},
	*check(records) {
		const services = new Map(records.filter(({ item }) => item.kind === "service").map(({ item }) => [item.id, item]));
		const pairs = new Map<string, Owner>();
		const hosts = new Map<string, Owner>();
		for (const { file, item } of records) {
			const service = item.service === null ? undefined : services.get(item.service);
			if (item.kind === "offering") {
				if (service && service.hosts.length > 0 && item.hosts.length > 0) {
					yield {
						file,
						path: ["api_hosts"],
						part: "key",
						message: `the hosts of services/${item.service}.yaml are the hosts of its offerings`,
						hint: "Delete api_hosts.",
					};
				}
				yield* patternFindings(file, item, { ...service?.identifiers, ...item.identifiers }, pairs);
			}
			for (const [index, host] of item.hosts.entries()) {
				const other = hosts.get(host);
				if (other === undefined) hosts.set(host, { file, item });
				else if (!isTwin(other.item, item) && !isOnePlatform(other.item, item)) {
					yield {
						file,
						path: ["api_hosts", index],
						message: `${quoted(host)} is a host of ${other.file}, too`,
						hint: "Leave it with the service that runs it; offerings behind one host belong to one service or platform.",
					};
				}
			}
		}
	},
	examples: [
		{
			name: "same identifier and another pattern",
			edit: {
				"offerings/acme-batch.yaml": anotherOffering(
					"acme-batch",
					["  models_dev: acme-batch", "  models_dev: acme"],
					["  - anvil-*", "  - batch-*"],
				),
			},
		},
		{
			name: "same identifier and pattern",
			edit: {
				"offerings/acme-batch.yaml": anotherOffering("acme-batch", ["  models_dev: acme-batch", "  models_dev: acme"]),
			},
			problem: {
				path: "model_patterns[0]",
				message: '"anvil-*" stands in offerings/acme-api.yaml, too, under the same identifier (models_dev: acme)',
				hint: "Write patterns that tell the models of the two apart.",
			},
		},
		{
			name: "same pattern within a service",
			edit: { "offerings/bolt-nimbus.yaml": [["  - bolt.*", "  - acme.anvil-*"]] },
			problem: {
				path: "model_patterns[0]",
				message:
					'"acme.anvil-*" stands in offerings/acme-nimbus.yaml, too, under the same identifier (models_dev: nimbus)',
				hint: "Write patterns that tell the models of the two apart.",
			},
		},
		{
			name: "every model",
			edit: [["  - anvil-*", '  - "*"']],
			problem: {
				path: "model_patterns[0]",
				message: '"*" alone is for offerings of several developers',
				hint: "Write patterns of the family's models.",
			},
		},
		{
			name: "host of another",
			edit: { "services/nimbus-models.yaml": [["  - models.{region}.nimbus.io", "  - api.acme.com"]] },
			problem: {
				path: "api_hosts[0]",
				message: '"api.acme.com" is a host of offerings/acme-api.yaml, too',
				hint: "Leave it with the service that runs it; offerings behind one host belong to one service or platform.",
			},
		},
		{
			name: "host beside the service's",
			edit: { "offerings/bolt-nimbus.yaml": [["model_patterns:", "api_hosts:\n  - bolt.nimbus.io\nmodel_patterns:"]] },
			problem: {
				path: "api_hosts",
				part: "key",
				message: "the hosts of services/nimbus-models.yaml are the hosts of its offerings",
				hint: "Delete api_hosts.",
			},
		},
	],
});

/** True for records of one service, or of one platform, whose offerings behind a host are told apart by their models. */
function isOnePlatform(a: Known, b: Known): boolean {
	const isSame = (one: string | null, other: string | null) => one !== null && one === other;
	return isSame(a.service, b.service) || isSame(a.platform, b.platform);
}

function isTwin(a: Known, b: Known): boolean {
	return a.kind === "offering" && b.kind === "offering" && a.identity === b.identity;
}

function* patternFindings(
	file: string,
	item: Known,
	identifiers: Readonly<Record<string, string>>,
	pairs: Map<string, Owner>,
): Generator<FileFinding> {
	for (const [index, pattern] of item.patterns.entries()) {
		const path = ["model_patterns", index];
		if (pattern === EVERY && !item.isOfMany) {
			yield {
				file,
				path,
				message: '"*" alone is for offerings of several developers',
				hint: "Write patterns of the family's models.",
			};
			continue;
		}
		for (const [system, identifier] of Object.entries(identifiers)) {
			const pair = JSON.stringify([system, identifier, pattern]);
			const other = pairs.get(pair);
			if (other === undefined) {
				pairs.set(pair, { file, item });
				continue;
			}
			if (isTwin(other.item, item)) continue;
			yield {
				file,
				path,
				message: `${quoted(pattern)} stands in ${other.file}, too, under the same identifier (${system}: ${identifier})`,
				hint: "Write patterns that tell the models of the two apart.",
			};
			break;
		}
	}
}
