import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Download, type Page } from "playwright-core";
import { afterAll, type TestAPI, test } from "vitest";
import { temporaryFolder } from "../support.ts";
import { CHROMIUM } from "./chromium.ts";
import { fromShared } from "./site.ts";

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

async function connect(): Promise<Browser> {
	return chromium.connect(await fromShared("browser"));
}

/** Opens pages of the browser of all tests, in a context of their own each, until the test file ends. */
export function browserOf(origin: () => string): (path: string, options?: BrowserContextOptions) => Promise<Visit> {
	let browser: Promise<Browser> | undefined;
	afterAll(async () => (await browser)?.close());
	return async (path, options = {}) => {
		browser ??= connect();
		const context = await (await browser).newContext(options);
		const page = await context.newPage();
		const trouble: string[] = [];
		page.on("console", (message) => {
			// A violation of the page's policy is told here, too.
			if (message.type() === "error") trouble.push(message.text());
		});
		page.on("pageerror", (error) => trouble.push(String(error)));
		page.on("request", (request) => {
			const { protocol, origin: to } = new URL(request.url());
			if (protocol !== "blob:" && to !== new URL(origin()).origin) trouble.push(`a request to ${request.url()}`);
		});
		await page.goto(new URL(path, origin()).href, { waitUntil: "load" });
		return { page, trouble };
	};
}

/** Returns the text of a download. The browser belongs to another process, so that its file is not at hand. */
export async function downloadedText(download: Download): Promise<string> {
	const file = join(temporaryFolder(), "download");
	await download.saveAs(file);
	return readFileSync(file, "utf8");
}
