import type { OfferingRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import { quoted } from "../rules/words.ts";
import { meant, type Named } from "./names.ts";

/** Returns the ids and names of all offerings. */
export function offeringNames({ offerings }: Registry): Named[] {
	return offerings.map(({ value }) => ({ id: value.id, names: [value.name, ...(value.aliases ?? [])] }));
}

/** Finds the offering that a person means by an id, a former id or a name. */
export function findOffering(
	registry: Registry,
	text: string,
): { readonly record: OfferingRecord; readonly remark: string | undefined } | { readonly fault: string } {
	const found = meant(text, offeringNames(registry));
	if ("nearest" in found) {
		const isBroken = registry.files.some((file) => file.folder === "offerings" && file.id === text);
		if (isBroken)
			return { fault: `the record of ${quoted(text)} has problems of its own; a maintainer has to fix them first` };
		const hint = found.nearest === null ? "" : ` Did you mean "${found.nearest}"?`;
		return { fault: `there is no offering ${quoted(text)}.${hint}` };
	}
	const record = registry.find(found.id);
	if (!record) throw new Error(`no offering ${found.id}`);
	const { name, status, retired_on } = record.value;
	if (status === "retired") {
		return {
			fault: `${name} was retired on ${retired_on}; its record stays as it was then. If it was wrong then, say so in a pull request`,
		};
	}
	return { record, remark: found.exact ? undefined : `We read ${quoted(text)} as ${record.value.id}.` };
}
