import { defineRule } from "../rule.ts";

export const sourceUrl = defineRule({
	id: "source/url",
	level: "error",
	scope: "record",
	summary:
		"A URL is absolute https on a public host name: no IP address, credentials or other port, host in lower case and in ASCII.",
	why: "Anyone must be able to open it, and no program that follows it may be led into a private network or to a look-alike.",
	*check({ urls }) {
		for (const { path, error } of urls) if (error) yield { path, ...error };
	},
	examples: [
		{
			name: "http",
			edit: [["    url: https://acme.com/terms", "    url: http://acme.com/terms"]],
			problem: {
				path: "documents.terms.url",
				at: [20, 10],
				message: "the URL begins with http://",
				hint: "Write https:// if the page answers there; otherwise name another page.",
			},
		},
		{
			name: "link in Markdown",
			edit: [["- url: https://acme.com/security", '- url: "[security](https://acme.com/security)"']],
			problem: {
				path: "dimensions.iso_42001.searched[0].url",
				message: "this is a link in Markdown, not a URL",
				hint: "Write https://acme.com/security",
			},
		},
		{
			name: "private address",
			edit: { "vendors/acme.yaml": [["https://trust.acme.com/", "https://10.0.0.1/"]] },
			problem: {
				path: "trust_center",
				message: "the host is an IP address",
				hint: "Name the host by its public name.",
			},
		},
		{
			name: "name without a domain",
			edit: { "offerings/acme-nimbus.yaml": [["https://watch.org/nimbus", "https://watch/nimbus"]] },
			problem: {
				path: "dimensions.ip_indemnity.sources[0].reader.url",
				message: '"watch" is no public host name',
				hint: "Name a page that anyone can open.",
			},
		},
	],
});
