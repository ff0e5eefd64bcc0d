import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	chromium,
	type Download,
	type Page,
} from "playwright-core";
import { onTestFinished, type TestAPI, test } from "vitest";
import { temporaryFolder } from "../support.ts";
import { CHROMIUM } from "./chromium.ts";
import { fromShared, realSite } from "./site.ts";

if (CHROMIUM === undefined) {
	console.warn(
		"SKIPPED: the tests of the site in a browser, for there is no Chromium here. Install it (on Debian: apt-get install chromium), or name it in CHROMIUM.",
	);
}

/** A test that needs a browser; skipped, and said so above, where there is none. */
export const browserTest: TestAPI = CHROMIUM === undefined ? (test.skip as TestAPI) : test;

/** A page and whatever goes wrong on it: errors, violations of its own policy, requests to elsewhere. */
export interface Visit {
	readonly page: Page;
	readonly trouble: string[];
}

export interface VisitOptions extends BrowserContextOptions {
	/** Day that is today for the page. */
	readonly day?: string;
}

/** A context, and pages of it whose tests have ended. */
interface Kept {
	readonly context: BrowserContext;
	readonly left: Page[];
}

// A new context starts a process of the browser, which takes longer than most pages: visits with the same options share one.
let browser: Promise<Browser> | undefined;
const contexts = new Map<string, Promise<Kept>>();

async function contextWith({ day, ...options }: VisitOptions): Promise<Kept> {
	browser ??= fromShared("browser").then(({ endpoint }) => chromium.connect(endpoint));
	// Nothing scrolls on while a test waits for it to come to rest.
	const context = await (await browser).newContext({ reducedMotion: "reduce", ...options });
	if (day !== undefined) await context.clock.setFixedTime(`${day}T12:00:00Z`);
	return { context, left: [] };
}

/** Opens a page: a path of this repository's site, or a whole URL. What it stored for other pages is deleted when its test ends. */
export async function visit(path: string, options: VisitOptions = {}): Promise<Visit> {
	const place = URL.canParse(path) ? new URL(path) : new URL(path, (await realSite()).url);
	const key = JSON.stringify(options);
	const kept = contexts.get(key) ?? contextWith(options);
	contexts.set(key, kept);
	const { context, left } = await kept;
	const page = await context.newPage();
	onTestFinished(async () => {
		await page.evaluate("localStorage.clear()");
		left.push(page);
	});
	const trouble: string[] = [];
	page.on("console", (message) => {
		// A violation of the page's policy is told here, too.
		if (message.type() === "error") trouble.push(message.text());
	});
	page.on("pageerror", (error) => trouble.push(String(error)));
	page.on("request", (request) => {
		const { protocol, origin } = new URL(request.url());
		if (protocol !== "blob:" && origin !== place.origin) trouble.push(`a request to ${request.url()}`);
	});
	await page.goto(place.href);
	// The process of a context ends with its last page.
	for (const old of left.splice(0)) await old.close();
	return { page, trouble };
}

/** Returns the text of a download. The browser belongs to another process, so that its file is not at hand. */
export async function downloadedText(download: Download): Promise<string> {
	const file = join(temporaryFolder(), "download");
	await download.saveAs(file);
	return readFileSync(file, "utf8");
}
