import type { Offering } from "../../schemas/offering.ts";

/** Returns developer, service or platform, and model family as one text: the same for offerings that a buyer takes for one. */
export function identityOf({ developer, service, platform, model_family }: Offering): string {
	return JSON.stringify([developer, service ?? platform ?? "", model_family.toLowerCase()]);
}
