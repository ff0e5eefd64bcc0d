import { distance } from "fastest-levenshtein";
import { parse } from "tldts";
import { memoize } from "../lib/memoize.ts";
import { hostOf, type Vendors } from "../registry/vendors.ts";

/** Shortest name that is compared, and shortest in which two letters may differ, in characters. */
const MIN_LENGTH = 5;
const MIN_LENGTH_FOR_TWO = 8;

interface Domain {
	readonly domain: string;
	/** The domain without its public suffix: `deepseek`. */
	readonly name: string;
}

/** A domain with what it is compared by. */
interface Comparable extends Domain {
	/** The name with the letters that look alike made one. */
	readonly skeleton: string;
}

/** The registrable domains of all vendors, and what was found for the others. */
interface Known {
	readonly list: readonly Comparable[];
	readonly domains: ReadonlySet<string>;
	readonly found: Map<string, string | null>;
}

const knownDomains = memoize((vendors: Vendors): Known => {
	const list = [...vendors.byId.values()]
		.flatMap(({ domains }) => domains.flatMap((one) => domainOf(one) ?? []))
		.map(comparable);
	return { list, domains: new Set(list.map(({ domain }) => domain)), found: new Map() };
});

/** Returns the known domain that a URL's host looks like but is not; null where there is none. */
export function lookAlikeOf(url: string, vendors: Vendors): string | null {
	const host = hostOf(url);
	const own = host === null ? null : domainOf(host);
	if (!own) return null;
	const { list, domains, found } = knownDomains(vendors);
	if (domains.has(own.domain)) return null;
	// Few domains are nobody's, and each is compared with those of all vendors: once.
	let alike = found.get(own.domain);
	if (alike === undefined) {
		const compared = comparable(own);
		alike = list.find((known) => isAlike(compared, known))?.domain ?? null;
		found.set(own.domain, alike);
	}
	return alike;
}

function domainOf(host: string): Domain | null {
	const { domain, domainWithoutSuffix: name } = parse(host);
	return domain && name ? { domain, name } : null;
}

function comparable(domain: Domain): Comparable {
	return { ...domain, skeleton: skeletonOf(domain.name) };
}

function isAlike(own: Comparable, known: Comparable): boolean {
	// The same name under another ending is often another company's.
	if (own.name === known.name || known.name.length < MIN_LENGTH) return false;
	if (own.skeleton === known.skeleton) return true;
	const allowed = known.name.length < MIN_LENGTH_FOR_TWO ? 1 : 2;
	if (Math.abs(own.name.length - known.name.length) > allowed) return false;
	return distance(own.name, known.name) <= allowed;
}

/** Returns a name with the letters that look alike made one. */
function skeletonOf(name: string): string {
	return name
		.replaceAll("rn", "m")
		.replaceAll("vv", "w")
		.replaceAll("0", "o")
		.replace(/[1i]/g, "l")
		.replaceAll("-", "");
}
