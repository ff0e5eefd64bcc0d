import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { type PageServer, servePages } from "./server.ts";

// What all processes of Vitest share: the site of this repository's records. It is made when it is first asked for, by a
// request to this process that is answered when it is there.

declare module "vitest" {
	export interface ProvidedContext {
		/** URL that is asked for the site. */
		readonly sharedSite: string;
	}
}

/** Answer to the test processes: the folder of the artifacts and pages, and the URL of the front page. */
export interface SharedSite {
	readonly folder: string;
	readonly url: string;
}

const SCRIPT = new URL("../../scripts/registry.js", import.meta.url);

/** Builds the artifacts and the site of this repository in a process of its own. */
function buildSite(folder: string): Promise<void> {
	const options = ["build", "--out", join(folder, "artifacts"), "--site", join(folder, "pages")];
	const child = spawn(process.execPath, [SCRIPT.pathname, ...options], { stdio: ["ignore", "pipe", "pipe"] });
	// Stops a build that outlives the tests, before the temporary folder that it writes to is removed.
	process.prependOnceListener("exit", () => child.kill("SIGKILL"));
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (said += part));
	return new Promise((resolve, reject) => {
		child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`the site was not built:\n${said}`))));
	});
}

async function builtSite(folder: string): Promise<SharedSite & PageServer> {
	await buildSite(folder);
	return { folder, ...(await servePages(join(folder, "pages"))) };
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), "registry-site-"));
	let site: ReturnType<typeof builtSite> | undefined;
	const server = createServer(async (_request, response) => {
		try {
			site ??= builtSite(folder);
			const { url } = await site;
			response.end(JSON.stringify({ folder, url } satisfies SharedSite));
		} catch (error) {
			response.end(JSON.stringify({ failed: error instanceof Error ? error.message : String(error) }));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	project.provide("sharedSite", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	return async () => {
		server.closeAllConnections();
		server.close();
		// What was not built has failed the tests that asked for it.
		(await site?.catch(() => undefined))?.close();
	};
}
