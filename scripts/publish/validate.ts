import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { closedSchema, SCHEMAS, type SchemaName, schemaUrl } from "../../schemas/json-schema.ts";

/**
 * Holds a value to the closed twin of its published JSON Schema, with a validator that knows nothing of zod.
 * `part` is a JSON pointer into the schema (`#/$defs/PublishedOffering`) for a piece of a larger artifact.
 * Throws with the first few differences: publishing stops before anything is written.
 */
export function assertValid(schema: SchemaName, value: unknown, what: string, part = ""): void {
	const validate = validatorOf(schema, part);
	if (validate(value)) return;
	const reasons = (validate.errors ?? []).slice(0, 5).map((error) => `${error.instancePath || "/"} ${error.message}`);
	throw new Error(`${what} does not match schemas/${schema}.schema.json: ${reasons.join("; ")}`);
}

const validators = new Map<string, ValidateFunction>();

function validatorOf(schema: SchemaName, part: string): ValidateFunction {
	const key = schema + part;
	const known = validators.get(key) ?? validator().compile({ $ref: `${schemaUrl(schema)}${part}` });
	validators.set(key, known);
	return known;
}

let shared: Ajv2020 | undefined;

/** Returns the validator with every schema; parts are compiled when they are first needed, and once. */
function validator(): Ajv2020 {
	if (shared) return shared;
	// Inlined references would make the cells of all dimensions several times as much code.
	const ajv = new Ajv2020({
		strict: true,
		allErrors: true,
		strictTypes: false,
		keywords: ["markdownDescription"],
		inlineRefs: false,
		code: { optimize: false },
	});
	formats.default(ajv, ["date", "uri"]);
	for (const name of Object.keys(SCHEMAS) as SchemaName[]) ajv.addSchema(closedSchema(name));
	shared = ajv;
	return ajv;
}
