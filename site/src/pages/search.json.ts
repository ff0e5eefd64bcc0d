import type { APIRoute } from "astro";
import { registry } from "../artifact/registry.ts";
import type { SearchIndex } from "../search/shape.ts";
import { fillOf, kindOf } from "../view/glyph.ts";

/** The index of the search, made from the data set. */
export const GET: APIRoute = () => {
	const { offerings, vendors, services, dimension_details: dimensions } = registry();
	const aliases = new Map(vendors.map((vendor) => [vendor.id, vendor.aliases]));
	const index: SearchIndex = {
		offerings: offerings
			.filter(({ status }) => status === "active")
			.map((offering) => ({
				id: offering.id,
				name: offering.name,
				words: [
					offering.id,
					offering.platform,
					offering.model_family,
					...offering.model_patterns,
					...offering.aliases,
					...(aliases.get(offering.platform_id) ?? []),
					...(offering.developer_id === null ? [] : [offering.developer]),
					...(aliases.get(offering.developer_id ?? "") ?? []),
					offering.platform_id,
				],
				own: offering.category === "first_party",
				watch_outs: offering.watch_outs,
				answers: dimensions.map(({ id }) => {
					const cell = offering.dimensions[id];
					return cell ? `${kindOf(cell)} ${fillOf(cell)}` : "";
				}),
				findings: dimensions.map(({ id }) => offering.dimensions[id]?.finding ?? ""),
			})),
		questions: dimensions.map(({ id, label, slug, buyer_question }) => ({ id, label, slug, title: buyer_question })),
		vendors: [
			...services.map(({ id, name }) => ({ id, name, words: [id], folder: "services" as const })),
			...vendors
				.filter(({ kind }) => kind === "vendor")
				.map(({ id, name, aliases: words }) => ({ id, name, words: [id, ...words], folder: "vendors" as const })),
		],
	};
	return new Response(JSON.stringify(index));
};
