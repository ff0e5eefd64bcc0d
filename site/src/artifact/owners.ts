import { type Registry, registry } from "./registry.ts";
import type { Source, Vendor } from "./shape.ts";

/** A document with the answers that rest on it. */
export interface CitedSource {
	readonly source: Source;
	readonly cells: readonly {
		readonly offering: string;
		readonly dimension: string;
		readonly evidence: string | null;
	}[];
}

const held = new WeakMap<Registry, ReadonlyMap<string, readonly CitedSource[]>>();

/** The documents under a vendor's domains, most cited first. */
export function sourcesOf(vendor: Vendor): readonly CitedSource[] {
	const all = registry();
	const index = held.get(all) ?? sourcesByVendor(all);
	held.set(all, index);
	return index.get(vendor.id) ?? [];
}

function sourcesByVendor(all: Registry): Map<string, CitedSource[]> {
	const owners = new Map(all.vendors.flatMap(({ id, domains }) => domains.map((domain) => [domain, id] as const)));
	const byUrl = new Map<string, { source: Source; owner: string; cells: CitedSource["cells"][number][] }>();
	for (const offering of all.offerings) {
		for (const [dimension, cell] of Object.entries(offering.dimensions)) {
			for (const source of cell?.sources ?? []) {
				const owner = ownerOf(source.url, owners);
				if (!cell || owner === undefined) continue;
				const known = byUrl.get(source.url) ?? { source, owner, cells: [] };
				if (known.cells.at(-1)?.offering !== offering.id || known.cells.at(-1)?.dimension !== dimension)
					known.cells.push({ offering: offering.id, dimension, evidence: cell.evidence_date });
				byUrl.set(source.url, known);
			}
		}
	}
	return Map.groupBy(
		[...byUrl.values()].sort((a, b) => b.cells.length - a.cells.length || (a.source.url < b.source.url ? -1 : 1)),
		({ owner }) => owner,
	);
}

/** The vendor that a host is under: by the longest of its endings that is somebody's domain. */
function ownerOf(url: string, owners: ReadonlyMap<string, string>): string | undefined {
	const labels = URL.canParse(url) ? new URL(url).hostname.split(".") : [];
	return labels.map((_, index) => owners.get(labels.slice(index).join("."))).find((owner) => owner !== undefined);
}
