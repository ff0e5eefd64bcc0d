import { cleanUrl } from "../../registry/urls.ts";
import { defineRule } from "../rule.ts";
import { filterUrls, urlError } from "../urls.ts";

export const sourceClean = defineRule({
	id: "source/clean",
	level: "error",
	scope: "record",
	summary: "An address has no tracking parameters, no default port, and no empty query or fragment.",
	why: "The same page must have one address, and nobody's campaign should be counted by readers of the registry.",
	fix: "value",
	*check(record) {
		for (const { path, url } of filterUrls(record.value, (one) => cleanUrl(one) !== one && !urlError(one))) {
			const clean = cleanUrl(url);
			yield {
				path,
				replacement: clean,
				message: "the address holds what does not belong to it (tracking, a default port, an empty part)",
				hint: `Write ${clean}`,
			};
		}
	},
});
