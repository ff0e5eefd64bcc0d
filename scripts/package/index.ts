import type { Policy } from "../../schemas/policy.ts";
import { PRESETS } from "../../schemas/presets.ts";
import type { PublishedData, PublishedOffering } from "../../schemas/published.ts";
import { freshnessOn } from "../match/freshness.ts";
import { type MatchData, type MatchVerdict, matchPolicy } from "../match/match.ts";
import { type Resolution, resolve as resolveIn } from "../match/resolve.ts";

// Filled in by the package: the data set of the release.
import published from "./data.js";

/** The whole data set of the release. */
const data: PublishedData = published;

/** Returns an offering by its id or a former id; undefined where there is none. */
function offering(id: string): PublishedOffering | undefined {
	return data.offerings.find((one) => one.id === id) ?? data.offerings.find((one) => one.aliases.includes(id));
}

/** Holds offerings to a policy; without `data` those of the release. */
function match(policy: Policy, options: { readonly today: string; readonly data?: MatchData }): MatchVerdict {
	return matchPolicy(policy, options.data ?? data, options.today);
}

/** Returns the offering that an identifier stands for; without `data` of the release. */
function resolve(identifier: string, options: { readonly data?: PublishedData } = {}): Resolution {
	return resolveIn(identifier, options.data ?? data);
}

export { data, freshnessOn, match, offering, PRESETS as presets, resolve };
