import type { Change } from "../../schemas/change.ts";
import { isWritten } from "../../schemas/json-schema.ts";
import { OPEN_ENUM } from "../../schemas/open-schema.ts";
import { isDeepStrictEqual } from "../lib/equal.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { JsonSchema, Snapshot } from "../registry/snapshot.ts";
import { asList, asObject, choicesOf, isObject, MAX_SCHEMA_DEPTH, plainSchema, resolved } from "./plain-schema.ts";

/** Name of the contract among the schemas of a state. */
export const CONTRACT = "contract";

/** Keywords whose number is a ceiling or a floor. */
const CEILINGS = new Set(["maxLength", "maxItems", "maximum", "exclusiveMaximum", "maxProperties"]);
const FLOORS = new Set(["minLength", "minItems", "minimum", "exclusiveMinimum", "minProperties"]);

/**
 * A place that differs: `up` for what is compatible (a written schema that accepts more, a read one that contains more),
 * `down` for what breaks somebody (a written schema that accepts less; a read one that loses a key, or gives values that its
 * readers did not have to expect).
 */
interface Difference {
	readonly path: string;
	readonly direction: "up" | "down";
	readonly before: unknown;
	readonly after: unknown;
}

/** Returns what differs between the published schemas of two states, place by place; wording is no change. One that is no JSON is left out. */
export function schemaChanges(before: Snapshot["schemas"], after: Snapshot["schemas"]): Change[] {
	return [...new Set([...before.keys(), ...after.keys()])].sort(byCodeUnit).flatMap((name) => {
		const [was, is] = [before.get(name), after.get(name)];
		if (was === null || is === null || name === CONTRACT) return [];
		const root = `schemas/${name}.schema.json`;
		const found: Difference[] =
			was && is
				? [...differences(was, is, placeOf(name, was, is))]
				: [{ path: "", direction: is ? "up" : "down", before: was ? name : null, after: is ? name : null }];
		return found.map(
			(one): Change => ({
				kind: "schema_changed",
				offering: null,
				dimension: null,
				field: null,
				before: one.before ?? null,
				after: one.after ?? null,
				direction: one.direction,
				path: `${root}#${one.path}`,
			}),
		);
	});
}

interface Place {
	readonly was: JsonSchema;
	readonly is: JsonSchema;
	/** True for a schema of what people write, false for one of what programs read. */
	readonly written: boolean;
	readonly path: string;
	readonly depth: number;
	/** True where what the schemas refer to is the same, too. */
	readonly hasSameParts: boolean;
	/** Pairs of shared parts that were compared where they stand first. */
	readonly compared: Set<string>;
}

function* differences(a: unknown, b: unknown, place: Place): Generator<Difference> {
	const [from, to] = [asObject(a).$ref, asObject(b).$ref];
	if (typeof from === "string" && typeof to === "string") {
		const pair = `${from} ${to}`;
		if (place.compared.has(pair)) return;
		place.compared.add(pair);
	}
	if (!place.written) yield* openValues(a, b, place);
	const [was, is] = [plainSchema(a, place.was), plainSchema(b, place.is)];
	if (place.hasSameParts && isDeepStrictEqual(was, is)) return;
	if (place.depth > MAX_SCHEMA_DEPTH) return;
	if (!isObject(was) || !isObject(is)) {
		// `true` takes everything, `false` nothing.
		if (was !== is) yield moved(is === true || was === false ? "up" : "down", was, is, place);
		return;
	}
	const [old, now] = [choicesOf(was), choicesOf(is)];
	if (old.length !== 1 || now.length !== 1) {
		yield* (place.written ? alternatives : pairedAlternatives)(old, now, place);
		return;
	}
	for (const key of [...new Set([...Object.keys(was), ...Object.keys(is)])].sort(byCodeUnit)) {
		yield* keyword(key, was, is, { ...place, path: `${place.path}/${key}`, depth: place.depth + 1 });
	}
}

function* keyword(key: string, was: JsonSchema, is: JsonSchema, place: Place): Generator<Difference> {
	const [a, b] = [was[key], is[key]];
	const differ = (direction: "up" | "down") => moved(direction, a, b, place);
	if (key === "properties") {
		yield* properties(asObject(a), asObject(b), place);
	} else if (["items", "additionalProperties", "propertyNames"].includes(key) && a !== undefined && b !== undefined) {
		yield* differences(a, b, place);
	} else if (key === "required") {
		const [old, now] = [asList(a), asList(b)];
		// Of what is written, one more required key refuses records that were fine. Of what is read, one less is a loss.
		if (now.some((one) => !old.includes(one)) && place.written) yield differ("down");
		if (old.some((one) => !now.includes(one))) yield differ("up");
	} else if (key === "enum" || key === "type") {
		const [old, now] = [asList(a), asList(b)];
		const fewer = a === undefined || (b !== undefined && old.some((one) => !now.includes(one)));
		const more = b === undefined || (a !== undefined && now.some((one) => !old.includes(one)));
		if (fewer || (more && !place.written)) yield differ("down");
		if (more && place.written) yield differ("up");
	} else if (key === "allOf") {
		yield* conditions(asList(a), asList(b), place);
	} else if (!isDeepStrictEqual(a, b)) {
		const tighter = CEILINGS.has(key) || FLOORS.has(key) ? isTighter(key, a, b) : b !== undefined;
		yield differ(tighter ? "down" : "up");
	}
}

