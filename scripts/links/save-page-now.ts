import { setTimeout as sleep } from "node:timers/promises";
import { sameDocumentKey } from "../registry/urls.ts";
import type { Answer } from "./fetch.ts";
import { type PageChecker, retryAfterMs } from "./page-checker.ts";

/** The archive that is asked, and where its copies are. */
const ARCHIVE = "https://web.archive.org";

/** An account's keys, from https://archive.org/account/s3.php */
export interface Credentials {
	readonly accessKey: string;
	readonly secretKey: string;
}

/** How the archive is waited for. Times in milliseconds. */
export interface Patience {
	/** Between two questions whether a copy is made. */
	readonly pollMs: number;
	/** Until a copy is given up. */
	readonly totalMs: number;
	/** When the archive has enough of us and does not say for how long. */
	readonly restMs: number;
}

export const PATIENCE: Patience = { pollMs: 5_000, totalMs: 240_000, restMs: 60_000 };

/** Captures that are asked for again when the archive has enough of us. */
const TRIES = 4;
/** Answers that ask to wait, as Save Page Now names them. */
const BUSY =
	/^error:(?:user-session-limit|too-many-requests|service-unavailable|bandwidth-limit-exceeded|soft-time-limit-exceeded)$/;

/** An archived copy that was made just now, or why there is none. */
export type Capture =
	| { readonly archived: string /** YYYY-MM-DD */; readonly day: string }
	| { readonly failed: string /** Whether asking on is useless: the keys are wrong. */; readonly final: boolean };

/**
 * Asks Save Page Now for a copy of a page and waits until it is made. The keys go to the archive alone: redirects are
 * not followed. `base` is where the archive answers.
 */
export async function savePage(
	url: string,
	visitor: PageChecker,
	credentials: Credentials,
	{ base = ARCHIVE, patience = PATIENCE }: { readonly base?: string; readonly patience?: Patience } = {},
): Promise<Capture> {
	const headers = {
		accept: "application/json",
		authorization: `LOW ${credentials.accessKey}:${credentials.secretKey}`,
		"content-type": "application/x-www-form-urlencoded",
	};
	const host = new URL(base).host;
	const begin = () => {
		const body = new URLSearchParams({ url, skip_first_archive: "1" }).toString();
		return visitor.ask(`${base}/save`, { method: "POST", headers, body });
	};
	for (let attempt = 1; ; attempt++) {
		const answer = await begin();
		if ("outcome" in answer) return failed(answer.detail);
		if (answer.status === 401 || answer.status === 403) return failed("the archive does not take the keys", true);
		const told = jsonOf(answer);
		const busy = answer.status === 429 || answer.status === 503 || BUSY.test(textOf(told.status_ext));
		if (busy) {
			if (attempt === TRIES) return failed("the archive is busy; run it again later");
			visitor.rest(host, Math.min(retryAfterMs(answer, Date.now()) ?? patience.restMs, patience.totalMs));
			continue;
		}
		const job = textOf(told.job_id);
		if (!/^[\w-]{1,100}$/.test(job)) return failed(reasonOf(told, answer));
		return waitFor(job, url, visitor, base, headers, patience);
	}
}

async function waitFor(
	job: string,
	url: string,
	visitor: PageChecker,
	base: string,
	headers: Readonly<Record<string, string>>,
	{ pollMs, totalMs }: Patience,
): Promise<Capture> {
	const { "content-type": _type, ...asking } = headers as Record<string, string>;
	for (let waited = 0; waited < totalMs; waited += pollMs) {
		await sleep(pollMs);
		const answer = await visitor.ask(`${base}/save/status/${job}`, { headers: asking });
		// A question that fails says nothing about the copy.
		if ("outcome" in answer || answer.status >= 500) continue;
		const told = jsonOf(answer);
		if (told.status === "error") return failed(reasonOf(told, answer));
		if (told.status === "success") return captureOf(url, told);
	}
	return failed("the archive did not finish in time");
}

function captureOf(url: string, told: Readonly<Record<string, unknown>>): Capture {
	const original = textOf(told.original_url);
	const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})\d{6}$/.exec(textOf(told.timestamp)) ?? [];
	if (year === undefined) return failed("the archive gave a copy without a date");
	if (original !== "" && sameDocumentKey(original) !== sameDocumentKey(url)) {
		return failed("the page led the archive to another address");
	}
	return { archived: `${ARCHIVE}/web/${textOf(told.timestamp)}/${url}`, day: `${year}-${month}-${day}` };
}

function failed(reason: string, final = false): Capture {
	return { failed: reason, final };
}

function jsonOf({ body }: Answer): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(body.toString("utf8"));
		return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}

function reasonOf(told: Readonly<Record<string, unknown>>, { status }: Answer): string {
	return textOf(told.message).slice(0, 200) || textOf(told.status_ext) || `the archive answered with status ${status}`;
}
