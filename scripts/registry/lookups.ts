import type { Cell, Cells } from "../../schemas/cell.ts";
import type { DimensionId } from "../../schemas/dimensions/index.ts";
import type { Offering } from "../../schemas/offering.ts";
import type { Service } from "../../schemas/service.ts";
import type { Document, Documents, Searched, Source, WrittenSource } from "../../schemas/source.ts";
import type { Vendor } from "../../schemas/vendor.ts";
import type { Path } from "../yaml/positions.ts";
import type { Vendors } from "./vendors.ts";

/** A record that holds cells: an offering, a service or a vendor. */
export type Holder = Offering | Service | Vendor;

/** A source and where it stands. */
export interface PlacedSource {
	readonly source: Source;
	/** Place of the source in the cell. */
	readonly path: Path;
	/** Place of the document's keys in the same file; null for a document of another file. */
	readonly documentPath: Path | null;
}

/** A cell as it is written, with its documents looked up. */
export interface PlacedCell {
	readonly path: Path;
	readonly dimension: DimensionId;
	/** The model of a model exception; null for a cell of the whole family. */
	readonly model: string | null;
	readonly cell: Cell;
	/** Sources whose document is known, in order. */
	readonly sources: readonly PlacedSource[];
	/** Searched pages whose document is known. */
	readonly searched: readonly Searched[];
	/** False where a source or searched page names no document that is known; `source/document` tells which. */
	readonly isWhole: boolean;
}

/** Vendors and services by id: everything that one record needs of the others. */
export class Lookups {
	readonly vendors: Vendors;
	readonly services: ReadonlyMap<string, Service>;
	/** Ids of all service files, those with problems included. */
	readonly serviceIds: ReadonlySet<string>;

	constructor(vendors: Vendors, services: Iterable<Service>, serviceIds: Iterable<string> = []) {
		this.vendors = vendors;
		this.services = new Map([...services].map((service) => [service.id, service]));
		this.serviceIds = new Set([...serviceIds, ...this.services.keys()]);
	}

	/** Returns the vendor id of the platform that serves an offering; undefined where its service is not known. */
	platformOf({ service, platform }: Pick<Offering, "service" | "platform">): string | undefined {
		return service === undefined ? platform : this.services.get(service)?.platform;
	}

	/** Returns the vendor ids whose pages are primary for the cells written in a record. */
	gradedVendors(holder: Holder): readonly string[] {
		if ("developer" in holder) return [this.platformOf(holder), holder.developer].filter((id) => id !== undefined);
		return ["platform" in holder ? holder.platform : holder.id];
	}

	/** Returns every cell written in a record, those of model exceptions included. */
	cellsOf(holder: Holder): readonly PlacedCell[] {
		const cells = this.#placedCells(holder, ["dimensions"], null, holder.dimensions ?? {});
		if (!("model_exceptions" in holder)) return cells;
		for (const [index, { model, dimensions }] of (holder.model_exceptions ?? []).entries()) {
			cells.push(...this.#placedCells(holder, ["model_exceptions", index, "dimensions"], model, dimensions));
		}
		return cells;
	}

	/** Returns the cell of one dimension that is written in a record for the whole family; undefined where there is none. */
	cellOf(holder: Holder, dimension: DimensionId): PlacedCell | undefined {
		const cell = holder.dimensions?.[dimension];
		return cell && this.#placed(holder, ["dimensions", dimension], dimension, null, cell);
	}

	#placedCells(holder: Holder, path: Path, model: string | null, cells: Cells): PlacedCell[] {
		return (Object.entries(cells) as [DimensionId, Cell | undefined][]).flatMap(([dimension, cell]) =>
			cell ? [this.#placed(holder, [...path, dimension], dimension, model, cell)] : [],
		);
	}

	#placed(holder: Holder, path: Path, dimension: DimensionId, model: string | null, cell: Cell): PlacedCell {
		const sources = (cell.sources ?? []).flatMap((source, index) =>
			this.#source(holder, source, [...path, "sources", index]),
		);
		const searched = (cell.searched ?? []).flatMap(({ document, url, as_of }): Searched[] => {
			const found = document === undefined ? null : this.documentOf(holder, document);
			if (found) return [{ ...found.document, as_of }];
			return url === undefined ? [] : [{ url, as_of }];
		});
		const isWhole = sources.length === (cell.sources?.length ?? 0) && searched.length === (cell.searched?.length ?? 0);
		return { path, dimension, model, cell, sources, searched, isWhole };
	}

	#source(holder: Holder, written: WrittenSource, path: Path): PlacedSource[] {
		const { document: name, locator, quote, ...keys } = written;
		const place = { ...(locator === undefined ? {} : { locator }), ...(quote === undefined ? {} : { quote }) };
		if (name === undefined) {
			if (keys.url === undefined || keys.via === undefined) return [];
			return [{ source: { ...(keys as Document), ...place }, path, documentPath: path }];
		}
		const found = this.documentOf(holder, name);
		if (!found) return [];
		return [{ source: { ...found.document, document: name, ...place }, path, documentPath: found.path }];
	}

	/** Returns a document that a record cites by name, its own or its service's or developer's; null where there is none. */
	documentOf(holder: Holder, name: string): { readonly document: Document; readonly path: Path | null } | null {
		const slash = name.indexOf("/");
		if (slash === -1) {
			const document = ownDocument(holder.documents, name);
			return document ? { document, path: ["documents", name] } : null;
		}
		const owner = name.slice(0, slash);
		if (!("developer" in holder)) return null;
		const documents =
			owner === holder.service
				? this.services.get(owner)?.documents
				: owner === holder.developer
					? this.vendors.byId.get(owner)?.documents
					: undefined;
		const document = ownDocument(documents, name.slice(slash + 1));
		return document ? { document, path: null } : null;
	}
}

function ownDocument(documents: Documents | undefined, name: string): Document | undefined {
	return documents && Object.hasOwn(documents, name) ? documents[name] : undefined;
}
