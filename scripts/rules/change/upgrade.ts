import { gradeOf, isRead } from "../../../schemas/grades.ts";
import { gitPermalinkOf } from "../../registry/archives.ts";
import { samePageKey } from "../../registry/urls.ts";
import { changedCells } from "../cell-changes.ts";
import { defineRule } from "../rule.ts";

export const changeUpgrade = defineRule({
	id: "change/upgrade",
	level: "hold",
	scope: "change",
	summary:
		"A grade that goes up rests on a page of the vendor or an authority that the base did not have, by the domains and archives of the base.",
	why: "A better grade is what a vendor wants most; it must rest on something new that anyone can check.",
	*check(changes) {
		const { before: base } = changes;
		for (const { file, path, before, after, graded, reverted } of changedCells(changes)) {
			if (reverted || gradeOf(after.cell.value).rank <= gradeOf(before.cell.value).rank) continue;
			const known = new Set(before.sources.map(({ url }) => samePageKey(url)));
			// Pages under a domain that the same change adds are nobody's until the change is merged.
			const fresh = after.sources.filter(
				({ url, via }) =>
					!known.has(samePageKey(url)) && isRead(via) && base.vendors.publisherOf(url, graded) !== "other",
			);
			const own = fresh.find(({ archived }) => archived === undefined || !isNewArchive(archived));
			if (own) continue;
			const [from, to] = [gradeOf(before.cell.value).label, gradeOf(after.cell.value).label];
			yield fresh.length > 0
				? {
						file,
						path: [...path, "value"],
						message: `the grade goes up from "${from}" to "${to}" by a copy in an archive that this change adds to archives.yaml`,
						hint: "A maintainer has to look at the archive first.",
					}
				: {
						file,
						path: [...path, "value"],
						message: `the grade goes up from "${from}" to "${to}" without a new page of the vendor or an authority`,
						hint: "Add the page of the developer, the platform or an authority that says so; otherwise a maintainer has to look at it.",
					};
		}
		function isNewArchive(archived: string): boolean {
			return gitPermalinkOf(archived) !== null && !base.archives.of(archived);
		}
	},
	examples: [
		{
			name: "no new page",
			edit: [
				["value: yes_sales_gated", "value: yes_public"],
				["    caveat: The report needs an NDA.\n", ""],
				["    route: trust_center_nda\n", ""],
				['        captured: "2026-10-15"', '        captured: "2026-10-15"\n        unchanged: "2026-11-20"'],
			],
			problem: {
				path: "dimensions.soc2_type2.value",
				message:
					'the grade goes up from "Yes, sales-gated" to "Yes, public" without a new page of the vendor or an authority',
				hint: "Add the page of the developer, the platform or an authority that says so; otherwise a maintainer has to look at it.",
			},
		},
		{
			name: "known page under another spelling",
			edit: [
				["value: yes_sales_gated", "value: yes_public"],
				["    caveat: The report needs an NDA.\n", ""],
				["    route: trust_center_nda\n", ""],
				[
					"    sources:\n      - url: https://trust.acme.com/\n",
					'    sources:\n      - url: https://www.trust.acme.com//?v=2\n        title: Acme trust center\n        via: live\n        captured: "2026-11-20"\n      - url: https://trust.acme.com/\n',
				],
			],
			problem: {
				path: "dimensions.soc2_type2.value",
				message:
					'the grade goes up from "Yes, sales-gated" to "Yes, public" without a new page of the vendor or an authority',
				hint: "Add the page of the developer, the platform or an authority that says so; otherwise a maintainer has to look at it.",
			},
		},
		{
			name: "new page",
			edit: [
				["value: yes_sales_gated", "value: yes_public"],
				["    caveat: The report needs an NDA.\n", ""],
				["    route: trust_center_nda\n", ""],
				[
					"    sources:\n      - url: https://trust.acme.com/\n",
					'    sources:\n      - url: https://acme.com/soc3.pdf\n        title: SOC 3 report\n        via: live\n        captured: "2026-11-20"\n      - url: https://trust.acme.com/\n',
				],
			],
		},
		{
			name: "domain that the same change adds",
			edit: {
				"vendors/acme.yaml": [["  - acme.com\n", "  - acme.com\n  - anvil.dev\n"]],
				"offerings/acme-api.yaml": [
					["value: yes_sales_gated", "value: yes_public"],
					["    caveat: The report needs an NDA.\n", ""],
					["    route: trust_center_nda\n", ""],
					[
						"    sources:\n      - url: https://trust.acme.com/\n",
						'    sources:\n      - url: https://anvil.dev/soc3.pdf\n        title: SOC 3 report\n        via: live\n        captured: "2026-11-20"\n      - url: https://trust.acme.com/\n',
					],
				],
			},
			problem: {
				file: "offerings/acme-api.yaml",
				path: "dimensions.soc2_type2.value",
				message:
					'the grade goes up from "Yes, sales-gated" to "Yes, public" without a new page of the vendor or an authority',
				hint: "Add the page of the developer, the platform or an authority that says so; otherwise a maintainer has to look at it.",
			},
		},
		{
			name: "archive that the same change adds",
			edit: {
				"archives.yaml": [
					[
						"archives:\n",
						"archives:\n  - prefix: https://github.com/somebody/copies/\n    name: Somebody's copies\n    kept_by: organisation\n    licence: CC0\n",
					],
				],
				"offerings/acme-api.yaml": [
					["value: yes_sales_gated", "value: yes_public"],
					["    caveat: The report needs an NDA.\n", ""],
					["    route: trust_center_nda\n", ""],
					[
						"    sources:\n      - url: https://trust.acme.com/\n",
						'    sources:\n      - url: https://acme.com/soc3.pdf\n        title: SOC 3 report\n        via: copy\n        archived: https://github.com/somebody/copies/blob/0123456789abcdef0123456789abcdef01234567/soc3.md\n        captured: "2026-11-20"\n      - url: https://trust.acme.com/\n',
					],
				],
			},
			problem: {
				file: "offerings/acme-api.yaml",
				path: "dimensions.soc2_type2.value",
				message:
					'the grade goes up from "Yes, sales-gated" to "Yes, public" by a copy in an archive that this change adds to archives.yaml',
				hint: "A maintainer has to look at the archive first.",
			},
		},
	],
});
