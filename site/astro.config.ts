import { defineConfig } from "astro/config";
import { textNeeded } from "./src/artifact/folder.ts";
import { artifacts } from "./src/artifact/integration.ts";

/** Where the site is published decides its base; the data says it. */
const { homepage } = JSON.parse(textNeeded("data.json"));
const { origin, pathname } = new URL(homepage);

/** Vite's helper preloads what a dynamic import will need; it is 1 kB on every page, and ours need nothing but themselves. */
const noPreload = {
	name: "no-preload",
	enforce: "pre",
	load: {
		order: "pre",
		handler: (id: string) =>
			id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : null,
	},
} as const;

export default defineConfig({
	site: origin,
	base: pathname,
	devToolbar: { enabled: false },
	compressHTML: true,
	// Nothing inline, so that the pages can forbid it.
	build: { inlineStylesheets: "never", assets: "assets" },
	vite: { build: { assetsInlineLimit: 0, modulePreload: false }, plugins: [noPreload] },
	integrations: [artifacts(homepage)],
});
