import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { RunOnly } from "axe-core";
import type { Page } from "playwright-core";

/** Half as long as the text that the package itself hands out, and sent to every page. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Returns what axe finds in a page, or in the part that a selector names: rule and element, one a line. Axe runs in the
 * page and hands out the violations alone; its package for Playwright also takes every element that passes through
 * another page, which takes five times as long.
 */
export async function violations(page: Page, runOnly: RunOnly, part = "html"): Promise<string[]> {
	if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
	const options = { runOnly, resultTypes: ["violations"] };
	return page.evaluate(
		`axe.run(${JSON.stringify(part)}, ${JSON.stringify(options)}).then(({ violations }) =>
			violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + " at " + target.join(" "))))`,
	);
}
