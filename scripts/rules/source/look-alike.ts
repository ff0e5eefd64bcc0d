import { lookAlikeOf } from "../look-alike.ts";
import { defineRule } from "../rule.ts";

export const sourceLookAlike = defineRule({
	id: "source/look-alike",
	level: "error",
	scope: "record",
	summary: "No host is one or two letters, or letters that look alike, away from a vendor's domain.",
	why: "Such a host is a slip of the finger at best, and a forgery at worst.",
	*check({ urls }, { lookups: { vendors } }) {
		for (const { path, url, error } of urls) {
			const known = error ? null : lookAlikeOf(url, vendors);
			if (known === null) continue;
			yield {
				path,
				message: `the host ${new URL(url).hostname} is not a vendor's, but nearly ${known}`,
				hint: `Did you mean ${known}? If it is the vendor's own, add it to the domains of the vendor's file.`,
			};
		}
	},
	examples: [
		{
			name: "one letter",
			edit: {
				"offerings/acme-nimbus.yaml": [["https://nimbus.io/legal/indemnity", "https://nimbuss.io/legal/indemnity"]],
			},
			problem: {
				path: "dimensions.ip_indemnity.sources[0].url",
				message: "the host nimbuss.io is not a vendor's, but nearly nimbus.io",
				hint: "Did you mean nimbus.io? If it is the vendor's own, add it to the domains of the vendor's file.",
			},
		},
		{
			name: "letters that look alike",
			edit: {
				"offerings/acme-nimbus.yaml": [["https://nimbus.io/legal/indemnity", "https://nirnbus.io/legal/indemnity"]],
			},
			problem: {
				path: "dimensions.ip_indemnity.sources[0].url",
				message: "the host nirnbus.io is not a vendor's, but nearly nimbus.io",
				hint: "Did you mean nimbus.io? If it is the vendor's own, add it to the domains of the vendor's file.",
			},
		},
		{
			name: "another name",
			edit: { "offerings/acme-nimbus.yaml": [["https://watch.org/nimbus", "https://limbo.org/nimbus"]] },
		},
	],
});
