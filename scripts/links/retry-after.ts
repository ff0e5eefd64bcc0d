import type { HttpResponse } from "./fetch.ts";

/** Milliseconds after which a busy server wants to be asked again; null if it does not say. `now` in milliseconds. */
export function retryAfterMs(
	{ status, headers }: Pick<HttpResponse, "status" | "headers">,
	now: number,
): number | null {
	const value = headers["retry-after"];
	if ((status !== 429 && status !== 503) || value === undefined) return null;
	if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
	const at = Date.parse(value);
	return Number.isNaN(at) ? null : Math.max(0, at - now);
}
