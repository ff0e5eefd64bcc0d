import { cleanUrl } from "../../registry/urls.ts";
import { defineRule } from "../rule.ts";

export const sourceClean = defineRule({
	id: "source/clean",
	level: "error",
	scope: "record",
	summary: "A URL has no tracking parameters, no default port, and no empty query or fragment.",
	why: "The same page must have one URL, and nobody's campaign should be counted by readers of the registry.",
	fix: "value",
	*check({ urls }) {
		for (const { path, url, error } of urls) {
			const clean = cleanUrl(url);
			if (error || clean === url) continue;
			yield {
				path,
				edits: [{ path, value: clean }],
				message: "the URL holds parts that do not belong to it (tracking, a default port, an empty part)",
				hint: `Write ${clean}`,
			};
		}
	},
	examples: [
		{ name: "fragment", edit: [["- url: https://acme.com/security", "- url: https://acme.com/security#iso"]] },
		{
			name: "tracking",
			edit: [["- url: https://acme.com/security", "- url: https://acme.com/security?utm_source=x"]],
			problem: {
				path: "dimensions.iso_42001.searched[0].url",
				message: "the URL holds parts that do not belong to it (tracking, a default port, an empty part)",
				hint: "Write https://acme.com/security",
			},
		},
		{
			name: "port",
			edit: [["    url: https://acme.com/terms", "    url: https://acme.com:443/terms"]],
			problem: {
				path: "documents.terms.url",
				message: "the URL holds parts that do not belong to it (tracking, a default port, an empty part)",
				hint: "Write https://acme.com/terms",
			},
		},
	],
});
