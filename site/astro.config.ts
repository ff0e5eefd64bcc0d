import { defineConfig } from "astro/config";
import { textNeeded } from "./src/artifact/folder.ts";
import { artifacts } from "./src/artifact/integration.ts";

/** The homepage in the data decides the base path. */
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

/** Parts of zod that the form of corrections does not use: messages in fifty languages, a compiler, JSON Schema as input. */
const UNUSED: Readonly<Record<string, string>> = {
	"/locales/index.js": 'export { default as en } from "zod/v4/locales/en.js";',
	"/core/compile.js":
		"const none = undefined; export { none as INVALID, none as ZodCompileAsyncError, none as ZodCompileUnsupportedError, none as compile, none as compileFn, none as withParser };",
	"/from-json-schema.js": "export const fromJSONSchema = undefined;",
};
const leanZod = {
	name: "lean-zod",
	enforce: "pre",
	load: {
		order: "pre",
		handler: (id: string) =>
			/[\\/]zod[\\/]/.test(id)
				? (Object.entries(UNUSED).find(([end]) => id.replaceAll("\\", "/").endsWith(end))?.[1] ?? null)
				: null,
	},
} as const;

/** Modules that the scripts of most pages share: in one file they weigh less than in four, and are asked for once. */
const BASE = /[\\/]src[\\/](?:scripts[\\/]dom|view[\\/](?:age|tree))\.ts$|vite\/preload-helper\.js$/;

export default defineConfig({
	site: origin,
	base: pathname,
	devToolbar: { enabled: false },
	compressHTML: true,
	// Nothing inline, so that the pages can forbid it.
	build: { inlineStylesheets: "never", assets: "assets" },
	vite: {
		build: {
			assetsInlineLimit: 0,
			modulePreload: false,
			rolldownOptions: { output: { codeSplitting: { groups: [{ name: "base", test: BASE }] } } },
		},
		plugins: [noPreload, leanZod],
	},
	integrations: [artifacts(homepage)],
});
