import { byName } from "../text/order.ts";
import { shortUrl } from "../view/evidence.ts";
import { stampOf, textNeeded, textOf } from "./folder.ts";
import { type Pair, pairsOf } from "./pairs.ts";
import type { Change, Changes, Data, Dimension, Grade, GradeId, Offering, Release, Service, Vendor } from "./shape.ts";

/** A change and the release that it came with. */
export type DatedChange = Change & Pick<Release, "version" | "date">;

/** The whole data set with what pages look up in it. */
export interface Registry extends Data {
	readonly releases: readonly Release[];
	/** Dimensions by group, in the order of the data. */
	readonly groups: readonly { readonly name: string; readonly dimensions: readonly Dimension[] }[];
	offering(id: string): Offering;
	vendor(id: string): Vendor | undefined;
	service(id: string): Service;
	/** Offerings of a service, by name. */
	offeringsOf(service: string): readonly Offering[];
	grade(id: GradeId): Grade;
	dimension(id: string): Dimension;
	/** Pairs that have a page to compare them; those of one offering where it is named. */
	pairs(id?: string): readonly Pair[];
	/** Returns the title of a page as a record has it, or its URL as people read it. */
	titleOf(url: string): string;
	/** Returns the changes of an offering under its id and its former ones, newest release first. */
	changesOf(offering: Offering): readonly DatedChange[];
}

let held: { readonly stamp: string; readonly registry: Registry } | undefined;

/** The registry in the artifact folder. Read once per build; read again when the file changes while it is served. */
export function registry(): Registry {
	if (held && !import.meta.env.DEV) return held.registry;
	const stamp = stampOf("data.json");
	if (held?.stamp !== stamp) held = { stamp, registry: read() };
	return held.registry;
}

function read(): Registry {
	const data = JSON.parse(textNeeded("data.json")) as Data;
	if (data.schema_version !== 2) throw new Error("data.json is of a schema_version that this site does not know");
	const { releases } = JSON.parse(textOf("changes.json") ?? '{"releases":[]}') as Changes;
	const offerings = byId(data.offerings);
	const vendors = byId(data.vendors);
	const grades = byId(data.grades);
	const dimensions = byId(data.dimension_details);
	const changes = new Map<string, DatedChange[]>();
	for (const { version, date, changes: list } of releases) {
		for (const change of list) {
			const reached = change.offering === null ? (change.offerings ?? []) : [change.offering];
			for (const id of reached) changes.set(id, [...(changes.get(id) ?? []), { ...change, version, date }]);
		}
	}
	const pairs = pairsOf(data.offerings);
	const pairsWith = Map.groupBy(
		pairs.flatMap((pair) => pair.map(({ id }) => ({ id, pair }))),
		({ id }) => id,
	);
	const services = byId(data.services);
	const titles = new Map<string, string>();
	for (const { dimensions } of data.offerings) {
		for (const cell of Object.values(dimensions)) {
			for (const { url, title } of cell?.sources ?? []) if (title !== null) titles.set(url, title);
		}
	}
	const byService = Map.groupBy(data.offerings, ({ service_id }) => service_id);
	return {
		...data,
		offerings: [...data.offerings].sort((a, b) => byName(a.name, b.name)),
		vendors: [...data.vendors].sort((a, b) => byName(a.name, b.name)),
		releases,
		groups: [...Map.groupBy(data.dimension_details, ({ group }) => group)].map(([name, dimensions]) => ({
			name,
			dimensions,
		})),
		offering: (id) => found(offerings, id),
		vendor: (id) => vendors.get(id),
		service: (id) => found(services, id),
		offeringsOf: (id) => byService.get(id) ?? [],
		grade: (id) => found(grades, id),
		dimension: (id) => found(dimensions, id),
		pairs: (id) => (id === undefined ? pairs : (pairsWith.get(id) ?? []).map(({ pair }) => pair)),
		titleOf: (url) => titles.get(url) ?? shortUrl(url),
		changesOf: ({ id, aliases }) => [id, ...aliases].flatMap((one) => changes.get(one) ?? []),
	};
}

function byId<T extends { readonly id: string }>(list: readonly T[]): Map<string, T> {
	return new Map(list.map((one) => [one.id, one]));
}

function found<T>(map: ReadonlyMap<string, T>, id: string): T {
	const one = map.get(id);
	if (one === undefined) throw new Error(`data.json has no ${id}`);
	return one;
}
