import type { Cell } from "../../schemas/cell.ts";
import type { WrittenSource } from "../../schemas/source.ts";

/**
 * Turns records of version 1 of the data model into the shape of version 2, for comparison only: history, `show --at`,
 * `diff`, releases and feeds of commits before the conversion. `check` and `build` never use it.
 */

type Fields = Readonly<Record<string, unknown>>;

/** True for an offering of version 1: one of its cells says `verified` by hand. */
export function isVersion1(value: unknown): boolean {
	if (!isFields(value)) return false;
	return cellsIn(value).some((cell) => isFields(cell) && typeof cell.verified === "string");
}

/** Returns the offering with its cells in the shape of version 2. `value` must be one that isVersion1 accepts. */
export function upgradeVersion1(value: unknown): unknown {
	const offering = value as Fields;
	return {
		...offering,
		dimensions: upgradedCells(offering.dimensions),
		...(Array.isArray(offering.model_exceptions)
			? {
					model_exceptions: offering.model_exceptions.map((exception: Fields) => ({
						...exception,
						dimensions: upgradedCells(exception.dimensions),
					})),
				}
			: {}),
	};
}

function cellsIn(offering: Fields): unknown[] {
	const exceptions = Array.isArray(offering.model_exceptions) ? offering.model_exceptions : [];
	return [offering, ...exceptions].flatMap((holder: unknown) =>
		isFields(holder) && isFields(holder.dimensions) ? Object.values(holder.dimensions) : [],
	);
}

function upgradedCells(cells: unknown): unknown {
	if (!isFields(cells)) return cells;
	return Object.fromEntries(Object.entries(cells).map(([dimension, cell]) => [dimension, upgradedCell(cell)]));
}

function upgradedCell(cell: unknown): unknown {
	if (!isFields(cell)) return cell;
	const { verified, verified_via, sources, searched, reviews, ...rest } = cell;
	const via = verified_via === "secondary" ? "reported" : "unread";
	const upgraded: Fields = {
		...rest,
		// Version 1 had no finding; a comparison reads an empty one as none.
		finding: "",
		...(typeof verified === "string" ? { checked: verified } : {}),
		...(Array.isArray(sources) ? { sources: sources.map((source: unknown) => upgradedSource(source, via)) } : {}),
		...(Array.isArray(searched) ? { searched: searched.map((url: unknown) => ({ url })) } : {}),
		...(Array.isArray(reviews) ? { reviews: reviews.map(upgradedReview) } : {}),
	};
	return upgraded as Partial<Cell>;
}

/** Version 1 did not say how each source was read; the host stands for the name of a reader. */
function upgradedSource(source: unknown, via: "reported" | "unread"): unknown {
	if (!isFields(source)) return source;
	const reader = via === "reported" ? { reader: { name: hostIn(source.url) } } : {};
	return { ...(source as Partial<WrittenSource>), via, ...reader };
}

function upgradedReview(review: unknown): unknown {
	if (!isFields(review)) return review;
	const { on, ...rest } = review;
	return { date: on, ...rest };
}

function hostIn(url: unknown): string {
	return typeof url === "string" && URL.canParse(url) ? new URL(url).hostname : "unknown";
}

function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
