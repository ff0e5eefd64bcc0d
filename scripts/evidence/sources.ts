import { createHash } from "node:crypto";
import type { Cell } from "../../schemas/cell.ts";
import type { Source } from "../../schemas/source.ts";
import { byCodeUnit } from "../lib/order.ts";
import { cellsOf } from "../registry/cells.ts";
import type { OfferingRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import type { Path } from "../yaml/positions.ts";

/** One place that rests on a source. */
export interface Citation {
	readonly record: OfferingRecord;
	readonly dimension: string;
	/** The model, for the cell of one model alone. */
	readonly model: string | null;
	readonly cell: Cell;
	readonly source: Source;
	/** Where the source stands in the record. */
	readonly path: Path;
}

/** Every address that stands as a source, with the cells that rest on it, in the order of the addresses. */
export function sourcesOf(registry: Registry): ReadonlyMap<string, readonly Citation[]> {
	const sources = new Map<string, Citation[]>();
	for (const record of registry.offerings) {
		// Nobody signs up for a retired offering; its sources may rest.
		if (record.value.status === "retired") continue;
		for (const { path, dimension, cell } of cellsOf(record.value)) {
			const [first, index] = path;
			const exception = first === "model_exceptions" ? record.value.model_exceptions?.[Number(index)] : undefined;
			for (const [at, source] of (cell.sources ?? []).entries()) {
				const place = {
					record,
					dimension,
					model: exception?.model ?? null,
					cell,
					source,
					path: [...path, "sources", at],
				};
				const known = sources.get(source.url);
				if (known) known.push(place);
				else sources.set(source.url, [place]);
			}
		}
	}
	return new Map([...sources].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** The archived copies of sources, in the order of their addresses. */
export function archivedOf(sources: ReadonlyMap<string, readonly Citation[]>): readonly string[] {
	const copies = [...sources.values()].flat().map(({ source }) => source.archived);
	return [...new Set(copies.filter((copy) => copy !== undefined))].sort(byCodeUnit);
}

/** Part `index` of `of`, from 1: an address is always in the same part, and one host's addresses are in one. */
export interface Shard {
	readonly index: number;
	readonly of: number;
}

export function inShard(url: string, { index, of }: Shard): boolean {
	const host = URL.canParse(url) ? new URL(url).host : url;
	return createHash("sha256").update(host).digest().readUInt32BE(0) % of === index - 1;
}
