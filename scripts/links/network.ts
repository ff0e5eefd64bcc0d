import type { LookupAddress } from "node:dns";
import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { RefusedError } from "../evidence/outcome.ts";
import { addressFault } from "./private-ip.ts";

/** Finds the addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/**
 * The switch that tests alone set: every connection goes to this port of 127.0.0.1, which is the one address that is
 * let through beyond the public ones. Without TLS unless `ca` says whose certificates are believed.
 */
export interface TestServer {
	readonly port: number;
	readonly ca?: string;
}

/** The way out to foreign pages: every address is judged when its socket opens. */
export interface Network {
	readonly agent: Agent;
	close(): Promise<void>;
}

const TEST_ADDRESS = "127.0.0.1";

/**
 * Opens the way out. The addresses of a name are looked up once for each connection, judged, and handed to the socket
 * as they are, so an answer that changes in between changes nothing; what the socket is connected to is judged again.
 */
export function openNetwork(
	options: { readonly resolve?: Resolve; readonly testServer?: TestServer; readonly connectMs?: number } = {},
): Network {
	const { testServer, connectMs = 10_000 } = options;
	const resolve = options.resolve ?? (testServer ? resolveToTest : resolveBySystem);
	const faultOf = (address: string) => (testServer && address === TEST_ADDRESS ? null : addressFault(address));
	const connect = buildConnector({
		lookup: guardedLookup(resolve, faultOf),
		timeout: connectMs,
		autoSelectFamily: true,
		...(testServer?.ca === undefined ? {} : { ca: testServer.ca }),
	});
	const agent = new Agent({
		connect(target, callback) {
			// A literal address would never be looked up.
			if (isIP(target.hostname.replace(/^\[|\]$/g, "")) !== 0) {
				callback(new RefusedError(`${target.hostname} is an address, not a name`), null);
				return;
			}
			connect(targetOf(target, testServer), (error, socket) => {
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
		maxHeaderSize: 32 * 1024,
	});
	return { agent, close: () => agent.destroy() };
}

function targetOf(target: buildConnector.Options, testServer: TestServer | undefined): buildConnector.Options {
	if (!testServer) return target;
	const protocol = testServer.ca === undefined ? "http:" : target.protocol;
	return { ...target, protocol, port: String(testServer.port) };
}

function guardedLookup(resolve: Resolve, faultOf: (address: string) => string | null): LookupFunction {
	return (host, options, callback) => {
		const answer = (addresses: readonly LookupAddress[]) => {
			const [first] = addresses;
			if (!first) throw Object.assign(new Error(`${host} has no address`), { code: "ENOTFOUND" });
			for (const { address } of addresses) {
				// One bad address among good ones is no accident.
				const fault = faultOf(address);
				if (fault !== null) throw new RefusedError(`${host} leads to ${address}: ${fault}`);
			}
			return first;
		};
		resolve(host)
			.then((addresses) => ({ addresses, first: answer(addresses) }))
			.then(
				({ addresses, first }) =>
					options.all ? callback(null, [...addresses]) : callback(null, first.address, first.family),
				(error: NodeJS.ErrnoException) => callback(error, "", 0),
			);
	};
}

const resolveBySystem: Resolve = (host) => systemLookup(host, { all: true });
const resolveToTest: Resolve = async () => [{ address: TEST_ADDRESS, family: 4 }];
