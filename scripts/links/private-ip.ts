import ipaddr from "ipaddr.js";

/** Ranges that ipaddr.js calls unicast but that hold no public page. */
const NOT_PUBLIC: readonly (readonly [string, string])[] = [
	["168.63.129.16/32", "the address of a cloud's own services"],
	["100.100.100.200/32", "the address of a cloud's metadata"],
	["192.88.99.0/24", "a relay"],
	["fd00:ec2::254/128", "the address of a cloud's metadata"],
];

/** NAT64 prefix (RFC 6052): the last four bytes are the IPv4 address that is reached. */
const NAT64 = "64:ff9b::/96";
/** Global unicast (RFC 4291). Mapped IPv4 addresses lie outside of it or are recognised by ipaddr.js. */
const GLOBAL_UNICAST = "2000::/3";

/**
 * Returns why no page is fetched from an IP address; null for a public one. Only global unicast passes: ranges reserved
 * by IANA are refused, and so are IPv6 addresses that wrap a refused IPv4 address.
 */
export function addressFault(address: string): string | null {
	if (!ipaddr.isValid(address)) return "no IP address";
	// An IPv4-mapped address becomes the IPv4 one.
	const parsed = ipaddr.process(address);
	for (const [range, what] of NOT_PUBLIC) if (isWithin(parsed, range)) return what;
	if (isWithin(parsed, NAT64)) {
		const fault = addressFault(parsed.toByteArray().slice(12).join("."));
		return fault === null ? null : `${fault}, written as IPv6`;
	}
	const global = parsed.kind() === "ipv4" || isWithin(parsed, GLOBAL_UNICAST);
	return global && parsed.range() === "unicast" ? null : `not a public address (${parsed.range()})`;
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, range: string): boolean {
	const [base, bits] = ipaddr.parseCIDR(range);
	return base.kind() === address.kind() && address.match(base, bits);
}
