import { defineConfig } from "astro/config";
import { textNeeded } from "./src/artifact/folder.ts";
import { artifacts } from "./src/artifact/integration.ts";

/** Where the site is published decides its base; the data says it. */
const { homepage } = JSON.parse(textNeeded("data.json"));
const { origin, pathname } = new URL(homepage);

export default defineConfig({
	site: origin,
	base: pathname,
	devToolbar: { enabled: false },
	compressHTML: true,
	// Nothing inline, so that the pages can forbid it.
	build: { inlineStylesheets: "never", assets: "assets" },
	vite: { build: { assetsInlineLimit: 0, modulePreload: false } },
	integrations: [artifacts(homepage)],
});
