import { defineConfig } from "astro/config";
import { textNeeded } from "./src/artifact/folder.ts";

const { origin, pathname } = new URL(JSON.parse(textNeeded("data.json")).homepage);

export default defineConfig({
	site: origin,
	base: pathname,
	trailingSlash: "always",
	devToolbar: { enabled: false },
	compressHTML: true,
	build: { inlineStylesheets: "never", assets: "assets" },
	vite: { build: { assetsInlineLimit: 0 } },
});
