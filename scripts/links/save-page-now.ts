import { setTimeout as sleep } from "node:timers/promises";
import { sameDocumentKey } from "../registry/urls.ts";
import type { HttpResponse } from "./fetch.ts";
import type { PageChecker } from "./page-checker.ts";
import { retryAfterMs } from "./retry-after.ts";

/** Origin of the Wayback Machine. */
const ARCHIVE = "https://web.archive.org";

/** Keys of an archive.org account, from https://archive.org/account/s3.php */
export interface Credentials {
	readonly accessKey: string;
	readonly secretKey: string;
}

/** Times to wait for the archive, in milliseconds. */
export interface ArchiveTimeouts {
	/** Between two requests for the status of a capture. */
	readonly pollMs: number;
	/** Until a capture is given up. */
	readonly totalMs: number;
	/** After a refusal for load without Retry-After. */
	readonly busyMs: number;
}

export const ARCHIVE_TIMEOUTS: ArchiveTimeouts = { pollMs: 5_000, totalMs: 240_000, busyMs: 60_000 };

/** Attempts to start a capture while the archive is busy. */
const ATTEMPTS = 4;
/** Longest job id that is put into a URL, in characters. */
const MAX_JOB_ID = 100;
/** Codes with which Save Page Now asks to wait. */
const BUSY =
	/^error:(?:user-session-limit|too-many-requests|service-unavailable|bandwidth-limit-exceeded|soft-time-limit-exceeded)$/;

/** Archived copy made just now, or why there is none. */
export type SaveResult =
	| { readonly archived: string /** YYYY-MM-DD */; readonly day: string }
	| {
			readonly failed: string /** True if further requests are useless: the keys are wrong. */;
			readonly final: boolean;
	  };

/** Asks Save Page Now for a copy of a page and waits until it is made. Redirects are not followed, so the keys go to the archive alone. */
export async function savePage(
	url: string,
	checker: PageChecker,
	credentials: Credentials,
	timeouts: ArchiveTimeouts = ARCHIVE_TIMEOUTS,
): Promise<SaveResult> {
	const headers = {
		accept: "application/json",
		authorization: `LOW ${credentials.accessKey}:${credentials.secretKey}`,
	};
	const body = new URLSearchParams({ url, skip_first_archive: "1" }).toString();
	const form = { ...headers, "content-type": "application/x-www-form-urlencoded" };
	for (let attempt = 1; ; attempt++) {
		const response = await checker.request(`${ARCHIVE}/save`, { method: "POST", headers: form, body });
		if ("outcome" in response) return failed(response.detail);
		if (response.status === 401 || response.status === 403) return failed("the archive refuses the keys", true);
		const reply = jsonOf(response);
		const busy = response.status === 429 || response.status === 503 || BUSY.test(stringOf(reply.status_ext));
		if (busy) {
			if (attempt === ATTEMPTS) return failed("the archive is busy; run it again later");
			const wait = Math.min(retryAfterMs(response, Date.now()) ?? timeouts.busyMs, timeouts.totalMs);
			checker.pauseHost(new URL(ARCHIVE).host, wait);
			continue;
		}
		const job = stringOf(reply.job_id);
		// The id becomes part of a URL.
		if (!/^[\w-]+$/.test(job) || job.length > MAX_JOB_ID) return failed(reasonOf(reply, response));
		return waitForCapture(job, url, checker, headers, timeouts);
	}
}

async function waitForCapture(
	job: string,
	url: string,
	checker: PageChecker,
	headers: Readonly<Record<string, string>>,
	{ pollMs, totalMs }: ArchiveTimeouts,
): Promise<SaveResult> {
	for (let waited = 0; waited < totalMs; waited += pollMs) {
		await sleep(pollMs);
		const response = await checker.request(`${ARCHIVE}/save/status/${job}`, { headers });
		// A failed request for the status says nothing about the capture.
		if ("outcome" in response || response.status >= 500) continue;
		const reply = jsonOf(response);
		if (reply.status === "error") return failed(reasonOf(reply, response));
		if (reply.status === "success") return captureOf(url, reply);
	}
	return failed("the archive did not finish in time");
}

function captureOf(url: string, reply: Readonly<Record<string, unknown>>): SaveResult {
	const original = stringOf(reply.original_url);
	const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})\d{6}$/.exec(stringOf(reply.timestamp)) ?? [];
	if (year === undefined) return failed("the archive names no date for the copy");
	if (original !== "" && sameDocumentKey(original) !== sameDocumentKey(url)) {
		return failed("the page redirected the archive to another URL");
	}
	return { archived: `${ARCHIVE}/web/${stringOf(reply.timestamp)}/${url}`, day: `${year}-${month}-${day}` };
}

function failed(reason: string, final = false): SaveResult {
	return { failed: reason, final };
}

function jsonOf({ body }: HttpResponse): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(body.toString("utf8"));
		return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

function stringOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}

function reasonOf(reply: Readonly<Record<string, unknown>>, { status }: HttpResponse): string {
	const reason = stringOf(reply.message).slice(0, 200) || stringOf(reply.status_ext);
	return reason || `the archive answered with status ${status}`;
}
