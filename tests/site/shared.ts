import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserServer, chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { LAUNCH } from "./chromium.ts";
import { type PageServer, servePages } from "./server.ts";

// What all processes of Vitest share: the site of this repository's records and one browser. Each is made when a test
// first asks for it, by a request to this process that is answered when it is there.

declare module "vitest" {
	export interface ProvidedContext {
		/** URL that is asked for `site` or `browser`. */
		readonly shared: string;
	}
}

/** Answers to the test processes, by the name that they ask for. */
export interface Shared {
	/** Folder of the artifacts and pages of this repository's records, and the URL of its front page. */
	readonly site: { readonly folder: string; readonly url: string };
	/** URL by which Playwright connects. */
	readonly browser: { readonly endpoint: string };
}

const SCRIPT = new URL("../../scripts/registry.js", import.meta.url);

/** Builds the artifacts and the site of this repository in a process of its own. */
function buildSite(folder: string): Promise<void> {
	const options = ["build", "--out", join(folder, "artifacts"), "--site", join(folder, "pages")];
	const child = spawn(process.execPath, [SCRIPT.pathname, ...options], { stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (said += part));
	return new Promise((resolve, reject) => {
		child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`the site was not built:\n${said}`))));
	});
}

async function builtSite(folder: string): Promise<Shared["site"] & PageServer> {
	await buildSite(folder);
	return { folder, ...(await servePages(join(folder, "pages"))) };
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), "registry-site-"));
	let site: ReturnType<typeof builtSite> | undefined;
	let browser: Promise<BrowserServer> | undefined;
	const answers: { readonly [Name in keyof Shared]: () => Promise<Shared[Name]> } = {
		site: async () => {
			site ??= builtSite(folder);
			const { url } = await site;
			return { folder, url };
		},
		browser: async () => {
			browser ??= chromium.launchServer(LAUNCH);
			return { endpoint: (await browser).wsEndpoint() };
		},
	};
	const server = createServer(async (request, response) => {
		try {
			const name = request.url?.slice(1) as keyof Shared;
			response.end(JSON.stringify(await answers[name]()));
		} catch (error) {
			response.end(JSON.stringify({ failed: error instanceof Error ? error.message : String(error) }));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	project.provide("shared", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	return async () => {
		server.closeAllConnections();
		server.close();
		// What was not built has failed the tests that asked for it.
		(await site?.catch(() => undefined))?.close();
		await (await browser)?.close();
		rmSync(folder, { recursive: true, force: true });
	};
}
