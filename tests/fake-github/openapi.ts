import { readFileSync } from "node:fs";
import { Ajv, type Options, type ValidateFunction } from "ajv";
import formats from "ajv-formats";

export type Json = Record<string, unknown>;

interface Media {
	readonly schema?: Json;
}
interface Parameter {
	readonly name: string;
	readonly in: "path" | "query" | "header";
	readonly required?: boolean;
	readonly schema: Json;
}
interface Described {
	readonly operationId: string;
	readonly parameters?: readonly (Parameter | { $ref: string })[];
	readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> };
	readonly responses: Readonly<Record<string, { $ref: string } | { content?: Readonly<Record<string, Media>> }>>;
}

/** An operation of GitHub's description, and where a request names its parts. */
export interface Operation {
	readonly id: string;
	/** Names in the path → values. */
	readonly path: Readonly<Record<string, string>>;
	readonly described: Described;
}

const DOCUMENT = JSON.parse(readFileSync(new URL("github.openapi.json", import.meta.url), "utf8")) as {
	paths: Record<string, Record<string, Described>>;
};

const ajv = validatorOf({});
/** Reads a parameter, which is text, as what its schema says. */
const params = validatorOf({ coerceTypes: "array" });

function validatorOf(options: Options): Ajv {
	const validator = new Ajv({ strict: false, allErrors: true, ...options });
	formats.default(validator);
	validator.addFormat("repo.nwo", /^[^/]+\/[^/]+$/);
	return validator.addSchema(DOCUMENT, "github");
}

const ROUTES = Object.entries(DOCUMENT.paths).map(([route, methods]) => ({
	// A name of a ref or a file may hold slashes.
	pattern: new RegExp(
		`^${route.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${name === "ref" || name === "path" ? ".+" : "[^/]+"})`)}$`,
	),
	// What has fewer names in its path is the better match: releases/latest before releases/{release_id}.
	names: route.split("{").length,
	methods,
}));
ROUTES.sort((a, b) => a.names - b.names);

/** The operation that a request asks for; undefined for one that is not in the excerpt. */
export function operationOf(method: string, path: string): Operation | undefined {
	for (const { pattern, methods } of ROUTES) {
		const match = pattern.exec(path);
		const described = methods[method.toLowerCase()];
		if (!match || !described) continue;
		const names = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
		return { id: described.operationId, path: Object.fromEntries(names), described };
	}
	return undefined;
}

/** Every operation of the excerpt. */
export function operationIds(): string[] {
	return Object.values(DOCUMENT.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
}

/** Returns the departures of a request from the description. */
export function faultsOfRequest(
	operation: Operation,
	query: URLSearchParams,
	contentType: string,
	body: unknown,
): string[] {
	const { described, path } = operation;
	const faults: string[] = [];
	const known = new Map(
		(described.parameters ?? []).map((one) => resolved<Parameter>(one)).map((one) => [one.name, one]),
	);
	const given = new Map([...Object.entries(path), ...query]);
	for (const [name, value] of given) {
		const parameter = known.get(name);
		if (!parameter || parameter.in === "header") faults.push(`there is no parameter ${name}`);
		else faults.push(...differences(params, parameter.schema, { value }, `parameter ${name}`));
	}
	for (const { name, required, in: place } of known.values()) {
		if (required && place !== "header" && !given.has(name)) faults.push(`the parameter ${name} is missing`);
	}
	const expected = described.requestBody?.content;
	if (body === undefined) {
		if (described.requestBody?.required) faults.push("the body is missing");
	} else if (!expected) faults.push("there is a body where none belongs");
	else {
		const media = expected[contentType.split(";")[0]?.trim() ?? ""];
		if (!media) faults.push(`the body is of type "${contentType}"`);
		else if (media.schema && !Buffer.isBuffer(body)) faults.push(...faultsOfBody(media.schema, body));
	}
	return faults;
}

/** GitHub ignores what it does not know in a body; a client that sends it errs all the same. */
function faultsOfBody(schema: Json, body: unknown): string[] {
	const faults = differences(ajv, schema, { value: body }, "body");
	if (typeof body !== "object" || body === null || Array.isArray(body) || !schema.properties) return faults;
	const unknown = Object.keys(body).filter((key) => !(key in (schema.properties as Json)));
	return [...faults, ...unknown.map((key) => `the body has no property ${key}`)];
}

/** Returns the departures of a response from the description. An error that is not described has the shape of every error. */
export function faultsOfAnswer({ described, id }: Operation, status: number, body: unknown): string[] {
	const answer = described.responses[String(status)];
	if (!answer) {
		if (status < 400) return [`${id} never answers ${status}`];
		return differences(ajv, { $ref: "#/components/schemas/basic-error" }, { value: body }, "error");
	}
	const schema = resolved<{ content?: Record<string, Media> }>(answer).content?.["application/json"]?.schema;
	if (!schema) return body === undefined || status >= 300 ? [] : [`${id} ${status} has no body`];
	return differences(ajv, schema, { value: body }, `answer ${status} of ${id}`);
}

/** A value of a named shape: what is given, and for whatever else the shape requires, the plainest value that it allows. */
export function like(name: string, given: Json): Json {
	return { ...(plainest({ $ref: `#/components/schemas/${name}` }) as Json), ...given };
}

function plainest(reference: Json): unknown {
	const schema = resolved<Json>(reference);
	const options = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
	if (options) return options.some(({ type }) => type === "null") ? null : plainest(options[0] ?? {});
	const whole = schema.allOf as Json[] | undefined;
	if (whole) return Object.assign({}, ...whole.map((part) => plainest(part)));
	if (Array.isArray(schema.enum)) return schema.enum[0];
	switch (schema.type) {
		case "string":
			if (schema.format === "date-time") return "2026-01-01T00:00:00Z";
			return schema.format === "uri" ? "https://example.com/" : "";
		case "integer":
		case "number":
			return 0;
		case "boolean":
			return false;
		case "array":
			return [];
		default: {
			const properties = (schema.properties ?? {}) as Record<string, Json>;
			const required = (schema.required ?? []) as string[];
			return Object.fromEntries(required.map((key) => [key, plainest(properties[key] ?? {})]));
		}
	}
}

function resolved<Target>(value: Target | { $ref: string } | Json): Target {
	const ref = (value as { $ref?: unknown }).$ref;
	if (typeof ref !== "string") return value as Target;
	return ref
		.split("/")
		.slice(1)
		.reduce<unknown>((at, key) => (at as Json)[key], DOCUMENT) as Target;
}

const compiled = new WeakMap<Ajv, Map<string, ValidateFunction>>();

/** Returns the departures of a value from a schema. The value stands in a holder, so that a parameter can be replaced by its parsed value. */
function differences(validator: Ajv, schema: Json, holder: { value: unknown }, what: string): string[] {
	const mine = compiled.get(validator) ?? new Map<string, ValidateFunction>();
	compiled.set(validator, mine);
	const key = JSON.stringify(schema);
	let validate = mine.get(key);
	if (!validate) {
		validate = validator.compile({ properties: { value: absolute(schema) } });
		mine.set(key, validate);
	}
	if (validate(holder)) return [];
	return (validate.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath.slice(6)} ${message}`);
}

/** The same schema with references that can be followed from outside the description. */
function absolute(schema: Json): Json {
	return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"github#/')) as Json;
}
