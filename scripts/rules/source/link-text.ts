import { defineRule } from "../rule.ts";
import { urlError } from "../urls.ts";

export const sourceLinkText = defineRule({
	id: "source/link-text",
	level: "warning",
	scope: "record",
	summary: "Links in `notes` and `summary` obey `source/url`, too.",
	why: "A reader follows them as trustingly as a source.",
	*check({ markdown }) {
		for (const { path, reading } of markdown) {
			for (const { url, start, end } of reading.links) {
				const fault = urlError(url);
				if (fault) yield { path, range: { start, end }, message: `in this link, ${fault.message}`, hint: fault.hint };
			}
		}
	},
	examples: [
		{
			name: "http in notes",
			edit: [["The [terms](https://acme.com/terms)", "The [terms](http://acme.com/terms)"]],
			problem: {
				path: "dimensions.training_on_customer_data.notes",
				words: "[terms](http://acme.com/terms)",
				message: "in this link, the URL begins with http://",
				hint: "Write https:// if the page answers there; otherwise name another page.",
			},
		},
	],
});
