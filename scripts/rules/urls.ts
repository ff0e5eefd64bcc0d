import punycode from "punycode.js";
import { parse } from "tldts";
import { factsOfFormat } from "../../schemas/dimensions/index.ts";
import type { Holder, PlacedCell } from "../registry/lookups.ts";
import { plainHostOf } from "../registry/vendors.ts";
import type { Path } from "../yaml/positions.ts";
import type { PlacedDocument } from "./places.ts";

/** A URL of a record that stands as evidence or leads to it. */
export interface PlacedUrl {
	readonly path: Path;
	readonly url: string;
	/** Reason why it cannot stand as a source; null where it can. */
	readonly error: UrlError | null;
}

/** Returns the URLs of a record, archived copies apart. */
export function urlsOf(
	holder: Holder,
	cells: readonly PlacedCell[],
	documents: readonly PlacedDocument[],
): PlacedUrl[] {
	const urls: PlacedUrl[] = [];
	const add = (url: unknown, path: Path, ...below: Path) => {
		if (typeof url === "string") urls.push({ path: [...path, ...below], url, error: urlError(url) });
	};
	if ("domains" in holder) {
		for (const [index, url] of (holder.document_prefixes ?? []).entries()) add(url, ["document_prefixes", index]);
		add(holder.trust_center, ["trust_center"]);
	}
	for (const { path, document } of documents) {
		add(document.url, path, "url");
		add(document.reader?.url, path, "reader", "url");
	}
	for (const { path, cell } of cells) {
		for (const [index, { url }] of (cell.searched ?? []).entries()) add(url, path, "searched", index, "url");
	}
	for (const { path, dimension, cell } of cells) {
		add(cell.dispute?.url, path, "dispute", "url");
		for (const key of factsOfFormat(dimension, "uri")) add(cell.facts?.[key], path, "facts", key);
	}
	return urls;
}

/** Message and hint of a URL that cannot stand as a source. */
export interface UrlError {
	readonly message: string;
	readonly hint: string;
}

/** Top-level names that lead nowhere on the public internet (RFC 2606, 6761, 6762, 7686, 8375 and common private use). */
const RESERVED = new Set(
	"test example invalid localhost local internal onion arpa alt lan home corp intranet private".split(" "),
);

const NOT_ABSOLUTE = {
	message: "this is not an absolute https URL",
	hint: "Write it in full, beginning with https://.",
};

/** Characters that no URL holds. */
const FOREIGN = /[\s<>"{}|\\^`]/;

/**
 * Returns why a URL cannot stand as a public source; null when it can. It must be absolute https on a public host
 * name, in lower case, without credentials, and on no other port than 443.
 */
export function urlError(url: string): UrlError | null {
	const plain = FOREIGN.test(url) ? null : plainHostOf(url);
	if (plain !== null) return hostError(plain, plain);
	const markdown = /^\[[^\]]*\]\((https?:\/\/[^)\s]*)\)$|^<(https?:\/\/[^>\s]*)>$/.exec(url);
	if (markdown) {
		return { message: "this is a link in Markdown, not a URL", hint: `Write ${markdown[1] ?? markdown[2]}` };
	}
	if (FOREIGN.test(url))
		return {
			message: "the URL holds a space or a character that no URL has",
			hint: "Copy it again from the browser.",
		};
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
	if (scheme === "http")
		return {
			message: "the URL begins with http://",
			hint: "Write https:// if the page answers there; otherwise name another page.",
		};
	if (scheme !== "https") return NOT_ABSOLUTE;
	const authority = /^https:\/\/([^/?#]*)/i.exec(url)?.[1];
	if (authority === undefined || authority === "" || !URL.canParse(url)) return NOT_ABSOLUTE;
	if (authority.includes("@"))
		return { message: "the URL holds a user name or a password", hint: "Delete everything before the @." };
	const { hostname, port } = new URL(url);
	if (port !== "")
		return { message: `the URL names the port ${port}`, hint: "Name a page that is served on the standard port." };
	return hostError(hostname, authority.replace(/:\d*$/, ""));
}

function hostError(hostname: string, written: string): UrlError | null {
	const host = hostname.replace(/\.$/, "");
	const { isIp, domain, publicSuffix, isIcann, isPrivate } = parse(host);
	if (isIp || host.startsWith("["))
		return { message: "the host is an IP address", hint: "Name the host by its public name." };
	const last = host.split(".").at(-1) ?? "";
	if (!host.includes(".") || RESERVED.has(last))
		return { message: `"${host}" is no public host name`, hint: "Name a page that anyone can open." };
	if (!publicSuffix || !(isIcann || isPrivate) || !domain)
		return { message: `"${host}" does not end in a known public domain`, hint: "Check the spelling of the host." };
	if (/[^\x20-\x7e]/.test(written)) {
		return {
			message: `the host "${written}" is written with other than ASCII letters; its ASCII form is "${host}"`,
			hint: `Write ${host}, after making sure that it is the host that is meant.`,
		};
	}
	if (written !== written.toLowerCase()) return { message: "the host is not in lower case", hint: `Write ${host}.` };
	if (hostname.endsWith(".")) return { message: "the host ends in a dot", hint: `Write ${host}.` };
	if (/(?:^|\.)xn--/.test(host)) {
		const shown = punycode.toUnicode(host);
		if (mixesScripts(shown)) {
			return {
				message: `the host "${host}" reads "${shown}", which mixes scripts`,
				hint: "Make sure that it is the host that is meant; a look-alike is no source.",
			};
		}
	}
	return null;
}

/** True where one label mixes Latin letters with Cyrillic or Greek ones, as look-alikes do. */
function mixesScripts(host: string): boolean {
	return host
		.split(".")
		.some((label) => /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label));
}
