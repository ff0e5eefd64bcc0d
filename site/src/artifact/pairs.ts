import type { Offering } from "./shape.ts";

/** Two offerings that have a page to compare them. */
export type Pair = readonly [Offering, Offering];

/** With how many of those that follow it in its family an offering is compared. */
const NEIGHBOURS = 2;

/** Pairs of one family; of a large family few enough that pages grow with offerings. */
export function pairsOf(offerings: readonly Offering[]): Pair[] {
	const families = Map.groupBy(
		offerings.filter(({ status }) => status === "active"),
		({ model_family: family }) => family,
	);
	return [...families.values()].flatMap((family) =>
		family.flatMap((one, index) => family.slice(index + 1, index + 1 + NEIGHBOURS).map((other): Pair => [one, other])),
	);
}
