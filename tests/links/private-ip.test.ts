import { expect, test } from "vitest";
import { addressFault } from "../../scripts/links/private-ip.ts";

test.each([
	["0.0.0.0", "this host"],
	["10.0.0.1", "private"],
	["172.16.0.1", "private"],
	["172.31.255.255", "private"],
	["192.168.0.1", "private"],
	["100.64.0.1", "carrier-grade NAT"],
	["100.127.255.255", "carrier-grade NAT"],
	["127.0.0.1", "loopback"],
	["127.255.255.254", "loopback"],
	["169.254.169.254", "metadata"],
	["168.63.129.16", "a cloud's services"],
	["100.100.100.200", "metadata"],
	["192.0.0.1", "protocol assignments"],
	["192.0.2.1", "documentation"],
	["192.88.99.1", "6to4 relay"],
	["198.18.0.1", "benchmarks"],
	["198.51.100.1", "documentation"],
	["203.0.113.1", "documentation"],
	["224.0.0.1", "multicast"],
	["239.255.255.255", "multicast"],
	["240.0.0.1", "reserved"],
	["255.255.255.255", "broadcast"],
	["::", "unspecified"],
	["::1", "loopback"],
	["::127.0.0.1", "IPv4-compatible"],
	["::ffff:127.0.0.1", "IPv4-mapped"],
	["::ffff:a9fe:a9fe", "IPv4-mapped metadata"],
	["64:ff9b::7f00:1", "NAT64"],
	["64:ff9b::169.254.169.254", "NAT64"],
	["64:ff9b:1::1", "local NAT64"],
	["100::1", "discard"],
	["2001::1", "Teredo"],
	["2001:db8::1", "documentation"],
	["2001:10::1", "ORCHID"],
	["2002:7f00:1::", "6to4"],
	["3fff::1", "documentation"],
	["fc00::1", "unique local"],
	["fd00:ec2::254", "metadata"],
	["fe80::1", "link-local"],
	["fec0::1", "site-local"],
	["ff02::1", "multicast"],
	["fe80::1%eth0", "link-local with a zone"],
	["not an address", "nothing"],
	["", "nothing"],
])("%s is refused (%s)", (address) => {
	expect(addressFault(address)).not.toBeNull();
});

test.each([
	"93.184.215.14",
	"1.1.1.1",
	"100.63.255.255",
	"172.32.0.1",
	"2606:4700::1111",
	"2a00:1450::1",
	"::ffff:1.1.1.1",
	"64:ff9b::101:101",
])("%s is public", (address) => {
	expect(addressFault(address)).toBeNull();
});
