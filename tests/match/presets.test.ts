import { beforeAll, expect, test } from "vitest";
import { CONFIDENCES } from "../../schemas/grades.ts";
import type { Policy } from "../../schemas/policy.ts";
import { PRESETS } from "../../schemas/presets.ts";
import type { PublishedData } from "../../schemas/published.ts";
import { addDays } from "../../scripts/lib/dates.ts";
import { matchPolicy } from "../../scripts/match/match.ts";
import { readPolicy } from "../../scripts/match/policy.ts";
import type { Data } from "../../site/src/artifact/shape.ts";
import { kindOf } from "../../site/src/view/glyph.ts";
import {
	type Fact,
	missesOf,
	policyText,
	type Requirements,
	PRESETS as SITE_PRESETS,
} from "../../site/src/view/requirements.ts";
import { realDataset, textsOf } from "../publish/published.ts";

let data: PublishedData;

beforeAll(() => {
	data = JSON.parse(textsOf(realDataset(), /^data\.json$/)["data.json"] ?? "");
});

/** Offering → questions in which it misses what is asked, as the site's matrix finds them. */
function siteMisses(asked: Requirements, today: string): Map<string, string[]> {
	const served = (data as Data).offerings.filter(({ status }) => status !== "retired");
	return new Map(
		served.map(({ id, dimensions }) => {
			const facts = new Map<string, Fact>();
			for (const [dimension, cell] of Object.entries(dimensions)) {
				if (cell) facts.set(dimension, { kind: kindOf(cell), confidence: cell.confidence, until: cell.fresh_until });
			}
			return [id, missesOf(facts, asked, today).sort()];
		}),
	);
}

/** The same as the package's `match` finds them. */
function packageMisses(policy: Policy, today: string): Map<string, string[]> {
	const { results } = matchPolicy(policy, data, today);
	return new Map(
		results.map(({ offering, meets, cells }) => {
			const missed = cells.filter(({ met }) => !met).map(({ dimension }) => dimension);
			expect(meets, offering).toBe(missed.length === 0);
			return [offering, missed.sort()];
		}),
	);
}

test.each(PRESETS)(
	"$id gives every offering the same verdict on the site and in the package, whatever is asked beside it",
	({ id, label }) => {
		const preset = SITE_PRESETS.find(({ name }) => name === label);
		expect(preset).toBeDefined();
		const verdicts = new Set<boolean>();
		for (const confidence of [null, ...CONFIDENCES]) {
			for (const fresh of [false, true]) {
				for (const today of [data.generated, addDays(data.generated, 45), addDays(data.generated, 400)]) {
					const asked: Requirements = { require: preset?.require ?? {}, confidence, fresh };
					const policy: Policy = {
						presets: [id],
						...(confidence && { min_confidence: confidence }),
						...(fresh && { fresh }),
					};
					const site = siteMisses(asked, today);
					expect(packageMisses(policy, today), `${confidence} ${fresh} ${today}`).toEqual(site);
					// What the site saves as a policy file asks the same of the package.
					const saved = readPolicy(new TextEncoder().encode(policyText(asked)), []);
					expect(packageMisses("policy" in saved ? saved.policy : {}, today)).toEqual(site);
					for (const missed of site.values()) verdicts.add(missed.length === 0);
				}
			}
		}
		// That the comparison tells: some offerings meet the preset, and others do not.
		expect(verdicts).toEqual(new Set([true, false]));
	},
);

test("the site has every preset of the package, and no other", () => {
	expect(SITE_PRESETS.map(({ name }) => name).sort()).toEqual(PRESETS.map(({ label }) => label as string).sort());
});
