import { VIA_IDS } from "../../../schemas/grades.ts";
import type { WrittenSource } from "../../../schemas/source.ts";
import { commandLine } from "../../lib/command-line.ts";
import type { Holder, Lookups } from "../../registry/lookups.ts";
import type { RegistryRecord } from "../../registry/record.ts";
import type { Path } from "../../yaml/positions.ts";
import { lackOf } from "../lack.ts";
import { hasUnknownOwner } from "../owners.ts";
import type { DocumentKeys } from "../places.ts";
import { repeatedDocuments } from "../repeated-documents.ts";
import { defineRule, type Finding } from "../rule.ts";
import { quoted, suggestion } from "../words.ts";

export const sourceDocument = defineRule({
	id: "source/document",
	level: "error",
	scope: "record",
	summary:
		"A source names a document that is known, or describes one, with the keys that its way of reading needs; a document that is used twice is described once.",
	why: "A document is read once and cited by many cells, and a reader must be able to tell who read it, when, and which copy.",
	fix: "value",
	*check({ value, cells, documents }, { lookups }) {
		for (const { path, cell } of cells) {
			for (const [index, source] of (cell.sources ?? []).entries()) {
				yield* references([...path, "sources", index], source, value, lookups);
			}
			for (const [index, page] of (cell.searched ?? []).entries()) {
				yield* references([...path, "searched", index], page, value, lookups);
			}
		}
		for (const { path, document, source } of documents) {
			yield* needs(path, document, source);
		}
		yield* repeatedDocuments(value, documents);
	},
	examples: [
		{
			name: "document of the developer",
			edit: {
				"offerings/acme-nimbus.yaml": [
					[
						'      - url: https://docs.nimbus.io/regions\n        title: Regions\n        via: live\n        captured: "2026-11-18"\n',
						"      - document: nimbus-models/service-terms\n",
					],
				],
			},
		},
		{
			name: "unknown name",
			edit: [
				["      - document: terms\n        locator: Section 5", "      - document: term\n        locator: Section 5"],
			],
			problem: {
				path: "dimensions.retention_zdr.sources[0].document",
				message: 'there is no document "term"',
				hint: 'Did you mean "terms"?',
			},
		},
		{
			name: "document of the service",
			edit: {
				"offerings/acme-nimbus.yaml": [
					[
						'      - url: https://docs.nimbus.io/regions\n        title: Regions\n        via: live\n        captured: "2026-11-18"\n',
						"      - document: service-terms\n",
					],
				],
			},
			problem: {
				path: "dimensions.data_residency.sources[0].document",
				message: 'there is no document "service-terms"',
				hint: 'Did you mean "nimbus-models/service-terms"?',
			},
		},
		{
			name: "name and description",
			edit: [
				[
					"      - document: terms\n        locator: Section 5",
					"      - document: terms\n        url: https://acme.com/terms\n        locator: Section 5",
				],
			],
			problem: {
				path: "dimensions.retention_zdr.sources[0].url",
				part: "key",
				message: '"url" stands beside "document"',
				hint: "Name a document or describe one, not both.",
			},
		},
		{
			name: "neither name nor URL",
			edit: [["      - document: terms\n        locator: Section 5", "      - locator: Section 5"]],
			problem: {
				path: "dimensions.retention_zdr.sources[0]",
				words: "locator: Section 5",
				message: "this names no document",
				hint: "Add document with the name of one, or url.",
			},
		},
		{
			name: "no way of reading",
			edit: [["        via: copy\n", ""]],
			problem: {
				path: "dimensions.soc2_type2.sources[0].url",
				message: "nothing says how this page was read",
				hint: `Add via: ${VIA_IDS.join(", ")}.`,
			},
		},
		{
			name: "live page without a day",
			edit: [['    published: "2026-09-01"\n    captured: "2026-11-20"\n', '    published: "2026-09-01"\n']],
			problem: {
				path: "documents.terms.via",
				message: '"via: live" needs captured',
				hint: "Add captured: the day on which the page was read.",
			},
		},
		{
			name: "copy without its URL",
			edit: [["        archived: https://web.archive.org/web/20261015000000/https://trust.acme.com/\n", ""]],
			problem: {
				path: "dimensions.soc2_type2.sources[0].via",
				message: '"via: copy" needs archived',
				hint: "Add archived: the URL of the copy that was read.",
			},
		},
		{
			name: "copy without a day",
			edit: [
				['        published: "2026-09-01"\n        archived', "        archived"],
				['        captured: "2026-10-15"\n', ""],
			],
			problem: {
				path: "dimensions.soc2_type2.sources[0].via",
				message: '"via: copy" needs captured or published',
				hint: "Add captured: the day of the copy; or published: the date printed on the page.",
			},
		},
		{
			name: "report without a reader",
			edit: {
				"offerings/acme-nimbus.yaml": [
					[
						'        reader:\n          name: Watch Registry\n          url: https://watch.org/nimbus\n          date: "2026-11-01"\n',
						"",
					],
					[
						"    finding: Indemnity for output, by contract\n",
						'    checked: "2026-11-01"\n    finding: Indemnity for output, by contract\n',
					],
				],
			},
			problem: {
				path: "dimensions.ip_indemnity.sources[0].via",
				message: '"via: reported" needs reader',
				hint: "Add reader with the name of the third party, its url and the date as of which it says so.",
			},
		},
		{
			name: "document described twice",
			edit: {
				"services/nimbus-models.yaml": [
					[
						"      - document: service-terms\n        locator: Section 4",
						'      - url: https://docs.nimbus.io/regions\n        title: Regions\n        via: live\n        captured: "2026-11-18"\n        locator: Section 4',
					],
				],
			},
			problem: {
				path: "dimensions.data_residency.sources[0].url",
				message: "this document is described twice in the file, first in dimensions.gdpr_dpa.sources[0]",
				hint: `Describe it once under documents, and name it in both places: ${commandLine("check --fix")}`,
			},
		},
		{
			name: "document described again",
			edit: [
				[
					"      - document: terms\n        locator: Section 5",
					'      - url: https://acme.com/terms\n        title: Acme terms\n        via: live\n        published: "2026-09-01"\n        captured: "2026-11-20"\n        locator: Section 5',
				],
			],
			problem: {
				path: "dimensions.retention_zdr.sources[0].url",
				message: "this document is described twice in the file, first in documents.terms",
				hint: `Write document: terms in its place: ${commandLine("check --fix")}`,
			},
		},
	],
});

