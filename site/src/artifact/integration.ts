import { cpSync, createReadStream, statSync, unwatchFile, watchFile } from "node:fs";
import { join, sep } from "node:path";
import type { AstroIntegration } from "astro";
import { FOLDER } from "./folder.ts";

const TYPES: Readonly<Record<string, string>> = {
	csv: "text/csv; charset=utf-8",
	json: "application/json",
	jsonld: "application/ld+json",
	svg: "image/svg+xml",
	xml: "application/atom+xml",
};

/** Puts the artifacts beside the pages: copied into a build, served as they are in development, where a new build reloads the page. */
export function artifacts(base: string): AstroIntegration {
	return {
		name: "artifacts",
		hooks: {
			"astro:build:done": ({ dir }) => cpSync(FOLDER, dir, { recursive: true }),
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
