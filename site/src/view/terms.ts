import type { Dimension, Grade } from "../artifact/shape.ts";

/** Terms that views need beside an offering; small enough to be loaded in a browser. */
export interface Terms {
	/** Path of the site on its host. */
	readonly base: string;
	readonly homepage: string;
	readonly version: string;
	readonly generated: string;
	readonly dimensions: readonly Pick<Dimension, "id" | "label" | "slug" | "group" | "question">[];
	readonly grades: readonly Pick<Grade, "id" | "label" | "rank">[];
	readonly repository: string;
	/** Ids of authorities, whose pages count for every vendor. */
	readonly authorities: readonly string[];
	/** Service id → name, number of its offerings. */
	readonly services: { readonly [id: string]: { readonly name: string; readonly offerings: number } | undefined };
}

/** Path of an offering's page, at one of its answers where a dimension is named. */
export function offeringPath({ base }: Pick<Terms, "base">, id: string, dimension?: string): string {
	return `${base}offerings/${id}/${dimension === undefined ? "" : `#${dimension}`}`;
}

/** Path of the form that corrects an answer, filled in with what the record says. */
export function correctPath(
	{ base }: Pick<Terms, "base">,
	offering: string,
	dimension?: string,
	kind?: string,
): string {
	const query = new URLSearchParams({ offering, ...(dimension && { dimension }), ...(kind && { kind }) });
	return `${base}correct/?${query}`;
}

/** Path of the page that compares these offerings. */
export function comparePath({ base }: Pick<Terms, "base">, ids: readonly string[]): string {
	return `${base}compare/?${new URLSearchParams(ids.map((id, at): [string, string] => ["abcd".charAt(at), id]))}`;
}