/** Returns the names of the documents that a record can cite. */
function knownNames(holder: Holder, lookups: Lookups): string[] {
	const own = Object.keys(holder.documents ?? {});
	if (!("developer" in holder)) return own;
	const { service, developer } = holder;
	const shared = service === undefined ? {} : lookups.services.get(service)?.documents;
	const ofDeveloper = lookups.vendors.byId.get(developer)?.documents;
	return [
		...own,
		...Object.keys(shared ?? {}).map((name) => `${service}/${name}`),
		...Object.keys(ofDeveloper ?? {}).map((name) => `${developer}/${name}`),
	];
}

/** A source or a searched page, as far as it names a document. */
type Reference = Pick<WrittenSource, "document" | "url">;

/** Keys that say which part of a document is meant, or when it was looked at; the others describe the document. */
const OF_REFERENCE: ReadonlySet<string> = new Set(["document", "locator", "quote", "as_of"]);

function* references(
	path: Path,
	reference: Reference,
	holder: RegistryRecord["value"],
	lookups: Lookups,
): Generator<Finding> {
	const { document, url } = reference;
	const [extra] = Object.keys(reference).filter((key) => !OF_REFERENCE.has(key));
	if (document === undefined) {
		if (url !== undefined) return;
		yield { path, message: "this names no document", hint: "Add document with the name of one, or url." };
	} else if (extra !== undefined) {
		yield {
			path: [...path, extra],
			part: "key",
			message: `"${extra}" stands beside "document"`,
			hint: "Name a document or describe one, not both.",
		};
	} else if (!lookups.documentOf(holder, document) && !(document.includes("/") && hasUnknownOwner(holder, lookups))) {
		yield {
			path: [...path, "document"],
			message: `there is no document ${quoted(document)}`,
			hint: documentHint(document, knownNames(holder, lookups)),
		};
	}
}

function documentHint(name: string, names: readonly string[]): string {
	const shared = names.find((one) => one.endsWith(`/${name}`));
	if (shared !== undefined) return `Did you mean "${shared}"?`;
	return suggestion(name, names) || "Describe it under documents.";
}

/** Finds the keys that a way of reading needs and a description lacks. */
function* needs(path: Path, document: DocumentKeys, source: WrittenSource | null): Generator<Finding> {
	const { url, via } = document;
	if (url === undefined) return;
	if (via === undefined) {
		if (source) {
			yield {
				path: [...path, "url"],
				message: "nothing says how this page was read",
				hint: `Add via: ${VIA_IDS.join(", ")}.`,
			};
		}
		return;
	}
	const lack = lackOf(document);
	if (lack) yield { path: [...path, "via"], message: `"via: ${via}" needs ${lack.what}`, hint: lack.hint };
}
