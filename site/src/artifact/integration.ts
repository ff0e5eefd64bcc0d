import { cpSync, createReadStream, mkdirSync, statSync, unwatchFile, watchFile, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { close, createIndex } from "pagefind";
import { FOLDER } from "./folder.ts";

const TYPES: Readonly<Record<string, string>> = {
	csv: "text/csv; charset=utf-8",
	json: "application/json",
	jsonld: "application/ld+json",
	svg: "image/svg+xml",
	xml: "application/atom+xml",
};

/**
 * Puts the artifacts beside the pages: copied into a build, with a sitemap of the pages; served as they are in
 * development, where a new build of them reloads the page.
 */
export function artifacts(homepage: string): AstroIntegration {
	const base = new URL(homepage).pathname;
	return {
		name: "artifacts",
		hooks: {
			"astro:build:done": async ({ dir, pages }) => {
				await writeIndex(fileURLToPath(dir));
				cpSync(FOLDER, dir, { recursive: true });
				writeFileSync(
					join(fileURLToPath(dir), "sitemap.xml"),
					sitemap(pages.map(({ pathname }) => homepage + pathname)),
				);
			},
			"astro:server:setup": ({ server }) => {
				// By its name and not by its folder: a build replaces the folder as a whole.
				const data = join(FOLDER, "data.json");
				watchFile(data, { interval: 300 }, ({ size }) => {
					if (size > 0) server.hot.send({ type: "full-reload" });
				});
				server.httpServer?.on("close", () => unwatchFile(data));
				server.middlewares.use((request, response, next) => {
					const { pathname } = new URL(request.url ?? "/", "http://localhost");
					const file = join(FOLDER, pathname.startsWith(base) ? pathname.slice(base.length) : pathname);
					if (!file.startsWith(`${FOLDER}${sep}`) || !statSync(file, { throwIfNoEntry: false })?.isFile())
						return next();
					response.setHeader(
						"Content-Type",
						TYPES[file.slice(file.lastIndexOf(".") + 1)] ?? "text/plain; charset=utf-8",
					);
					createReadStream(file).pipe(response);
				});
			},
		},
	};
}

/** What a page of ours loads of Pagefind; the rest are ready-made search boxes. */
const SEARCH_FILES = /^(?!pagefind-(?:ui|modular-ui|component-ui|highlight)\.)/;

/** Indexes the pages for the search, below `pagefind/`. */
async function writeIndex(pages: string): Promise<void> {
	const { index, errors } = await createIndex();
	if (!index) throw new Error(`the pages could not be indexed: ${errors.join("; ")}`);
	try {
		await index.addDirectory({ path: pages });
		const { files } = await index.getFiles();
		for (const { path, content } of files) {
			if (!SEARCH_FILES.test(path)) continue;
			const file = join(pages, "pagefind", path);
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, content);
		}
	} finally {
		await close();
	}
}

/** The pages that search engines may find, by address; not the one that says that there is none. */
function sitemap(addresses: readonly string[]): string {
	const urls = addresses.filter((address) => !address.endsWith("/404/")).sort();
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
		...urls.map((url) => `<url><loc>${url}</loc></url>`),
		"</urlset>",
		"",
	].join("\n");
}
