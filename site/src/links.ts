import type { Pair } from "./artifact/pairs.ts";
import { registry } from "./artifact/registry.ts";
import type { Dimension, Offering } from "./artifact/shape.ts";

/** Addresses inside the site and on GitHub. Every link of a page is made here. */

/** Path of a page or file of the site, from its root: `here("offerings/x/")`. */
export function here(path = ""): string {
	return new URL(registry().homepage).pathname + path;
}

/** Page of an offering, at one of its cells where a dimension is named. */
export function offeringPage(id: string, dimension?: string): string {
	return `${here(`offerings/${id}/`)}${dimension === undefined ? "" : `#${dimension}`}`;
}

/** Page of a question across all offerings. */
export function questionPage(dimension: Dimension): string {
	return here(`questions/${dimension.slug}/`);
}

/** Page of a vendor. */
export function vendorPage(id: string): string {
	return here(`vendors/${id}/`);
}

/** Page that compares offerings of the reader's choice, these to begin with. */
export function comparePage(offerings: readonly Pick<Offering, "id">[]): string {
	const names = ["a", "b", "c", "d"];
	return `${here("compare/")}?${new URLSearchParams(offerings.map(({ id }, index) => [names[index] ?? "", id]))}`;
}

/** Page of a pair that has one. */
export function pairPage(pair: Pair): string {
	return here(`compare/${pairName(pair)}/`);
}

/** The name of a pair in the address of its page. */
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

/** The form on GitHub that asks for an offering. */
export function newOfferingForm(): string {
	return form({ template: "new-offering.yml" });
}

/** The form that corrects a cell or replies to it for the vendor, with the offering and the dimension filled in as its choices spell them. */
export function cellForm(kind: "correction" | "dispute", offering: Offering, dimension?: Dimension): string {
	const subject = [offering.name, ...(dimension ? [dimension.label] : [])].join(", ");
	return form({
		template: `${kind}.yml`,
		title: `${kind === "correction" ? "Correction" : "Dispute"}: ${subject}`,
		offering: `${offering.name} (${offering.id})`,
		...(dimension && { dimension: dimension.label }),
	});
}

function form(answers: Readonly<Record<string, string>>): string {
	return `${registry().repository}/issues/new?${new URLSearchParams(answers)}`;
}
