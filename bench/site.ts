import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { buildSite } from "../scripts/site/astro.ts";
import { LAUNCH } from "../tests/site/chromium.ts";
import { servePages } from "../tests/site/server.ts";
import { writeCorpus } from "./corpus.ts";
import { measure, print, ratio } from "./measure.ts";

const SMALL = 250;
const LARGE = 1_000;

/**
 * Measures the build of the pages and its growth, the weight of a first load, and how fast the matrix
 * follows a keystroke. Weights are of this repository's own records, as a host that compresses sends them.
 */
export async function siteBench(repository: string, work: string): Promise<void> {
	const build = async (name: string, root: string) => {
		const [artifacts, pages] = [join(work, `${name}-artifacts`), join(work, `${name}-pages`)];
		const options = ["build", "--root", root, "--out", artifacts];
		await measure(process.execPath, [join(repository, "scripts/registry.js"), ...options]);
		const begun = performance.now();
		buildSite(repository, artifacts, pages);
		const seconds = (performance.now() - begun) / 1000;
		return { pages, seconds, pictures: await picturesAlone(repository, artifacts, pages) };
	};
	const corpus = (count: number) => {
		const folder = join(work, `site-${count}`);
		writeCorpus(repository, folder, count);
		return folder;
	};
	const own = await build("own", repository);
	const small = await build("small", corpus(SMALL));
	const large = await build("large", corpus(LARGE));
	for (const [count, { seconds, pictures }] of [
		[SMALL, small],
		[LARGE, large],
	] as const) {
		print(`site of ${count} offerings`, `${seconds.toFixed(1)} s`, "");
		print("pictures for shared links, of it", `${pictures.toFixed(1)} s`, "");
		print("its pages without pictures", `${(seconds - pictures).toFixed(1)} s`, count === LARGE ? "at most 30 s" : "");
	}
	print(`growth from ${SMALL} to ${LARGE}`, ratio(large.seconds, small.seconds), `at most ${LARGE / SMALL}`);

	const browser = await chromium.launch(LAUNCH);
	try {
		const [matrix, offering] = await served(own.pages, async (address) => [
			await firstLoad(browser, address),
			await firstLoad(browser, `${address}offerings/claude-vertex/`),
		]);
		const many = await served(large.pages, (address) => firstLoad(browser, address));
		print("first load of the matrix", `${matrix.kilobytes.toFixed(1)} kB`, "at most 40 kB");
		print(`first load of the matrix of ${LARGE} offerings`, `${many.kilobytes.toFixed(1)} kB`, "at most 220 kB");
		print("first load of an offering", `${offering.kilobytes.toFixed(1)} kB`, "at most 22 kB");
		print("scripts that block it", String(offering.blocking), "1: the theme, before the first paint");
		const strokes = await served(large.pages, (address) => keystrokes(browser, address));
		print("slowest keystroke", `${Math.max(...strokes).toFixed(0)} ms`, "at most 100 ms");
		print("median keystroke", `${strokes.toSorted((a, b) => a - b)[strokes.length >> 1]?.toFixed(0)} ms`, "");
	} finally {
		await browser.close();
	}
}

/** Returns the seconds that the pictures of a site take, made once more and thrown away. */
async function picturesAlone(repository: string, artifacts: string, pages: string): Promise<number> {
	const module = pathToFileURL(join(repository, "site/src/artifact/pictures.ts")).href;
	const program = `process.env.REGISTRY_ARTIFACTS = ${JSON.stringify(artifacts)};
		const { writePictures } = await import(${JSON.stringify(module)});
		writePictures(${JSON.stringify(`${pages}-pictures`)});`;
	return (await measure(process.execPath, ["--input-type=module", "--eval", program])).seconds;
}

/** Returns the bytes of one page without a cache, as they are compressed, without headers, fonts and pictures, and the number of scripts that block rendering. */
async function firstLoad(browser: Browser, address: string): Promise<{ kilobytes: number; blocking: number }> {
	const context = await browser.newContext();
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	let bytes = 0;
	const headers = new Map<string, number>();
	session.on("Network.responseReceived", ({ requestId, type, response }) => {
		// The icon of the tab is of type Other.
		const isPicture = type === "Image" || response.mimeType.startsWith("image/");
		if (!isPicture && type !== "Font" && type !== "Manifest") headers.set(requestId, response.encodedDataLength);
	});
	session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
		// The server decides on its headers; what is measured is what the site sends.
		bytes += headers.has(requestId) ? encodedDataLength - (headers.get(requestId) ?? 0) : 0;
	});
	await session.send("Network.enable");
	const response = await page.goto(address, { waitUntil: "networkidle" });
	if (!response?.ok()) throw new Error(`there is no page ${address}`);
	const blocking = await page.locator("script[src]:not([type=module], [async], [defer])").count();
	await context.close();
	return { kilobytes: bytes / 1000, blocking };
}

/** Milliseconds from each key in the field for names until what is on the screen is laid out anew. */
async function keystrokes(browser: Browser, address: string): Promise<number[]> {
	const page = await browser.newPage();
	await page.goto(address, { waitUntil: "load" });
	// The index of the search is loaded with the first letter.
	await page.locator("#q").fill("x");
	await page.locator("#shown", { hasText: " of " }).waitFor();
	await page.locator("#q").fill("");
	await page.locator("#shown", { hasText: /^$/ }).waitFor({ state: "attached" });
	// As text, for it runs in the page, whose types are not those of this program.
	return page.evaluate<number[]>(`(async () => {
		const strokes = [];
		const rows = () => document.querySelectorAll("#matrix tbody tr:not([hidden])").length;
		const every = document.querySelectorAll("#matrix tbody tr").length;
		const said = () => parseInt(document.querySelector("#shown").textContent || String(every), 10);
		for (const word of ["c", "cl", "cla", "clau", "claud", "claude", "claud", "clau", "cla", "cl", "c", ""]) {
			const field = document.querySelector("#q");
			// Names are matched in tasks of their own; the number of hits is written last, also where it stays the same.
			const written = new Promise((resolve) => {
				new MutationObserver((_changes, observer) => {
					observer.disconnect();
					resolve();
				}).observe(document.querySelector("#shown"), { childList: true });
			});
			const begun = performance.now();
			field.value = word;
			field.dispatchEvent(new Event("input", { bubbles: true }));
			await written;
			document.body.getBoundingClientRect();
			strokes.push(performance.now() - begun);
			if (rows() !== said()) throw new Error("the matrix does not follow its filter");
			if ((rows() < every) !== (word !== "")) throw new Error("nothing was filtered");
			// Rows further down are drawn with the screen, before the frame after it, as they are between two keys of a reader.
			for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
		}
		return strokes;
	})()`);
}

/** Serves pages while something is done with them. */
async function served<T>(pages: string, use: (address: string) => Promise<T>): Promise<T> {
	const { url, close } = await servePages(pages);
	try {
		return await use(url);
	} finally {
		close();
	}
}
