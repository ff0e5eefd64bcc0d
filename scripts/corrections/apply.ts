import type { Cell } from "../../schemas/cell.ts";
import { type Correction, STILL_RIGHT } from "../../schemas/correction.ts";
import type { GradeId } from "../../schemas/grades.ts";
import type { Offering } from "../../schemas/offering.ts";
import type { Source } from "../../schemas/source.ts";
import { canonicalText } from "../load/canonical.ts";
import { commentsOf } from "../load/comments.ts";
import type { OfferingRecord } from "../load/record.ts";

/** The text of a record with a correction applied; comments and order are kept. Whether it is right is for the check to say. */
export function corrected(record: OfferingRecord, correction: Correction): string {
	const { dimension } = correction;
	const { value } = record;
	const cell = cellAfter(value.dimensions[dimension], correction);
	const after: Offering = { ...value, dimensions: { ...value.dimensions, [dimension]: cell } };
	return canonicalText("offerings", after, commentsOf(record.file.text ?? ""));
}

function cellAfter(before: Cell | undefined, correction: Correction): Cell {
	const { answer, read_on: day, finding, caveat } = correction;
	const read = {
		verified: day,
		verified_via: "live" as const,
		sources: sourcesAfter(before?.sources ?? [], correction),
	};
	if (answer === STILL_RIGHT && before) return { ...before, ...read };
	const { contrary: _contrary, caveat: old, searched, ...kept } = before ?? { confidence: "medium" as const };
	const grade = answer as GradeId;
	// What was to be checked under another grade is not what is to be checked now.
	const line = caveat ?? (before?.value === grade ? old : undefined);
	const nothing = grade === "no_public_evidence";
	return {
		...kept,
		...read,
		...(nothing ? { searched: [...new Set([...(searched ?? []), correction.source])] } : {}),
		...(line === undefined || grade === "yes_public" ? {} : { caveat: line }),
		value: grade,
		notes: finding,
		...(nothing ? { sources: undefined } : {}),
	} as Cell;
}

/** The page that was read comes first; one that was there before keeps what else is known of it. */
function sourcesAfter(before: readonly Source[], { source, archived, read_on: day, locator }: Correction): Source[] {
	const known = before.find(({ url }) => url === source);
	const { sha256: _hash, quote: _quote, ...rest } = known ?? { url: source };
	const read: Source = {
		...rest,
		captured: day,
		...(archived === undefined ? {} : { archived }),
		...(locator === undefined ? {} : { locator }),
	};
	return [read, ...before.filter(({ url }) => url !== source)];
}
