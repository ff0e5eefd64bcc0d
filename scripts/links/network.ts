import type { LookupAddress } from "node:dns";
import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { RefusedError } from "../evidence/outcome.ts";
import { addressFault } from "./private-ip.ts";

/** Looks up the IP addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** HTTP access to foreign pages; every IP address is checked when its socket opens. */
export interface Network {
	readonly agent: Agent;
	close(): Promise<void>;
}

export interface NetworkOptions {
	readonly resolve?: Resolve;
	/** Says why an IP address is refused; null lets it through. */
	readonly addressFault?: (address: string) => string | null;
	/** Makes the connector that opens sockets, from undici's options. */
	readonly connector?: (options: buildConnector.BuildOptions) => buildConnector.connector;
	/** Milliseconds until a connection must stand. */
	readonly connectMs?: number;
}

/** Largest block of response headers, in bytes; some sites send 40 KB of cookies and policies. */
const MAX_HEADER_BYTES = 128 * 1024;

/**
 * Opens the network. A name is looked up once per connection, and its addresses are checked and handed to the socket as
 * they are, so that an answer that changes in between (DNS rebinding) changes nothing. The connected address is checked again.
 */
export function openNetwork(options: NetworkOptions = {}): Network {
	const { resolve = resolveBySystem, connector = buildConnector, connectMs = 10_000 } = options;
	const faultOf = options.addressFault ?? addressFault;
	const connect = connector({
		lookup: guardedLookup(resolve, faultOf),
		timeout: connectMs,
		autoSelectFamily: true,
	});
	const agent = new Agent({
		connect(target, callback) {
			// An IP address in the URL is never looked up, so the guarded look-up would not see it.
			if (isIP(target.hostname.replace(/^\[|\]$/g, "")) !== 0) {
				callback(new RefusedError(`${target.hostname} is an IP address, not a name`), null);
				return;
			}
			connect(target, (error, socket) => {
				if (error) {
					callback(error, null);
					return;
				}
				const fault = faultOf(socket.remoteAddress ?? "");
				if (fault === null) callback(null, socket);
				else {
					socket.destroy();
					callback(new RefusedError(`${target.hostname} was reached at ${socket.remoteAddress}: ${fault}`), null);
				}
			});
		},
		connections: 1,
		pipelining: 1,
		maxHeaderSize: MAX_HEADER_BYTES,
	});
	return { agent, close: () => agent.destroy() };
}

function guardedLookup(resolve: Resolve, faultOf: (address: string) => string | null): LookupFunction {
	return (host, options, callback) => {
		const checked = (addresses: readonly LookupAddress[]) => {
			const [first] = addresses;
			if (!first) throw Object.assign(new Error(`${host} has no IP address`), { code: "ENOTFOUND" });
			for (const { address } of addresses) {
				// Rejects the host if any resolved address is private: mixed answers indicate DNS rebinding.
				const fault = faultOf(address);
				if (fault !== null) throw new RefusedError(`${host} leads to ${address}: ${fault}`);
			}
			return first;
		};
		resolve(host)
			.then((addresses) => ({ addresses, first: checked(addresses) }))
			.then(
				({ addresses, first }) =>
					options.all ? callback(null, [...addresses]) : callback(null, first.address, first.family),
				(error: NodeJS.ErrnoException) => callback(error, "", 0),
			);
	};
}

const resolveBySystem: Resolve = (host) => systemLookup(host, { all: true });
