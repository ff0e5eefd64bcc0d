import type { Pair } from "./artifact/pairs.ts";
import { registry } from "./artifact/registry.ts";
import type { Dimension } from "./artifact/shape.ts";

/** Paths inside the site and URLs on GitHub. Links of pages are made here and in view/terms.ts. */

/** Path of a page or file of the site, from its root: `sitePath("offerings/x/")`. */
export function sitePath(path = ""): string {
	return new URL(registry().homepage).pathname + path;
}

/** Page of a question across all offerings. */
export function questionPage(dimension: Pick<Dimension, "slug">): string {
	return sitePath(`questions/${dimension.slug}/`);
}

/** Page of a vendor. */
export function vendorPage(id: string): string {
	return sitePath(`vendors/${id}/`);
}

/** Page of a service. */
export function servicePage(id: string): string {
	return sitePath(`services/${id}/`);
}

/** Page of a pair that has one. */
export function pairPage(pair: Pair): string {
	return sitePath(`compare/${pairName(pair)}/`);
}

/** The name of a pair in the path of its page. */
export function pairName([one, other]: Pair): string {
	return `${one.id}-vs-${other.id}`;
}

/** A file of the records on GitHub: as it is (`blob`), its commits, or to be edited. */
export function githubUrl(path: string, view: "blob" | "commits" | "edit" = "blob"): string {
	return `${registry().repository}/${view}/main/${path}`;
}

/** A pull request on GitHub. */
export function pullRequest(number: number): string {
	return `${registry().repository}/pull/${number}`;
}

/** The form on GitHub that proposes an offering. */
export function newOfferingForm(): string {
	return `${registry().repository}/issues/new?template=new-offering.yml`;
}
