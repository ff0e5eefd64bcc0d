import type { Offering } from "../../schemas/offering.ts";
import type { Source } from "../../schemas/source.ts";
import type { Vendor } from "../../schemas/vendor.ts";
import { memoizeText } from "../lib/memoize.ts";

/** How near a source is to what it is about. Derived, never written. */
export type SourceKind = "primary" | "secondary";

/** The vendors by id, and what their domains say about a source. */
export class Vendors {
	readonly byId: ReadonlyMap<string, Vendor>;
	/** Ids of all vendor files, those with problems included: a vendor with a typing error is not an unknown one. */
	readonly ids: ReadonlySet<string>;
	readonly #authorityDomains: readonly string[];

	constructor(vendors: Iterable<Vendor>, ids: Iterable<string>) {
		this.byId = new Map([...vendors].map((vendor) => [vendor.id, vendor]));
		this.ids = new Set([...ids, ...this.byId.keys()]);
		this.#authorityDomains = [...this.byId.values()]
			.filter((vendor) => vendor.kind === "authority")
			.flatMap((vendor) => vendor.domains);
	}

	/** The vendor's display name; the id itself where there is no such vendor (`various`). */
	nameOf(id: string): string {
		return this.byId.get(id)?.name ?? id;
	}

	/**
	 * Primary when the address lies under a domain of the offering's developer, of its platform, or of an
	 * authority; everything else is a third party's word.
	 */
	kindOf(source: Pick<Source, "url">, offering: Pick<Offering, "developer" | "platform">): SourceKind {
		const host = hostOf(source.url);
		if (host === null) return "secondary";
		const under = (domain: string) =>
			host.endsWith(domain) && (host.length === domain.length || host.at(-domain.length - 1) === ".");
		const underOf = (id: string) => this.byId.get(id)?.domains.some(under) ?? false;
		const isPrimary = underOf(offering.platform) || underOf(offering.developer) || this.#authorityDomains.some(under);
		return isPrimary ? "primary" : "secondary";
	}
}

/** Lower-case host of an address; null when it is not one. */
export const hostOf = memoizeText(50_000, (url): string | null => {
	return URL.canParse(url) ? new URL(url).hostname : null;
});
