import type { Offering } from "./shape.ts";

/** Two offerings that have a page to compare them. */
export type Pair = readonly [Offering, Offering];

/** Number of later offerings of the same developer that an offering has a page with. */
const NEIGHBOURS = 2;
/** Number of developers' own offerings, those with the most answers, that have pages with each other. */
const BEST_KNOWN = 6;

const answers = ({ dimensions }: Offering) => Object.keys(dimensions).length;

/** Pairs with a page: the same developer's models on several platforms, and the best known APIs with each other. */
export function pairsOf(offerings: readonly Offering[]): Pair[] {
	const active = offerings.filter(({ status }) => status === "active");
	const families = Map.groupBy(
		active.filter(({ developer_id: developer }) => developer !== null),
		({ developer_id: developer }) => developer,
	);
	const best = active
		.filter(({ category }) => category === "first_party")
		.sort((a, b) => answers(b) - answers(a) || (a.id < b.id ? -1 : 1))
		.slice(0, BEST_KNOWN)
		.sort((a, b) => (a.id < b.id ? -1 : 1));
	const pairs = [
		...[...families.values()].flatMap((family) => neighbours(family, NEIGHBOURS)),
		...neighbours(best, BEST_KNOWN),
	];
	return [...new Map(pairs.map((pair) => [pair.map(({ id }) => id).join(" "), pair])).values()];
}

/** Each offering with as many of those that follow it. */
function neighbours(list: readonly Offering[], count: number): Pair[] {
	return list.flatMap((one, at) => list.slice(at + 1, at + 1 + count).map((other): Pair => [one, other]));
}