function* properties(was: JsonSchema, is: JsonSchema, place: Place): Generator<Difference> {
	for (const name of [...new Set([...Object.keys(was), ...Object.keys(is)])].sort(byCodeUnit)) {
		const inner = { ...place, path: `${place.path}/${name}` };
		if (!(name in is)) yield { path: inner.path, direction: "down", before: name, after: null };
		else if (!(name in was)) yield { path: inner.path, direction: "up", before: null, after: name };
		else yield* differences(was[name], is[name], inner);
	}
}

/** Returns the root of two states of a schema, where their comparison begins. */
function placeOf(name: string, was: JsonSchema, is: JsonSchema): Place {
	const hasSameParts = isDeepStrictEqual(definitions(was), definitions(is));
	return { was, is, written: isWritten(name), path: "", depth: 0, hasSameParts, compared: new Set() };
}

/** Returns the shared parts of a schema. */
function definitions(root: JsonSchema): unknown {
	return root.$defs ?? root.definitions;
}

/** Returns a difference; whatever is accepted beyond what was is news to a reader, and breaks it. */
function moved(direction: Difference["direction"], before: unknown, after: unknown, place: Place): Difference {
	return { path: place.path, direction: place.written ? direction : "down", before, after };
}

/** Compares the known values of a list that may grow: one more is compatible, one less is not. */
function* openValues(a: unknown, b: unknown, place: Place): Generator<Difference> {
	const [was, is] = [asObject(resolved(a, place.was)), asObject(resolved(b, place.is))];
	if (was.$comment !== OPEN_ENUM && is.$comment !== OPEN_ENUM) return;
	const path = `${place.path}/examples`;
	if (was.$comment !== is.$comment) {
		yield { path, direction: "down", before: was.$comment ?? null, after: is.$comment ?? null };
		return;
	}
	const [old, now] = [asList(was.examples), asList(is.examples)];
	const gone = old.filter((one) => !now.includes(one));
	const come = now.filter((one) => !old.includes(one));
	if (gone.length > 0) yield { path, direction: "down", before: gone, after: null };
	if (come.length > 0) yield { path, direction: "up", before: null, after: come };
}

/** Compares the alternatives of a value that is read, each with the one of its type; one more or one less breaks a reader. */
function* pairedAlternatives(old: readonly unknown[], now: readonly unknown[], place: Place): Generator<Difference> {
	const typeOf = (choice: unknown, root: JsonSchema) => {
		const { type, const: only, enum: values } = asObject(resolved(choice, root));
		return JSON.stringify(type ?? only ?? values ?? null);
	};
	const rest = new Map(now.map((choice) => [typeOf(choice, place.is), choice]));
	for (const was of old) {
		const type = typeOf(was, place.was);
		if (rest.has(type)) yield* differences(was, rest.get(type), { ...place, depth: place.depth + 1 });
		else yield { path: place.path, direction: "down", before: was, after: null };
		rest.delete(type);
	}
	for (const is of rest.values()) yield { path: place.path, direction: "down", before: null, after: is };
}

/** Compares alternatives regardless of order: one removed accepts less, one added accepts more. */
function* alternatives(old: readonly unknown[], now: readonly unknown[], place: Place): Generator<Difference> {
	const inner = { ...place, depth: place.depth + 1 };
	const moves = (direction: Difference["direction"], was: unknown, is: unknown) =>
		[...differences(was, is, { ...inner, compared: new Set() })].some((one) => one.direction === direction);
	const gone = old.filter((was) => now.every((is) => moves("down", was, is)));
	const come = now.filter((is) => old.every((was) => moves("up", was, is)));
	if (gone.length > 0) yield { path: place.path, direction: "down", before: gone, after: now };
	if (come.length > 0) yield { path: place.path, direction: "up", before: old, after: come };
}

/** Conditions are compared in their order where there are as many; else more of them take less. */
function* conditions(old: readonly unknown[], now: readonly unknown[], place: Place): Generator<Difference> {
	if (old.length !== now.length) {
		yield moved(now.length > old.length ? "down" : "up", old, now, place);
		return;
	}
	for (const [index, one] of old.entries())
		yield* differences(one, now[index], { ...place, path: `${place.path}/${index}` });
}

function isTighter(key: string, was: unknown, is: unknown): boolean {
	if (was === undefined) return true;
	if (is === undefined) return false;
	return CEILINGS.has(key) ? Number(is) < Number(was) : Number(is) > Number(was);
}
