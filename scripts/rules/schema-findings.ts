import type { z } from "zod";
import { NO_ARCHIVES } from "../registry/archives.ts";
import { Lookups } from "../registry/lookups.ts";
import type { RecordFile } from "../registry/record.ts";
import { issuesWith } from "../registry/validate.ts";
import { Vendors } from "../registry/vendors.ts";
import type { Finding } from "./rule.ts";
import { schemaDeprecated } from "./schema/deprecated.ts";
import { schemaEnum } from "./schema/enum.ts";
import { schemaLength } from "./schema/length.ts";
import { schemaPattern } from "./schema/pattern.ts";
import { schemaRequired } from "./schema/required.ts";
import { schemaType } from "./schema/type.ts";
import { schemaUnknownKey } from "./schema/unknown-key.ts";

/** Rules that look at a value and its schema alone. */
const SCHEMA_RULES = [
	...[schemaUnknownKey, schemaDeprecated, schemaRequired, schemaType],
	...[schemaEnum, schemaLength, schemaPattern],
];

/** Returns the findings of the `schema/` rules on a value that people write but that is no record: a policy, a list of exceptions. */
export function schemaFindings(schema: z.ZodType, value: unknown): Finding[] {
	const issues = issuesWith(schema, value);
	// These rules look at the value of a file and at its issues alone.
	const file = { issues, value } as unknown as RecordFile;
	const context = { today: "", lookups: new Lookups(new Vendors([], []), []), archives: NO_ARCHIVES };
	return SCHEMA_RULES.flatMap((rule) => {
		if (rule.scope !== "file") return [];
		const found = [...rule.check(file, context)];
		return rule.id === "schema/required" ? found.map((one) => ({ ...one, hint: "Add it." })) : found;
	});
}
