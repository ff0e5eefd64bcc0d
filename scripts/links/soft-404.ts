import { sha256 } from "../lib/hash.ts";
import { sameDocumentKey } from "../registry/urls.ts";
import type { PageText } from "./page.ts";

/** Response of a host to a path that cannot exist: `honest` with an error status, else the page of status 2xx. */
export type Probe = "honest" | { readonly address: string; readonly page: PageText };

/** Text below which a page may be the empty frame of an application that scripts fill, in characters. */
export const MIN_CONTENT = 200;
/** Text in which a page may differ from the host's error page, which often repeats the path, in characters. */
export const MAX_OWN_TEXT = 200;

/** URL beside another one that cannot exist; always the same for the same host. */
export function impossibleUrl(url: string): string {
	const { host } = new URL(url);
	return new URL(`./no-such-page-${sha256(host).slice(0, 12)}`, url.replace(/[?#].*$/s, "")).href;
}

/**
 * Compares a page with what its host answers for a path that cannot exist. `missing`: the page is that same error page.
 * `unknown`: both are the same empty frame of an application. Null for a page of its own.
 */
export function compareWithProbe(
	url: string,
	address: string,
	page: PageText,
	probe: Probe,
): "missing" | "unknown" | null {
	if (probe === "honest") return null;
	// The front page may well be what a host shows for every path that it does not know.
	if (new URL(url).pathname === "/") return null;
	const isRedirected = sameDocumentKey(address) !== sameDocumentKey(url);
	if (isRedirected && sameDocumentKey(address) === sameDocumentKey(probe.address)) return "missing";
	if (page.title !== probe.page.title) return null;
	const other = new Set(probe.page.text.split("\n"));
	const own = page.text.split("\n").filter((line) => !other.has(line));
	if (own.join("\n").length > MAX_OWN_TEXT) return null;
	if (page.text === probe.page.text) return page.text.length < MIN_CONTENT ? "unknown" : "missing";
	return page.text.length < MIN_CONTENT ? null : "missing";
}
