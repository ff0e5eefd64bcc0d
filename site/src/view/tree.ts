/** A piece of a page that is made both when the site is built and in a browser: an element, or text. */
export type Node = string | Element;

export interface Element {
	readonly tag: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: readonly Node[];
}

type Attributes = Readonly<Record<string, string | false | null | undefined>>;
type Child = Node | false | null | undefined | readonly (Node | false | null | undefined)[];

/** Makes an element; attributes and children that are undefined, null or false are left out. */
export function el(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Element {
	return {
		tag,
		attributes: Object.fromEntries(
			Object.entries(attributes).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
		),
		children: (children.flat() as readonly (Node | false | null | undefined)[]).filter(
			(child): child is Node => typeof child === "string" || Boolean(child),
		),
	};
}

/** A link that may come from a record: only https leads anywhere. */
export function out(href: string, ...children: readonly Node[]): Node {
	return /^https:\/\/[^\s/]/.test(href) ? el("a", { href }, children) : el("span", {}, children);
}

/** A day as a `time` element. */
export function time(iso: string, text: string): Element {
	return el("time", { datetime: iso }, text);
}

const ESCAPED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPED[character] ?? "");
const VOID = new Set(["br", "col", "input"]);

/** Returns the HTML; every text and every value of an attribute is escaped. */
export function htmlOf(node: Node): string {
	if (typeof node === "string") return escaped(node);
	const attributes = Object.entries(node.attributes).map(([name, value]) =>
		value === "" ? ` ${name}` : ` ${name}="${escaped(value)}"`,
	);
	const start = `<${node.tag}${attributes.join("")}>`;
	return VOID.has(node.tag) ? start : `${start}${node.children.map(htmlOf).join("")}</${node.tag}>`;
}
