import { DIMENSIONS, type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import type { Registry } from "../registry/registry.ts";
import { offeringNames } from "./find-offering.ts";
import { namedIn } from "./names.ts";

/**
 * Says what an issue's title names that its answers do not: links fill in a title, and what is chosen in the form can be
 * something else. Null where they agree, or the title names nothing.
 */
export function titleFault(
	title: string,
	registry: Registry,
	{ offering, dimension }: { readonly offering: string; readonly dimension: DimensionId },
): string | null {
	const offerings = namedIn(title, offeringNames(registry));
	const dimensions = namedIn(
		title,
		DIMENSIONS.map(({ id, label }) => ({ id, names: [label] })),
	);
	const other = [
		...(offerings.length > 0 && !offerings.includes(offering) ? [offerings[0]] : []),
		...(dimensions.length > 0 && !dimensions.includes(dimension) ? [labelOf(dimensions[0])] : []),
	];
	if (other.length === 0) return null;
	return `the title names ${other.join(" and ")}, the answers ${dimensionOf(dimension).label} of ${offering}; which is meant? Edit the title or the answers`;
}

function labelOf(id: string | undefined): string | undefined {
	return DIMENSIONS.find((one) => one.id === id)?.label;
}
