import { filesBelow } from "../support.ts";
import { BASE } from "./server.ts";

/** A page as it was written: its path below BASE, and its HTML. */
export interface WrittenPage {
	readonly path: string;
	readonly html: string;
}

/** Every page of a built site. */
export function pagesOf(folder: string): WrittenPage[] {
	return Object.entries(filesBelow(folder))
		.filter(([path]) => path.endsWith(".html"))
		.map(([path, html]) => ({ path, html }));
}

const TAG = /<[a-z][\w-]*((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*\/?>/g;

/** Values of an attribute on all elements of a page, as a browser reads them. */
export function attributes(html: string, name: string): string[] {
	return [...html.matchAll(TAG)].flatMap(([, list = ""]) =>
		[...list.matchAll(/([^\s"=]+)="([^"]*)"/g)]
			.filter(([, key]) => key === name)
			.map(([, , value = ""]) => decoded(value)),
	);
}

/** Address of a page on its host. */
export function addressOf({ path }: WrittenPage): string {
	return BASE + path.replace(/(?:^|(?<=\/))index\.html$/, "");
}

/** Returns the text of a page: without tags and entities, spaces collapsed. */
export function textOf(html: string): string {
	return decoded(html.replace(/<\/?(?:a|b|code|em|i|span|strong|time)\b[^>]*>/g, "").replace(/<[^>]*>/g, " ")).replace(
		/\s+/g,
		" ",
	);
}

function decoded(text: string): string {
	return text
		.replace(/&(?:quot|#34);/g, '"')
		.replace(/&(?:lt|#60);/g, "<")
		.replace(/&(?:gt|#62);/g, ">")
		.replace(/&#39;/g, "'")
		.replace(/&(?:amp|#38);/g, "&");
}
