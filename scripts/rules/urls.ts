import { domainToUnicode } from "node:url";
import { parse } from "tldts";
import { factsOfFormat } from "../../schemas/dimensions/index.ts";
import type { Offering } from "../../schemas/offering.ts";
import type { Vendor } from "../../schemas/vendor.ts";
import { memoizeText } from "../lib/memoize.ts";
import { cellsOf } from "../registry/cells.ts";
import type { Path } from "../yaml/positions.ts";

/** An address of a record that stands as evidence or leads to it. */
export interface PlacedUrl {
	readonly path: Path;
	readonly url: string;
}

/**
 * The address fields of a record, archived copies apart, that a test picks. Most pass every rule, and what passes costs
 * no path.
 */
export function* filterUrls(record: Offering | Vendor, isMeant: (url: string) => boolean): Generator<PlacedUrl> {
	if (!("dimensions" in record)) {
		const url = record.trust_center;
		if (url !== undefined && isMeant(url)) yield { path: ["trust_center"], url };
		return;
	}
	for (const { path, dimension, cell } of cellsOf(record)) {
		for (const [index, { url }] of cell.sources?.entries() ?? []) {
			if (isMeant(url)) yield { path: [...path, "sources", index, "url"], url };
		}
		for (const [index, url] of cell.searched?.entries() ?? []) {
			if (isMeant(url)) yield { path: [...path, "searched", index], url };
		}
		if (cell.dispute && isMeant(cell.dispute.url)) yield { path: [...path, "dispute", "url"], url: cell.dispute.url };
		for (const key of factsOfFormat(dimension, "uri")) {
			const url = cell.facts?.[key];
			if (typeof url === "string" && isMeant(url)) yield { path: [...path, "facts", key], url };
		}
	}
}

/** What is wrong with an address, and what to do about it. */
export interface UrlError {
	readonly message: string;
	readonly hint: string;
}

/** Top-level names that lead nowhere on the public internet (RFC 2606, 6761, 6762, 7686, 8375 and common private use). */
const RESERVED = new Set(
	"test example invalid localhost local internal onion arpa alt lan home corp intranet private".split(" "),
);

/**
 * Why an address cannot stand as a public source; null when it can. It must be absolute https on a public host name,
 * in lower case, without credentials, and on no other port than 443.
 */
export const urlError = memoizeText(50_000, judge);

function judge(url: string): UrlError | null {
	if (/[\s<>"{}|\\^`]/.test(url))
		return {
			message: "the address holds a space or a character that no address has",
			hint: "Copy it again from the address bar.",
		};
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
	if (scheme === "http")
		return {
			message: "the address begins with http://",
			hint: "Use https:// if the page answers there; otherwise name an archived copy's page.",
		};
	if (scheme !== "https")
		return { message: "this is not an absolute https address", hint: "Write it in full, beginning with https://." };
	const authority = /^https:\/\/([^/?#]*)/i.exec(url)?.[1];
	if (authority === undefined || authority === "" || !URL.canParse(url))
		return { message: "this is not an absolute https address", hint: "Write it in full, beginning with https://." };
	if (authority.includes("@"))
		return { message: "the address holds a user name or a password", hint: "Delete everything before the @." };
	const { hostname, port } = new URL(url);
	if (port !== "")
		return { message: `the address names the port ${port}`, hint: "Name a page that is served on the standard port." };
	return hostFault(hostname, authority.replace(/:\d*$/, ""));
}

function hostFault(hostname: string, written: string): UrlError | null {
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
	if (
		/(?:^|\.)xn--/.test(host) &&
		/\p{Script=Latin}/u.test(domainToUnicode(host)) &&
		mixedScripts(domainToUnicode(host))
	) {
		return {
			message: `the host "${host}" reads "${domainToUnicode(host)}", which mixes scripts`,
			hint: "Make sure that it is the host that is meant; a look-alike is no source.",
		};
	}
	return null;
}

/** Whether one label mixes Latin letters with Cyrillic or Greek ones, as look-alikes do. */
function mixedScripts(host: string): boolean {
	return host
		.split(".")
		.some((label) => /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label));
}
