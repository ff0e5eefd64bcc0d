/** A piece of a page that is made both when the site is built and in a browser: an element, or text. */
export type Node = string | Element;

export interface Element {
	readonly tag: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: readonly Node[];
}

/** An element; attributes and children that are undefined, null or false are left out. */
export function element(
	tag: string,
	attributes: Readonly<Record<string, string | false | null | undefined>> = {},
	...children: readonly (Node | false | null | undefined)[]
): Element {
	return {
		tag,
		attributes: Object.fromEntries(
			Object.entries(attributes).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
		),
		children: children.filter((child): child is Node => typeof child === "string" || Boolean(child)),
	};
}

/** A link that may come from a record: only https leads anywhere. */
export function out(href: string, text: string): Node {
	return /^https:\/\/[^\s/]/.test(href) ? element("a", { href, rel: "external" }, text) : text;
}

const ESCAPED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPED[character] ?? "");

/** As HTML; every text and every value of an attribute is escaped. For elements that have an end tag. */
export function htmlOf(node: Node): string {
	if (typeof node === "string") return escaped(node);
	const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
	return `<${node.tag}${attributes.join("")}>${node.children.map(htmlOf).join("")}</${node.tag}>`;
}
