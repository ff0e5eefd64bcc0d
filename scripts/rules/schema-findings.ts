import type { z } from "zod";
import type { RecordFile } from "../registry/record.ts";
import { issuesWith } from "../registry/validate.ts";
import { Vendors } from "../registry/vendors.ts";
import { RULES } from "./index.ts";
import type { Finding } from "./rule.ts";

/** What the `schema/` rules say of a value that people write but that is no record: a policy, a list of exceptions. */
export function schemaFindings(schema: z.ZodType, value: unknown): Finding[] {
	const issues = issuesWith(schema, value);
	// Of a file, these rules look at its value and at the issues with it alone.
	const file = { issues, value } as unknown as RecordFile;
	const context = { today: "", vendors: new Vendors([], []) };
	return RULES.flatMap((rule) => {
		if (rule.scope !== "file" || !rule.id.startsWith("schema/")) return [];
		const found = [...rule.check(file, context)];
		return rule.id === "schema/required" ? found.map((one) => ({ ...one, hint: "Add it." })) : found;
	});
}
