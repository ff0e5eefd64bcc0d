/** Query parameters that say who followed a link, not what it leads to. */
const TRACKING =
	/^(?:utm_.*|gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|hsctatracking|mkt_tok|vero_id|oly_enc_id|oly_anon_id|s_cid|ref_src)$/i;

/**
 * An address without what does not belong to it: tracking parameters, the default port, an empty query or fragment.
 * Every other character stays as it is written. Text that is no address comes back unchanged.
 */
export function cleanUrl(url: string): string {
	if (!/[?#]|:(?!\/\/)/.test(url)) return url;
	const [, origin = "", path = "", query, fragment] =
		/^([a-z]+:\/\/[^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(url) ?? [];
	if (origin === "") return url;
	const kept = (query ?? "").split("&").filter((pair) => pair !== "" && !TRACKING.test(pair.split("=", 1)[0] ?? ""));
	const port = /^https:/i.test(origin) ? /:443$/ : /:80$/;
	return [
		origin.replace(port, "").replace(/:$/, ""),
		path,
		kept.length > 0 ? `?${kept.join("&")}` : "",
		fragment ? `#${fragment}` : "",
	].join("");
}

/** What two addresses must share to be the same document: scheme, a final slash and the fragment left aside. */
export function sameDocumentKey(url: string): string {
	const clean = cleanUrl(url).replace(/#.*$/s, "");
	if (!URL.canParse(clean)) return clean;
	const { hostname, port, pathname, search } = new URL(clean);
	return `${hostname}${port ? `:${port}` : ""}${pathname.replace(/\/+$/, "")}${search}`;
}

/** An archived copy: when it was made, and of which address. */
export interface Capture {
	/** `YYYY-MM-DD`, not yet known to be a real day. */
	readonly day: string;
	readonly url: string;
}

/** Archives whose addresses say what they hold: host, and what comes before timestamp and address in the path. */
const ARCHIVES: readonly (readonly [RegExp, RegExp])[] = [
	[/^web\.archive\.org$/, /^\/web\//],
	[/^archive\.(?:ph|is|today|li|vn|fo|md)$/, /^\//],
	[/^arquivo\.pt$/, /^\/wayback\//],
	[/^webarchive\.nationalarchives\.gov\.uk$/, /^\/ukgwa\//],
];

/** Hosts of the known archives, for a person. */
export const ARCHIVE_NAMES = "web.archive.org, archive.today, arquivo.pt, webarchive.nationalarchives.gov.uk";

/** What an archived address holds: null when its host is no known archive, "unreadable" when its path tells no date and address. */
export function captureOf(archived: string): Capture | "unreadable" | null {
	if (!URL.canParse(archived)) return null;
	const { protocol, hostname } = new URL(archived);
	const prefix = ARCHIVES.find(([host]) => host.test(hostname))?.[1];
	if (!prefix || protocol !== "https:") return null;
	const path = archived.replace(/^https:\/\/[^/]*/i, "");
	if (!prefix.test(path)) return "unreadable";
	const match = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})[.-]?(?:\d{6}|\d{4})?(?:[a-z]{2}_)?\/(https?:\/\/?.+)$/is.exec(
		path.replace(prefix, ""),
	);
	if (!match) return "unreadable";
	const [, year, month, day, url = ""] = match;
	return { day: `${year}-${month}-${day}`, url: url.replace(/^(https?):\/(?!\/)/i, "$1://") };
}
