import { load } from "js-yaml";
import type { GradeId } from "../artifact/shape.ts";
import type { Requirements } from "../view/requirements.ts";

/** Least grade of a requirement that names none, as `match` has it. */
const DEFAULT_GRADE: GradeId = "yes_sales_gated";
const GRADES: readonly GradeId[] = [
	"yes_public",
	"yes_sales_gated",
	"yes_platform_only",
	"partial",
	"unclear",
	"no_public_evidence",
];
/** Longest policy file that is read, in characters. */
const MAX_POLICY = 100_000;

export interface ReadPolicy {
	readonly requirements: Requirements | null;
	/** Message about the file for its reader. */
	readonly said: string;
}

/** Reads the requirements of a policy file. What the matrix cannot show (exceptions, countries, families) is left out and named. */
export function readPolicy(text: string, dimensions: readonly string[]): ReadPolicy {
	const refuse = (said: string): ReadPolicy => ({ requirements: null, said });
	if (text.length > MAX_POLICY) return refuse(`This file is longer than ${MAX_POLICY} characters.`);
	let policy: Record<string, unknown>;
	try {
		policy = objectOf(load(text));
	} catch (error) {
		return refuse(`This is not a YAML file: ${String((error as Error).message).split("\n")[0]}`);
	}
	const { require: list, min_confidence: least, fresh, mode: _mode, ...rest } = policy;
	const left = Object.keys(rest);
	const require: Record<string, GradeId> = {};
	for (const one of Array.isArray(list) ? list.map(objectOf) : []) {
		const { dimension, grade = DEFAULT_GRADE, ...others } = one;
		const known = GRADES.find((id) => id === grade);
		if (typeof dimension === "string" && dimensions.includes(dimension) && known) require[dimension] = known;
		else left.push(`${dimension}: ${grade}`);
		left.push(...Object.keys(others));
	}
	const count = Object.keys(require).length;
	if (count === 0) return refuse("This file has no requirements that the matrix knows.");
	const omitted = left.length === 0 ? "" : ` Not shown here: ${[...new Set(left)].join(", ")}.`;
	return {
		requirements: {
			require,
			confidence: least === "medium" || least === "high" ? least : null,
			fresh: fresh === true,
		},
		said: `${count} requirement${count === 1 ? "" : "s"} loaded.${omitted}`,
	};
}

function objectOf(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
