import { isRead } from "../../schemas/grades.ts";
import type { Publisher } from "../../schemas/published.ts";
import type { Source } from "../../schemas/source.ts";
import type { Vendor } from "../../schemas/vendor.ts";
import { isOpenToAnybody } from "./anybody.ts";

/** The vendors by id, and what their domains and document prefixes say about a URL. */
export class Vendors {
	readonly byId: ReadonlyMap<string, Vendor>;
	/** Ids of all vendor files, those with problems included: a vendor with a typing error is not an unknown one. */
	readonly ids: ReadonlySet<string>;
	readonly #authorities: readonly Vendor[];

	constructor(vendors: Iterable<Vendor>, ids: Iterable<string>) {
		this.byId = new Map([...vendors].map((vendor) => [vendor.id, vendor]));
		this.ids = new Set([...ids, ...this.byId.keys()]);
		this.#authorities = [...this.byId.values()].filter((vendor) => vendor.kind === "authority");
	}

	/** Returns the vendor's display name; the id itself where there is no such vendor (`various`). */
	nameOf(id: string): string {
		return this.byId.get(id)?.name ?? id;
	}

	/** Returns who published a URL, seen from the vendors that are graded; a page that anybody can fill is nobody's. */
	publisherOf(url: string, graded: readonly string[]): Publisher {
		const host = hostOf(url);
		if (host === null || isOpenToAnybody(url)) return "other";
		const isOf = (vendor: Vendor | undefined) =>
			vendor?.domains.some((domain) => isHostUnder(host, domain)) ||
			vendor?.document_prefixes?.some((prefix) => isPathUnder(url, prefix));
		if (graded.some((id) => isOf(this.byId.get(id)))) return "vendor";
		return this.#authorities.some(isOf) ? "authority" : "other";
	}

	/** True for a page of a graded vendor or an authority that was read. */
	isPrimary(source: Pick<Source, "url" | "via">, graded: readonly string[]): boolean {
		return isRead(source.via) && this.publisherOf(source.url, graded) !== "other";
	}
}

function isHostUnder(host: string, domain: string): boolean {
	return host.endsWith(domain) && (host.length === domain.length || host.at(-domain.length - 1) === ".");
}

/** True where a URL continues a prefix at the end of a path segment. */
export function isPathUnder(url: string, prefix: string): boolean {
	// A path with dots or escapes could lead out of the prefix.
	if (!url.startsWith(prefix) || /\/\.{1,2}(?:\/|$)|%2e|%2f|%5c|\\/i.test(url)) return false;
	return prefix.endsWith("/") || url.length === prefix.length || /^[/?#]/.test(url.slice(prefix.length));
}

/** A URL whose host a parser leaves as it is written: lower-case labels, of which the last has letters alone. */
const PLAIN_HOST = /^https:\/\/((?:[a-z0-9-]+\.)+[a-z]+)(?:[/?#]|$)/;

/** Returns the host of a URL without reading all of it; null for one that a parser must read, and for what is no URL. */
export function plainHostOf(url: string): string | null {
	const host = PLAIN_HOST.exec(url)?.[1];
	return host === undefined || host.includes("xn--") ? null : host;
}

/** Returns the lower-case host of a URL; null for what is no URL. */
export function hostOf(url: string): string | null {
	return plainHostOf(url) ?? (URL.canParse(url) ? new URL(url).hostname : null);
}
