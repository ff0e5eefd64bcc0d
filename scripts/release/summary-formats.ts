import semver from "semver";
import type { ReleasedChange } from "../../schemas/changelog.ts";
import { RENAMED } from "../../schemas/renamed.ts";
import { byCodeUnit } from "../lib/order.ts";
import { codeSpan } from "../report/changes.ts";
import { type Effect, type FormatChange, formatChange } from "../report/contract-effects.ts";

/** Most names in a line on what breaks somebody, and in one on what does not; the rest are counted. */
export const MAX_NAMES = { breaking: 40, other: 12 } as const;

/** Effects in the order of weight, each with the words that stand before the names. */
const EFFECTS: readonly (readonly [weight: keyof typeof MAX_NAMES, effects: readonly Effect[], words: string])[] = [
	["breaking", ["gone"], "gone"],
	["breaking", ["other key"], "rows have another key"],
	["breaking", ["other type", "changed"], "another type or form"],
	["breaking", ["other values"], "another list of values"],
	["breaking", ["may be missing", "may be null"], "may be missing or null"],
	["breaking", ["required"], "now required"],
	["breaking", ["accepts fewer values"], "accepts fewer values"],
	["other", ["values may grow", "open to new keys", "unbounded", "never null"], "expect more than is listed"],
	["other", ["held to a list"], "held to a list or another table"],
	["other", ["optional", "accepts more values (compatible)"], "accepts more (compatible)"],
	["other", ["new", "new values"], "new"],
];

/** Returns what those who read or write the formats have to change, a line for each format and effect. */
export function formatLines(changes: readonly ReleasedChange[], side: FormatChange["side"], version: string): string[] {
	const own = changes
		.filter(({ kind }) => kind === "schema_changed")
		.map(formatChange)
		.filter((one) => one.side === side);
	const renamed = RENAMED[semver.major(version)] ?? {};
	const formats = [...new Set(own.map(({ format }) => format))];
	return formats.flatMap((format) => {
		const of = own.filter((one) => one.format === format);
		const gone = new Set(of.filter(({ effect }) => effect === "gone").flatMap(({ names }) => names));
		return EFFECTS.flatMap(([weight, effects, words]) => {
			const found = of.filter(({ effect }) => effects.includes(effect));
			const names = [...namesOf(found)].filter(([name]) => words === "gone" || !gone.has(name));
			if (names.length === 0) return [];
			return [`- ${format}, ${words}: ${named(names, MAX_NAMES[weight], words === "gone" ? renamed : {})}`];
		});
	});
}

/** Returns names with their details, each once. */
function namesOf(changes: readonly FormatChange[]): Map<string, string> {
	const names = new Map<string, string>();
	for (const { names: own, detail } of changes) {
		for (const name of own) if (!names.has(name)) names.set(name, detail);
	}
	return names;
}

function named(
	names: readonly (readonly [name: string, detail: string])[],
	most: number,
	renamed: Readonly<Record<string, string>>,
): string {
	const shown = [...names].sort(([a], [b]) => byCodeUnit(a, b)).slice(0, most);
	const texts = shown.map(([name, detail]) => {
		const now = Object.hasOwn(renamed, name) ? ` → ${codeSpan(renamed[name] ?? "")}` : "";
		return `${codeSpan(name === "" ? "(top level)" : name)}${now}${detail === "" ? "" : ` (${codeSpan(detail)})`}`;
	});
	const left = names.length - shown.length;
	return `${texts.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}
