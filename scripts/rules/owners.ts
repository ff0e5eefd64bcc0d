import { VARIOUS } from "../../schemas/offering.ts";
import type { Lookups } from "../registry/lookups.ts";
import type { RegistryRecord } from "../registry/record.ts";

/** True for a record whose developer or service is not known, which is a problem of its own: what they would hold is not missing. */
export function hasUnknownOwner(holder: RegistryRecord["value"], { vendors, services }: Lookups): boolean {
	if (!("developer" in holder)) return false;
	const { developer, service } = holder;
	return (developer !== VARIOUS && !vendors.ids.has(developer)) || (service !== undefined && !services.has(service));
}
