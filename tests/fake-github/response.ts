import type { ServerResponse } from "node:http";
import type { Fault } from "./faults.ts";

/** Sends an answer, or what a fault leaves of it. */
export async function send(
	response: ServerResponse,
	{ status }: { status: number },
	content: Buffer,
	fault: Fault | undefined,
	headers: Record<string, string>,
): Promise<void> {
	if (fault === "unanswered" || fault === "lost" || fault === "reset") {
		response.destroy();
		return;
	}
	response.writeHead(status, {
		...(status === 204 ? {} : { "content-type": "application/json; charset=utf-8", "content-length": content.length }),
		...headers,
	});
	if (fault === "truncated" && content.length > 0) {
		response.write(content.subarray(0, content.length >> 1), () => response.destroy());
		return;
	}
	if (fault === "stalled") {
		response.write(content.subarray(0, content.length >> 1));
		return;
	}
	if (fault === "slow") {
		const drop = Math.ceil(content.length / 4) || 1;
		for (let at = 0; at < content.length; at += drop) {
			await new Promise((resolve) => response.write(content.subarray(at, at + drop), resolve));
		}
		response.end();
		return;
	}
	response.end(content);
}
