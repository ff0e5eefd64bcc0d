import { readFileSync } from "node:fs";
import {
	type CDPSession,
	type ConsoleMessage,
	chromium,
	type Download,
	type Page,
	type Request,
} from "playwright-core";
import { onTestFinished, type TestAPI, test } from "vitest";
import { CHROMIUM, LAUNCH } from "./chromium.ts";
import { realSite } from "./site.ts";

if (CHROMIUM === undefined) {
	console.warn(
		"SKIPPED: the tests of the site in a browser, for there is no Chromium here. Install it (on Debian: apt-get install chromium-headless-shell), or name it in CHROMIUM.",
	);
}

/** A test that needs a browser; skipped, and said so above, where there is none. */
export const browserTest: TestAPI = CHROMIUM === undefined ? (test.skip as TestAPI) : test;

/** A page and whatever goes wrong on it: errors, violations of its own policy, requests to elsewhere. */
export interface Visit {
	readonly page: Page;
	readonly trouble: string[];
}

export interface VisitOptions {
	/** Day that is today for the page; that of the machine where none is named. */
	readonly day?: string;
	readonly colorScheme?: "light" | "dark";
	readonly forcedColors?: "active";
	/** False for a reader who lets no script run. */
	readonly javaScriptEnabled?: boolean;
	readonly permissions?: readonly string[];
}

interface Tab {
	readonly page: Page;
	readonly session: CDPSession;
}

// Each context and each page of one starts a process of the browser, which takes longer than most pages take to load:
// all visits share one page, which is made like new for each.
let tab: Promise<Tab> | undefined;
/** Takes back what the last visit changed; undefined where nobody visits. */
let leave: (() => Promise<void>) | undefined;

async function newTab(): Promise<Tab> {
	// Tests send signals to this process; the browser ends when it does, for the pipe between them is closed then.
	const browser = await chromium.launch({ ...LAUNCH, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
	const page = await browser.newPage();
	return { page, session: await page.context().newCDPSession(page) };
}

/** Returns a script by which it is noon of a day in a page. */
function noonOf(day: string): string {
	return `{
		const noon = Date.parse("${day}T12:00:00Z");
		Date = class extends Date {
			constructor(...given) {
				super(...(given.length === 0 ? [noon] : given));
			}
			static now() {
				return noon;
			}
		};
	}`;
}

/** Opens a path of this repository's site, or a whole URL, as a new reader does. It lasts until the next visit, or the end of the test. */
export async function visit(path: string, options: VisitOptions = {}): Promise<Visit> {
	const place = URL.canParse(path) ? new URL(path) : new URL(path, (await realSite()).url);
	await leave?.();
	tab ??= newTab();
	const { page, session } = await tab;
	const { day, colorScheme = "light", forcedColors = "none", javaScriptEnabled = true, permissions = [] } = options;
	const [clock] = await Promise.all([
		day === undefined ? undefined : page.addInitScript(noonOf(day)),
		// Nothing scrolls on while a test waits for it to come to rest.
		page.emulateMedia({ media: null, colorScheme, forcedColors, reducedMotion: "reduce" }),
		page.setViewportSize({ width: 1280, height: 720 }),
		session.send("Emulation.setScriptExecutionDisabled", { value: !javaScriptEnabled }),
		session.send("Page.resetNavigationHistory"),
		permissions.length > 0 && page.context().grantPermissions([...permissions]),
	]);
	const trouble: string[] = [];
	// A violation of the page's policy is told here, too.
	const onConsole = (message: ConsoleMessage) => message.type() === "error" && trouble.push(message.text());
	const onError = (error: Error) => trouble.push(String(error));
	const onRequest = (request: Request) => {
		const { protocol, origin } = new URL(request.url());
		if (protocol !== "blob:" && origin !== place.origin) trouble.push(`a request to ${request.url()}`);
	};
	page.on("console", onConsole).on("pageerror", onError).on("request", onRequest);
	leave = async () => {
		leave = undefined;
		page.off("console", onConsole).off("pageerror", onError).off("request", onRequest);
		await page.unrouteAll();
		await page.evaluate("localStorage.clear()");
		await page.goto("about:blank");
		await clock?.dispose();
		if (permissions.length > 0) await page.context().clearPermissions();
	};
	onTestFinished(async ({ task }) => {
		if (task.result?.state !== "fail") return leave?.();
		// In what state a test leaves the page that fails midway, nobody knows.
		leave = undefined;
		tab = undefined;
		await page.context().close();
	});
	await page.goto(place.href);
	return { page, trouble };
}

/** Returns the text of a download. */
export async function downloadedText(download: Download): Promise<string> {
	return readFileSync(await download.path(), "utf8");
}
