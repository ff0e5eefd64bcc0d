import type { Change } from "../../schemas/change.ts";

/** Returns a change with null for every key that is not given. */
export function change(parts: Partial<Change> & Pick<Change, "kind" | "path">): Change {
	const { kind, path, offering, offerings, written_in, dimension, field, before, after, direction } = parts;
	return {
		kind,
		offering: offering ?? null,
		...(offerings === undefined ? {} : { offerings }),
		...(written_in === undefined ? {} : { written_in }),
		dimension: dimension ?? null,
		field: field ?? null,
		before: before ?? null,
		after: after ?? null,
		direction: direction ?? "none",
		path,
	};
}
