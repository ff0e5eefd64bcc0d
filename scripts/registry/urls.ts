/** Query parameters that say who followed a link, not where it leads. */
const TRACKING =
	/^(?:utm_.*|gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|hsctatracking|mkt_tok|vero_id|oly_enc_id|oly_anon_id|s_cid|ref_src)$/i;

/**
 * Returns a URL without tracking parameters, the default port, an empty query and an empty fragment. Every other
 * character stays as it is written. Text that is no URL comes back unchanged.
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

/** Returns a key that two URLs share when they lead to the same document: scheme, spelling of the path and fragment left aside. */
export function sameDocumentKey(url: string): string {
	const clean = cleanUrl(url).replace(/#.*$/s, "");
	if (!URL.canParse(clean)) return clean;
	const { hostname, port, pathname, search } = new URL(clean);
	return `${hostname}${port ? `:${port}` : ""}${plainPath(pathname)}${search}`;
}

/**
 * Returns a key that two URLs share when a reader would take them for one page: the query, capital letters and `www.`
 * are left aside, too. Two pages may share it; no spelling of one page has another.
 */
export function samePageKey(url: string): string {
	const [host = "", ...rest] = sameDocumentKey(url).replace(/\?.*$/s, "").toLowerCase().split("/");
	return [host.replace(/^www\./, ""), ...rest].join("/");
}

/** Returns a path in one spelling: needless escapes decoded, without parameters, empty parts and a final slash. */
function plainPath(path: string): string {
	return path
		.replace(/%([0-9a-f]{2})/gi, (escaped, digits: string) => {
			const letter = String.fromCharCode(Number.parseInt(digits, 16));
			return /[\w.~-]/.test(letter) ? letter : escaped.toUpperCase();
		})
		.replace(/;[^/]*/g, "")
		.replace(/\/{2,}/g, "/")
		.replace(/\/$/, "");
}

/** An archived copy: the day on which it was made, and the URL that it is a copy of. */
export interface ArchiveCapture {
	/** `YYYY-MM-DD`, not yet known to be a real day. */
	readonly day: string;
	readonly url: string;
}

/** Archives whose URLs name the page that they hold: host, and the part of the path before timestamp and page. */
const ARCHIVES: readonly (readonly [RegExp, RegExp])[] = [
	[/^web\.archive\.org$/, /^\/web\//],
	[/^archive\.(?:ph|is|today|li|vn|fo|md)$/, /^\//],
	[/^arquivo\.pt$/, /^\/wayback\//],
	[/^webarchive\.nationalarchives\.gov\.uk$/, /^\/ukgwa\//],
];

/** Hosts of the known archives, for a person. */
export const ARCHIVE_NAMES = "web.archive.org, archive.today, arquivo.pt, webarchive.nationalarchives.gov.uk";

/** Returns the copy that an archived URL names: null when its host is no known archive, "unreadable" when its path tells no date and page. */
export function captureOf(archived: string): ArchiveCapture | "unreadable" | null {
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
