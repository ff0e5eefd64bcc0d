import { defineRule } from "../rule.ts";
import { filterUrls, urlError } from "../urls.ts";

export const sourceUrl = defineRule({
	id: "source/url",
	level: "error",
	scope: "record",
	summary:
		"An address is absolute https on a public host name: no IP address, credentials or other port, host in lower case and in ASCII.",
	why: "Anyone must be able to open it, and no program that follows it may be led into a private network or to a look-alike.",
	*check(record) {
		for (const { path, url } of filterUrls(record.value, (one) => urlError(one) !== null)) {
			const fault = urlError(url);
			if (fault) yield { path, ...fault };
		}
	},
});
