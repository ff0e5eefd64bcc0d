import { z } from "zod";
import type { FactValue } from "../../schemas/cell.ts";
import { type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import { quoted, suggestion } from "../rules/words.ts";

export type Facts = Readonly<Record<string, FactValue>>;

/**
 * Reads the facts that a person wrote, `name: value` per line or between semicolons, into the types that the dimension
 * gives them.
 */
export function readFacts(
	dimension: DimensionId,
	text: string,
): { readonly facts: Facts } | { readonly fault: string } {
	const shapes = dimensionOf(dimension).facts;
	const names = Object.keys(shapes);
	const facts: Record<string, FactValue> = {};
	for (const line of text.split(/[\n;]/).map((one) => one.replace(/^[-*]\s+/, "").trim())) {
		if (line === "") continue;
		const at = line.search(/[:=]/);
		const [written, value] = [line.slice(0, Math.max(at, 0)).trim(), line.slice(at + 1).trim()];
		if (written === "" || value === "") return { fault: `write each fact as name: value, not ${quoted(line)}` };
		const name = written.toLowerCase().replace(/[^a-z0-9]+/g, "_");
		const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
		if (!shape) return { fault: `this question has no fact ${quoted(written)}. ${suggestion(name, names)}`.trim() };
		if (Object.hasOwn(facts, name)) return { fault: `${name} is there twice` };
		const read = shape.safeParse(typed(shape, value));
		if (!read.success) return { fault: `${name}: ${expected(shape)}, not ${quoted(value)}` };
		facts[name] = read.data as FactValue;
	}
	return { facts };
}

/** Returns a person's words as a value of the type that the fact has, as far as they can be that. */
function typed(shape: z.ZodType, value: string): unknown {
	if (shape instanceof z.ZodBoolean) {
		if (/^(?:yes|true)$/i.test(value)) return true;
		return /^(?:no|false)$/i.test(value) ? false : value;
	}
	if (shape instanceof z.ZodNumber) return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
	if (shape instanceof z.ZodArray) return value.split(",").flatMap((one) => one.trim() || []);
	return value;
}

function expected(shape: z.ZodType): string {
	if (shape instanceof z.ZodBoolean) return "write yes or no";
	if (shape instanceof z.ZodNumber) {
		return `write a ${shape.isInt ? "whole " : ""}number from ${shape.minValue} to ${shape.maxValue}`;
	}
	if (shape instanceof z.ZodEnum) return `write one of ${shape.options.join(", ")}`;
	if (shape instanceof z.ZodArray) {
		const { element } = shape;
		return element instanceof z.ZodEnum
			? `write one or more of ${element.options.join(", ")}, with commas between them`
			: "write a list with commas between its items";
	}
	if (shape.meta()?.format === "date") return "write the day as YYYY-MM-DD";
	if (shape.meta()?.format === "uri") return "write a URL that begins with https://";
	return "write one line of text";
}

/** Returns what a fact takes, for a person: `retention_days: a whole number`. */
export function factHelp(dimension: DimensionId): string[] {
	return Object.entries(dimensionOf(dimension).facts).map(([name, shape]) => {
		return `${name}: ${expected(shape).replace(/^write /, "")}. ${shape.description ?? ""}`.trim();
	});
}
