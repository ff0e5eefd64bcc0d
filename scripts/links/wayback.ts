import { sameDocumentKey } from "../registry/urls.ts";
import type { PageChecker } from "./page-checker.ts";

/** Service that names the capture of a page nearest to a day. */
const AVAILABILITY = "https://archive.org/wayback/available";

/** Finds the Wayback Machine's copy of a page nearest to a day (YYYY-MM-DD); null if there is none or it does not answer. */
export async function nearestCapture(url: string, day: string, checker: PageChecker): Promise<string | null> {
	const query = new URLSearchParams({ url, timestamp: day.replaceAll("-", "") });
	const response = await checker.request(`${AVAILABILITY}?${query}`, { headers: { accept: "application/json" } });
	if ("outcome" in response || response.status !== 200) return null;
	return captureIn(response.body.toString("utf8"), url);
}

/** Reads the reply of the service. The copy's URL is made of its timestamp alone, so that the reply cannot lead elsewhere. */
function captureIn(reply: string, url: string): string | null {
	try {
		const { archived_snapshots: snapshots } = JSON.parse(reply) as { archived_snapshots?: { closest?: unknown } };
		const { available, status, timestamp, url: copy } = (snapshots?.closest ?? {}) as Record<string, unknown>;
		if (available !== true || status !== "200" || typeof timestamp !== "string" || typeof copy !== "string")
			return null;
		if (!/^\d{14}$/.test(timestamp)) return null;
		const original = /^https?:\/\/web\.archive\.org\/web\/\d{14}\/(.+)$/s.exec(copy)?.[1] ?? "";
		const isSame = sameDocumentKey(original.replace(/^http:/, "https:")) === sameDocumentKey(url);
		return isSame ? `https://web.archive.org/web/${timestamp}/${url}` : null;
	} catch {
		return null;
	}
}
