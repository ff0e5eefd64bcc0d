import type { Change } from "../../schemas/change.ts";
import { isDimension } from "../../schemas/dimensions/index.ts";
import { isWritten } from "../../schemas/json-schema.ts";

/** Meaning of a change to those who read or write a format. */
export type Effect =
	| "gone"
	| "may be missing"
	| "other type"
	| "may be null"
	| "never null"
	| "other values"
	| "values may grow"
	| "held to a list"
	| "other key"
	| "open to new keys"
	| "unbounded"
	| "changed"
	| "required"
	| "optional"
	| "accepts fewer values"
	| "accepts more values (compatible)"
	| "new values"
	| "new";

/** A change of a schema or the contract in a reader's or writer's words. */
export interface FormatChange {
	readonly side: "reader" | "writer";
	readonly format: string;
	readonly effect: Effect;
	/** Keys, columns, files, paths or exports that it concerns. */
	readonly names: readonly string[];
	/** Values before and after, where they say more than the effect. */
	readonly detail: string;
}

/** Part of the contract → format of which it is told. */
const FORMATS: Readonly<Record<string, string>> = {
	tables: "Tables",
	views: "SQLite views",
	sheets: "Workbook",
	representations: "Tables",
	files: "Files",
	api: "HTTP API",
	package: "npm package",
};

/** Returns what a change of a schema or the contract means. */
export function formatChange({ path, before, after, direction }: Change): FormatChange {
	const [file = "", rest = ""] = path.split("#");
	const segments = rest.split("/").slice(1);
	const name = /^schemas\/(.*)\.schema\.json$/.exec(file)?.[1];
	const change = { path: segments, before, after, direction };
	return name === undefined ? contractPart(change) : schemaPart(name, change);
}

interface Part {
	readonly path: readonly string[];
	readonly before: unknown;
	readonly after: unknown;
	readonly direction: Change["direction"];
}

function contractPart({ path, before, after, direction }: Part): FormatChange {
	const [kind = "", ...below] = path;
	const reader = (effect: Effect, name: string, detail = ""): FormatChange => ({
		side: "reader",
		format: FORMATS[kind] ?? kind,
		effect,
		names: [name],
		detail,
	});
	const comeOrGone = direction === "up" ? "new" : "gone";
	if (kind === "tables") return tablePart(below, { before, after, direction }, reader);
	if (kind === "representations") return reader("changed", `lists and objects in ${below[0]}`);
	if (kind === "package") {
		const name = below.slice(1).join("/");
		return reader(before !== null && after !== null ? "changed" : comeOrGone, name);
	}
	if (kind === "views") return reader(comeOrGone, below.join(".").replace(/(?<=^question_)\w+/, "*"));
	return reader(comeOrGone, below.join("/"));
}

function tablePart(
	[table = "", part, column, property]: readonly string[],
	{ before, after, direction }: Omit<Part, "path">,
	reader: (effect: Effect, name: string, detail?: string) => FormatChange,
): FormatChange {
	const comeOrGone = direction === "up" ? "new" : "gone";
	if (part === undefined) return reader(comeOrGone, table);
	if (part === "key") return reader("other key", table, `now ${list(after)}`);
	const name = `${table}.${column}`;
	if (property === undefined) return reader(comeOrGone, name);
	if (property === "type") return reader("other type", name, `${String(before)} → ${String(after)}`);
	if (property === "nullable") return reader(after === true ? "may be null" : "never null", name);
	const isHeld = property === "references" ? direction === "up" : before === null;
	if (isHeld) return reader("held to a list", name);
	return reader(direction === "up" ? "new values" : "other values", name);
}

/** Schema → file that it describes, where that is not its own name. */
const FILES: Readonly<Record<string, string>> = { "cell-line": "data.ndjson", "offering-file": "offerings/<id>.json" };

