import { MAX_PASSAGE, passages } from "../lib/passages.ts";

/** Keys by which an item of a list is known: a source or searched page by its URL, a limit by its words. */
const NAMES = ["url", "what", "date"] as const;

/**
 * Says what came and what went of a list, and what differs in the items that stayed; `quote` makes texts of records
 * safe for where they go.
 */
export function listChange(before: unknown, after: unknown, quote: (text: string) => string): string {
	const [old, now] = [itemsOf(before), itemsOf(after)];
	const left = [...old];
	const parts: string[] = [];
	for (const item of now) {
		const at = left.findIndex((one) => one.name === item.name);
		const [was] = at === -1 ? [] : left.splice(at, 1);
		if (!was) parts.push(`+ ${quote(cut(item.name))}`);
		else if (was.text !== item.text)
			parts.push(`${quote(cut(item.name))}: ${fieldsText(was.fields, item.fields, quote)}`);
	}
	parts.push(...left.map(({ name }) => `− ${quote(cut(name))}`));
	return parts.length > 0
		? parts.join(", ")
		: `in another order: ${now.map(({ name }) => quote(cut(name))).join(", ")}`;
}

/** Names the items of a list, or the keys of an object with their values, in one line. */
export function itemNames(value: unknown): string {
	if (Array.isArray(value))
		return itemsOf(value)
			.map(({ name }) => cut(name))
			.join(", ");
	const fields = typeof value === "object" && value !== null ? Object.entries(value) : [];
	return fields.map(([key, inner]) => `${key} ${cut(textOf(inner))}`).join(", ");
}

interface Item {
	readonly name: string;
	readonly fields: Readonly<Record<string, unknown>>;
	readonly text: string;
}

function itemsOf(list: unknown): Item[] {
	return (Array.isArray(list) ? list : []).map((item: unknown) => {
		const fields = typeof item === "object" && item !== null ? (item as Readonly<Record<string, unknown>>) : {};
		const key = NAMES.find((name) => typeof fields[name] === "string");
		const name = textOf(key === undefined ? item : fields[key]);
		return { name, fields, text: JSON.stringify(item) };
	});
}

/** Says which keys of an object differ, each with its value before and after. */
export function fieldsText(before: Item["fields"], after: Item["fields"], quote: (text: string) => string): string {
	const shown = (text: string) => (text === "" ? "none" : quote(text));
	const differing = Object.keys({ ...before, ...after }).filter(
		(key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
	);
	return differing
		.map((key) => {
			const texts = passages(textOf(before[key]), textOf(after[key]));
			return `${key} ${shown(texts.before)} → ${shown(texts.after)}`;
		})
		.join(", ");
}

function textOf(value: unknown): string {
	if (value === undefined) return "";
	return typeof value === "string" ? value : JSON.stringify(value);
}

function cut(text: string): string {
	return text.length > MAX_PASSAGE ? `${text.slice(0, MAX_PASSAGE - 1)}…` : text;
}
