import { sitePath } from "../links.ts";
import type { Terms } from "../view/terms.ts";
import { registry } from "./registry.ts";

/** The terms that views are made with. */
export function terms(): Terms {
	const { dimension_details, grades, homepage, repository, version, generated, services, offerings, vendors } =
		registry();
	return {
		base: sitePath(),
		homepage,
		repository,
		authorities: vendors.filter(({ kind }) => kind === "authority").map(({ id }) => id),
		version,
		generated,
		dimensions: dimension_details.map(({ id, label, slug, group, question }) => ({ id, label, slug, group, question })),
		grades: grades.map(({ id, label, rank }) => ({ id, label, rank })),
		services: Object.fromEntries(
			services.map(({ id, name }) => [
				id,
				{ name, offerings: offerings.filter(({ service_id }) => service_id === id).length },
			]),
		),
	};
}
