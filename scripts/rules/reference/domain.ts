import { parse } from "tldts";
import { isOpenToAnybody } from "../../registry/anybody.ts";
import { DEVELOPER, PLATFORM } from "../example.ts";
import { defineRule } from "../rule.ts";
import { noEvidence } from "../source/shortener.ts";
import { quoted } from "../words.ts";

export const referenceDomain = defineRule<{
	readonly domains: readonly string[];
	readonly prefixes: readonly string[];
}>({
	id: "reference/domain",
	level: "error",
	scope: "registry",
	summary:
		"A vendor's domain belongs to it alone: no public suffix, no forum, shared chat or short links, and nowhere below or above a domain of another vendor; a document prefix names a folder.",
	why: "Every page under a vendor's domain is primary evidence; under `co.uk` or `github.io`, anybody's would be.",
	collect(_file, record) {
		if (record?.kind !== "vendor") return null;
		return { domains: record.value.domains, prefixes: record.value.document_prefixes ?? [] };
	},
	*check(vendors) {
		const owners = new Map<string, string>();
		for (const { file, item } of vendors) {
			for (const domain of item.domains) if (!owners.has(domain)) owners.set(domain, file);
		}
		for (const { file, item } of vendors) {
			const { domains, prefixes } = item;
			for (const [index, prefix] of prefixes.entries()) {
				if (!URL.canParse(prefix) || (new URL(prefix).pathname !== "/" && !isOpenToAnybody(prefix))) continue;
				yield {
					file,
					path: ["document_prefixes", index],
					message: `anybody can have a page under ${quoted(prefix)}`,
					hint: "Name the folder that is the vendor's alone.",
				};
			}
			for (const [index, domain] of domains.entries()) {
				const path = ["domains", index];
				const shared = partsOf(domain).find((part) => (owners.get(part) ?? file) !== file);
				if (isPublic(domain)) {
					yield {
						file,
						path,
						message: `${quoted(domain)} is a public suffix, under which anybody can have a name`,
						hint: "Name the vendor's own domain, for example the host of its home page.",
					};
				} else if (isOpenToAnybody(`https://${domain}/`) || noEvidence(`https://${domain}/`) !== null) {
					yield {
						file,
						path,
						message: `on ${quoted(domain)} anybody can write, or its links can be led elsewhere`,
						hint: "Name the hosts on which the vendor alone publishes.",
					};
				} else if (shared !== undefined) {
					yield {
						file,
						path,
						message: `${quoted(shared)} is a domain of ${owners.get(shared)}, too`,
						hint: "Leave it with the vendor that runs it, and name the hosts that are another's alone.",
					};
				} else if (domains.indexOf(domain) < index) {
					yield { file, path, message: `${quoted(domain)} is listed twice`, hint: "Delete one of the two." };
				}
			}
		}
	},
	examples: [
		{
			name: "public suffix",
			edit: { [DEVELOPER]: [["  - acme.com\n", "  - acme.com\n  - github.io\n"]] },
			problem: {
				path: "domains[1]",
				message: '"github.io" is a public suffix, under which anybody can have a name',
				hint: "Name the vendor's own domain, for example the host of its home page.",
			},
		},
		{
			name: "domain of another vendor",
			edit: { [PLATFORM]: [["  - nimbus.io\n", "  - nimbus.io\n  - cloud.acme.com\n"]] },
			problem: {
				path: "domains[1]",
				message: '"acme.com" is a domain of vendors/acme.yaml, too',
				hint: "Leave it with the vendor that runs it, and name the hosts that are another's alone.",
			},
		},
		{
			name: "twice",
			edit: { [DEVELOPER]: [["  - acme.com\n", "  - acme.com\n  - acme.com\n"]] },
			problem: { path: "domains[1]", message: '"acme.com" is listed twice', hint: "Delete one of the two." },
		},
		{
			name: "forum",
			edit: { [DEVELOPER]: [["  - acme.com\n", "  - acme.com\n  - community.acme.dev\n"]] },
			problem: {
				path: "domains[1]",
				message: 'on "community.acme.dev" anybody can write, or its links can be led elsewhere',
				hint: "Name the hosts on which the vendor alone publishes.",
			},
		},
		{
			name: "short links",
			edit: { [DEVELOPER]: [["  - acme.com\n", "  - acme.com\n  - aka.ms\n"]] },
			problem: {
				path: "domains[1]",
				message: 'on "aka.ms" anybody can write, or its links can be led elsewhere',
				hint: "Name the hosts on which the vendor alone publishes.",
			},
		},
		{
			name: "whole host as a prefix",
			edit: {
				[DEVELOPER]: [["  - https://storage.googleapis.com/acme-documents/", "  - https://storage.googleapis.com/"]],
			},
			problem: {
				path: "document_prefixes[0]",
				message: 'anybody can have a page under "https://storage.googleapis.com/"',
				hint: "Name the folder that is the vendor's alone.",
			},
		},
	],
});

/** True where anybody can register a name below it; so too under a top-level name that nobody knows. */
function isPublic(domain: string): boolean {
	const { domain: registrable, isIcann, isPrivate } = parse(domain, { allowPrivateDomains: true });
	return registrable === null || !(isIcann || isPrivate);
}

/** A name and every name above it: `a.b.c` → `a.b.c`, `b.c`, `c`. */
function partsOf(domain: string): string[] {
	const labels = domain.split(".");
	return labels.map((_label, index) => labels.slice(index).join("."));
}
