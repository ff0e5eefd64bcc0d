import { gradeOf, isRead, isYes } from "../../../schemas/grades.ts";
import { lookAlikeOf } from "../look-alike.ts";
import { hasUnknownOwner } from "../owners.ts";
import { defineRule } from "../rule.ts";
import { noEvidence } from "../source/shortener.ts";
import { urlError } from "../urls.ts";

export const gradePrimary = defineRule({
	id: "grade/primary",
	level: "error",
	scope: "record",
	summary:
		"The main source of a `yes_*` is a page of the vendor or an authority that was read, or that a named reader reports; a `partial` on pages of others alone is a warning.",
	why: "A vendor's promise is best known from the vendor; a third party's word is marked as such.",
	*check({ value, cells }, { lookups }) {
		const { vendors } = lookups;
		const graded = lookups.gradedVendors(value);
		// Without the vendors' domains nothing is known to be primary; that they are unknown is a problem of its own.
		if (graded.length === 0 || !graded.every((id) => vendors.byId.has(id)) || hasUnknownOwner(value, lookups)) return;
		for (const { cell, sources } of cells) {
			const main = sources[0];
			// A main source that nobody read, or that cannot be looked up, has a problem of its own.
			if (!main || !cell.sources || sources.length < cell.sources.length || main.source.via === "unread") continue;
			const { url, via } = main.source;
			const isPrimary = vendors.publisherOf(url, graded) !== "other" && (isRead(via) || via === "reported");
			// A URL that is refused may have been meant as a primary one.
			if (isPrimary || urlError(url) !== null || noEvidence(url) !== null || lookAlikeOf(url, vendors)) continue;
			const where = { path: main.documentPath ? [...main.documentPath, "url"] : main.path };
			if (isYes(cell.value)) {
				yield {
					...where,
					message: `the grade "${gradeOf(cell.value).label}" rests on a page that is neither the vendor's nor an authority's`,
					hint: "Put a page of the developer, the platform or an authority first, or grade what such a page supports.",
				};
			} else if (cell.value === "partial" && !sources.some(({ source }) => vendors.isPrimary(source, graded))) {
				yield {
					...where,
					level: "warning",
					message: 'the grade "Partial" rests on pages of others alone',
					hint: "Add a page of the developer, the platform or an authority.",
				};
			}
		}
	},
	examples: [
		{
			name: "page of another",
			edit: [
				["- url: https://trust.acme.com/\n", "- url: https://watch.org/acme\n"],
				["web/20261015000000/https://trust.acme.com/", "web/20261015000000/https://watch.org/acme"],
			],
			problem: {
				path: "dimensions.soc2_type2.sources[0].url",
				at: [34, 14],
				message: "the grade \"Yes, sales-gated\" rests on a page that is neither the vendor's nor an authority's",
				hint: "Put a page of the developer, the platform or an authority first, or grade what such a page supports.",
			},
		},
		{
			name: "page that anybody can fill",
			edit: [
				["- url: https://trust.acme.com/\n", "- url: https://community.acme.com/t/1\n"],
				["web/20261015000000/https://trust.acme.com/", "web/20261015000000/https://community.acme.com/t/1"],
			],
			problem: {
				path: "dimensions.soc2_type2.sources[0].url",
				message: "the grade \"Yes, sales-gated\" rests on a page that is neither the vendor's nor an authority's",
				hint: "Put a page of the developer, the platform or an authority first, or grade what such a page supports.",
			},
		},
		{
			name: "prefix on a shared host",
			edit: [
				["- url: https://trust.acme.com/\n", "- url: https://storage.googleapis.com/acme-documents/soc2.pdf\n"],
				[
					"web/20261015000000/https://trust.acme.com/",
					"web/20261015000000/https://storage.googleapis.com/acme-documents/soc2.pdf",
				],
			],
		},
		{
			name: "other bucket of a shared host",
			edit: [
				["- url: https://trust.acme.com/\n", "- url: https://storage.googleapis.com/acme-documents-2/soc2.pdf\n"],
				[
					"web/20261015000000/https://trust.acme.com/",
					"web/20261015000000/https://storage.googleapis.com/acme-documents-2/soc2.pdf",
				],
			],
			problem: {
				path: "dimensions.soc2_type2.sources[0].url",
				message: "the grade \"Yes, sales-gated\" rests on a page that is neither the vendor's nor an authority's",
				hint: "Put a page of the developer, the platform or an authority first, or grade what such a page supports.",
			},
		},
		{
			name: "page of the developer in a cell of the service",
			edit: {
				"services/nimbus-models.yaml": [
					["    url: https://nimbus.io/legal/service-terms", "    url: https://acme.com/legal/service-terms"],
				],
			},
			problem: {
				path: "documents.service-terms.url",
				message: "the grade \"Yes, public\" rests on a page that is neither the vendor's nor an authority's",
				hint: "Put a page of the developer, the platform or an authority first, or grade what such a page supports.",
			},
		},
		{
			name: "partial",
			edit: {
				"services/nimbus-models.yaml": [["https://docs.nimbus.io/regions", "https://watch.org/regions"]],
			},
			problem: {
				path: "dimensions.data_residency.sources[0].url",
				level: "warning",
				message: 'the grade "Partial" rests on pages of others alone',
				hint: "Add a page of the developer, the platform or an authority.",
			},
		},
	],
});
