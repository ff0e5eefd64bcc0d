import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/**
 * Takes the pictures of the README from the pages in `site/dist/`, few colours and small:
 * `npm run registry -- build --site && node tests/site/screenshots.ts`. Needs Chromium and ImageMagick's `convert`.
 */
const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const PAGES = join(REPOSITORY, "site/dist");
const ADDRESS = "http://pages.test/registry/";
const PICTURES = {
	matrix: { path: "", width: 1200 },
	offering: { path: "offerings/anthropic-api/", width: 960 },
	compare: { path: "compare/anthropic-api-vs-claude-bedrock/", width: 960 },
};

if (!existsSync(join(PAGES, "index.html"))) throw new Error("there are no pages in site/dist; build them first");
const work = mkdtempSync(join(tmpdir(), "registry-pictures-"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
try {
	for (const [name, { path, width }] of Object.entries(PICTURES)) {
		const page = await browser.newPage({ viewport: { width, height: (width * 3) / 4 }, colorScheme: "light" });
		await page.route("**/*", (route) => {
			const asked = route.request().url().slice(ADDRESS.length).split("?")[0] ?? "";
			return route.fulfill({ path: join(PAGES, asked === "" || asked.endsWith("/") ? `${asked}index.html` : asked) });
		});
		await page.goto(ADDRESS + path, { waitUntil: "networkidle" });
		const taken = join(work, `${name}.png`);
		writeFileSync(taken, await page.screenshot());
		const picture = join(REPOSITORY, "docs/images", `${name}.png`);
		const made = spawnSync("convert", [taken, "-strip", "+dither", "-colors", "40", `png8:${picture}`]);
		if (made.status !== 0) throw new Error(`convert did not make ${picture}: ${made.error ?? made.stderr}`);
	}
} finally {
	await browser.close();
	rmSync(work, { recursive: true, force: true });
}
