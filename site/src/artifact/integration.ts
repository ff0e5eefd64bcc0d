import { cpSync, createReadStream, readFileSync, statSync, unwatchFile, watchFile, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { FOLDER } from "./folder.ts";
import { writePictures } from "./pictures.ts";

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
			"astro:build:done": ({ dir, pages }) => {
				const out = fileURLToPath(dir);
				cpSync(FOLDER, dir, { recursive: true });
				writePictures(out);
				writeFileSync(
					join(out, "sitemap.xml"),
					sitemap(
						out,
						homepage,
						pages.map(({ pathname }) => pathname),
					),
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

/** The pages that search engines may find, with the day on which what they say last changed. */
function sitemap(out: string, homepage: string, paths: readonly string[]): string {
	const urls = paths.toSorted().flatMap((path) => {
		const html = path === "404/" ? "" : readFileSync(join(out, path, "index.html"), "utf8");
		const day = /"dateModified":"(\d{4}-\d{2}-\d{2})"/.exec(html)?.[1];
		return html === "" || html.includes('<meta name="robots" content="noindex"')
			? []
			: [`<url><loc>${homepage}${path}</loc>${day === undefined ? "" : `<lastmod>${day}</lastmod>`}</url>`];
	});
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
		...urls,
		"</urlset>",
		"",
	].join("\n");
}
