/** Addresses inside the site and on the forge. Every link of a page is made here. */

const BASE = import.meta.env.BASE_URL.replace(/\/$/, "");

/** Path of a page or file of the site, from its root: `here("offerings/x/")`. */
export function here(path = ""): string {
	return `${BASE}/${path}`;
}

/** Page of an offering, at one of its cells where a dimension is named. */
export function offeringPage(id: string, dimension?: string): string {
	return `${here(`offerings/${id}/`)}${dimension === undefined ? "" : `#${dimension}`}`;
}
