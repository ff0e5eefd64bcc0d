import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { LAUNCH } from "./chromium.ts";
import { openKind } from "./kinds.ts";

/**
 * Takes the pictures of the README from built pages: `npm run registry -- build --site && node tests/site/screenshots.ts`.
 * Another folder of pages can be named. Needs Chromium.
 */
const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const PAGES = resolve(process.argv[2] ?? join(REPOSITORY, "site/dist"));
const ORIGIN = "http://pages.test/registry/";
const PICTURES = {
	matrix: { path: "", width: 1280, height: 800 },
	offering: { path: "offerings/deepseek-api/", width: 1280, height: 800 },
	compare: { path: "compare/?a=openai-api&b=azure-openai&c=claude-bedrock#retention_zdr", width: 1280, height: 800 },
	phone: { path: "", width: 390, height: 844 },
};

if (!existsSync(join(PAGES, "index.html"))) throw new Error(`there are no pages in ${PAGES}; build them first`);
const browser = await chromium.launch(LAUNCH);
try {
	for (const [name, { path, width, height }] of Object.entries(PICTURES)) {
		const page = await browser.newPage({ viewport: { width, height }, colorScheme: "light" });
		await page.route("**/*", (route) => {
			const asked = route.request().url().slice(ORIGIN.length).split(/[?#]/)[0] ?? "";
			return route.fulfill({ path: join(PAGES, asked === "" || asked.endsWith("/") ? `${asked}index.html` : asked) });
		});
		await openKind(page, ORIGIN, path);
		await page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))");
		await page.screenshot({ path: join(REPOSITORY, "docs/images", `${name}.png`) });
	}
} finally {
	await browser.close();
}
