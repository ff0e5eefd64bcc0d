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

/** The registrable domains of all vendors. */
const knownDomains = memoize((vendors: Vendors): readonly Domain[] => {
	return [...vendors.byId.values()].flatMap(({ domains }) => domains.flatMap((one) => domainOf(one) ?? []));
});

/** Returns the known domain that a URL's host looks like but is not; null where there is none. */
export function lookAlikeOf(url: string, vendors: Vendors): string | null {
	const host = hostOf(url);
	const own = host === null ? null : domainOf(host);
	if (!own) return null;
	const known = knownDomains(vendors);
	if (known.some(({ domain }) => domain === own.domain)) return null;
	return known.find(({ name }) => isAlike(own.name, name))?.domain ?? null;
}

function domainOf(host: string): Domain | null {
	const { domain, domainWithoutSuffix } = parse(host);
	return domain && domainWithoutSuffix ? { domain, name: domainWithoutSuffix } : null;
}

function isAlike(name: string, known: string): boolean {
	// The same name under another ending is often another company's.
	if (name === known || known.length < MIN_LENGTH) return false;
	if (skeleton(name) === skeleton(known)) return true;
	return distance(name, known) <= (known.length < MIN_LENGTH_FOR_TWO ? 1 : 2);
}

/** Returns a name with the letters that look alike made one. */
function skeleton(name: string): string {
	return name
		.replaceAll("rn", "m")
		.replaceAll("vv", "w")
		.replaceAll("0", "o")
		.replace(/[1i]/g, "l")
		.replaceAll("-", "");
}
