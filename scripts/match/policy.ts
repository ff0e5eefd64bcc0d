import { readFileSync } from "node:fs";
import { type Policy, policySchema } from "../../schemas/policy.ts";
import { FILE_START, type Span } from "../load/fault.ts";
import { type Path, Positions } from "../load/positions.ts";
import { faultText, readYaml } from "../load/read-yaml.ts";
import { isRealDate } from "../rules/dates.ts";

/** What is wrong with a policy file, and where. */
export interface PolicyFault {
	readonly line: number;
	readonly column: number;
	readonly message: string;
}

/** A policy file → its policy, or everything that is wrong with it. Throws what reading the file throws. */
export function readPolicy(path: string): { policy: Policy } | { faults: PolicyFault[] } {
	const read = readYaml(readFileSync(path));
	if ("fault" in read) return { faults: [faultAt(read.fault.span ?? FILE_START, faultText(read.fault))] };
	const positions = new Positions(read.text, read.layout);
	const parsed = policySchema.safeParse(read.value);
	if (!parsed.success) {
		return {
			faults: parsed.error.issues.map((issue) => {
				const keys = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
				const place = [...issue.path, ...keys] as Path;
				return faultAt(positions.locate(place, keys.length > 0 ? "key" : "value"), issue.message);
			}),
		};
	}
	const faults = (parsed.data.exceptions ?? []).flatMap(({ until }, index) =>
		until === undefined || isRealDate(until)
			? []
			: [faultAt(positions.locate(["exceptions", index, "until"]), "this is no day that exists, YYYY-MM-DD")],
	);
	return faults.length > 0 ? { faults } : { policy: parsed.data };
}

function faultAt({ line, column }: Span, message: string): PolicyFault {
	return { line, column, message };
}