function schemaPart(schema: string, { path, before, after, direction }: Part): FormatChange {
	const written = isWritten(schema);
	const { names, keyword } = keyPath(path);
	const name = names.join(".").replaceAll(".[]", "[]");
	const said = (effect: Effect, about: readonly string[] = [shortened(name)], detail = ""): FormatChange => ({
		side: written ? "writer" : "reader",
		format: written ? schema : "JSON",
		effect,
		names: about,
		detail,
	});
	if (path.length === 0) return said(direction === "up" ? "new" : "gone", [FILES[schema] ?? schema]);
	if (keyword === "required") {
		const [old, now] = [strings(before), strings(after)];
		const prefix = shortened(name) === "" ? "" : `${shortened(name)}.`;
		const below = (keys: readonly string[]) => keys.map((key) => `${prefix}${key}`);
		if (written && direction === "down") return said("required", below(now.filter((one) => !old.includes(one))));
		return said(written ? "optional" : "may be missing", below(old.filter((one) => !now.includes(one))));
	}
	if (keyword === null && after === null && before === path.at(-1)) return said("gone");
	if (keyword === null && before === null && after === path.at(-1)) return said("new");
	if (written) return said(direction === "down" ? "accepts fewer values" : "accepts more values (compatible)");
	return said(readKeyword(keyword, before, after), [shortened(name)], valuesDetail(keyword, before, after));
}

/** Returns the names on the way to a place in a schema, and the keyword at its end; null where the place itself differs. */
function keyPath(path: readonly string[]): { names: string[]; keyword: string | null } {
	const names: string[] = [];
	let keyword: string | null = null;
	for (let at = 0; at < path.length; at++) {
		const segment = path[at] ?? "";
		if (segment === "properties" && at + 1 < path.length) {
			at += 1;
			const name = path[at] ?? "";
			names.push(names.at(-1) === "dimensions" && isDimension(name) ? "*" : name);
		} else if (segment === "items") names.push("[]");
		else if (segment === "additionalProperties" && at + 1 < path.length) names.push("*");
		else if (!/^\d+$/.test(segment)) keyword = segment;
	}
	return { names, keyword };
}

/** Names a key by the thing that it is of, so that it is the same in every file that holds one. */
function shortened(name: string): string {
	return name
		.replace(/^(?:(?:offerings\[\]|offering)\.)?(?:model_exceptions\[\]\.)?dimensions\.\*(?=$|\.)/, "cell")
		.replace(/^offerings\[\](?=\.)/, "offering")
		.replace(/^(?:releases\[\]\.)?changes\[\](?=\.)/, "change");
}

function readKeyword(keyword: string | null, before: unknown, after: unknown): Effect {
	const isNull = (value: unknown) => (value as { readonly type?: unknown } | null)?.type === "null";
	if (keyword === null && isNull(after)) return "may be null";
	if (keyword === null && isNull(before)) return "never null";
	if (keyword === null || keyword === "type") return "other type";
	if (keyword === "additionalProperties") return "open to new keys";
	if (keyword === "enum") return after === null ? "values may grow" : "other values";
	if (keyword === "examples") return Array.isArray(after) ? "new values" : "values may grow";
	return after === null ? "unbounded" : "changed";
}

/** Says which values or types came and went. */
function valuesDetail(keyword: string | null, before: unknown, after: unknown): string {
	if ((keyword !== "enum" && keyword !== "type") || before === null || after === null) return "";
	const [old, now] = [before, after].map((value): unknown[] => (Array.isArray(value) ? value : [value]));
	const come = now?.filter((one) => !old?.includes(one)).map((one) => `+ ${String(one)}`) ?? [];
	const gone = old?.filter((one) => !now?.includes(one)).map((one) => `− ${String(one)}`) ?? [];
	return [...gone, ...come].join(", ");
}

function strings(value: unknown): string[] {
	return (Array.isArray(value) ? value : []).filter((one) => typeof one === "string");
}

function list(value: unknown): string {
	return strings(value).join(", ");
}

/** Effects on several keys at once, which a line has to name. */
const NAMED = new Set<Effect>(["required", "optional", "may be missing"]);

/** Returns what a change of a schema or the contract means, in words that follow its path. */
export function formatWords(change: Change, quote: (text: string) => string): string {
	const { effect, names, detail } = formatChange(change);
	const about = NAMED.has(effect) ? `: ${names.map(quote).join(", ")}` : "";
	return `${effect}${about}${detail === "" ? "" : ` (${quote(detail)})`}`;
}
