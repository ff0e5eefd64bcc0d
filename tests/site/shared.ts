import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserServer, chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { LAUNCH } from "./chromium.ts";

// What all processes of Vitest share: the site of this repository's records and one browser. Each is made when a test
// first asks for it, by a request to this process that is answered when it is there.

declare module "vitest" {
	export interface ProvidedContext {
		/** URL that is asked for `site` or `browser`. */
		readonly shared: string;
	}
}

/** Answer to a request: the folder of the site, or the URL of the browser; or what went wrong. */
export type Shared = { readonly at: string } | { readonly failed: string };

const SCRIPT = new URL("../../scripts/registry.js", import.meta.url);

/** Builds the artifacts and the site of this repository in a process of its own. */
function buildSite(folder: string): Promise<Shared> {
	const options = ["build", "--out", join(folder, "artifacts"), "--site", join(folder, "pages")];
	const child = spawn(process.execPath, [SCRIPT.pathname, ...options], { stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (said += part));
	return new Promise((resolve) => {
		child.once("close", (code) =>
			resolve(code === 0 ? { at: folder } : { failed: `the site was not built:\n${said}` }),
		);
	});
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), "registry-site-"));
	let site: Promise<Shared> | undefined;
	let browser: Promise<BrowserServer> | undefined;
	const answers: Readonly<Record<string, () => Promise<Shared>>> = {
		"/site": () => {
			site ??= buildSite(folder);
			return site;
		},
		"/browser": async () => {
			browser ??= chromium.launchServer(LAUNCH);
			return { at: (await browser).wsEndpoint() };
		},
	};
	const server = createServer(async (request, response) => {
		try {
			response.end(JSON.stringify(await answers[request.url ?? ""]?.()));
		} catch (error) {
			response.end(JSON.stringify({ failed: String(error) } satisfies Shared));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	project.provide("shared", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	return async () => {
		server.closeAllConnections();
		server.close();
		await (await browser)?.close();
		rmSync(folder, { recursive: true, force: true });
	};
}
