import { buildConnector } from "undici";
import { type Network, openNetwork, type Resolve } from "../../scripts/links/network.ts";
import { addressFault } from "../../scripts/links/private-ip.ts";

const LOOPBACK = "127.0.0.1";

/**
 * A network whose every connection goes to one port of 127.0.0.1, without TLS unless `ca` holds the certificate to
 * trust. All other addresses are guarded as in production.
 */
export function loopbackNetwork(
	port: number | null,
	{ resolve, ca, connectMs = 50_000 }: { resolve?: Resolve; ca?: string; connectMs?: number } = {},
): Network {
	if (port === null) return openNetwork({ connectMs, ...(resolve ? { resolve } : {}) });
	return openNetwork({
		connectMs,
		resolve: resolve ?? (async () => [{ address: LOOPBACK, family: 4 }]),
		addressFault: (address) => (address === LOOPBACK ? null : addressFault(address)),
		connector: (options) => {
			const connect = buildConnector({ ...options, ...(ca === undefined ? {} : { ca }) });
			return (target, callback) => {
				const protocol = ca === undefined ? "http:" : target.protocol;
				connect({ ...target, protocol, port: String(port) }, callback);
			};
		},
	});
}
