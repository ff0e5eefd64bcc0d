import { parse } from "tldts";
import { defineRule } from "../rule.ts";
import { quoted } from "../words.ts";

export const referenceDomain = defineRule<readonly string[]>({
	id: "reference/domain",
	level: "error",
	scope: "registry",
	summary:
		"A vendor's domain belongs to it alone: no public suffix, and nowhere below or above a domain of another vendor.",
	why: "Every page under a vendor's domain is primary evidence; under `co.uk` or `github.io`, anybody's would be.",
	pick: (_file, record) => (record?.kind === "vendor" ? record.value.domains : null),
	*check(vendors) {
		const owners = new Map<string, string>();
		for (const { file, pick } of vendors) for (const domain of pick) if (!owners.has(domain)) owners.set(domain, file);
		for (const { file, pick: domains } of vendors) {
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
});

/** Whether anybody can register a name below it; so too under a top-level name that nobody knows. */
function isPublic(domain: string): boolean {
	const { domain: registrable, isIcann, isPrivate } = parse(domain, { allowPrivateDomains: true });
	return registrable === null || !(isIcann || isPrivate);
}

/** A name and every name above it: `a.b.c` → `a.b.c`, `b.c`, `c`. */
function partsOf(domain: string): string[] {
	const labels = domain.split(".");
	return labels.map((_label, index) => labels.slice(index).join("."));
}
