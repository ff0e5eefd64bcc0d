import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { closedSchema, type SchemaName } from "../../schemas/json-schema.ts";

const validators = new Map<string, ValidateFunction>();

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

function validatorOf(schema: SchemaName, part: string): ValidateFunction {
	const key = schema + part;
	let validate = validators.get(key);
	if (!validate) {
		const ajv = new Ajv2020({ strict: true, allErrors: true, strictTypes: false, keywords: ["markdownDescription"] });
		formats.default(ajv, ["date", "uri"]);
		const document = closedSchema(schema);
		ajv.addSchema(document);
		validate = ajv.compile({ $ref: `${String(document.$id)}${part}` });
		validators.set(key, validate);
	}
	return validate;
}
