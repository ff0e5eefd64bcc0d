import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { ExpectedError } from "../lib/expected-error.ts";
import { sha256OfFile } from "../lib/hash.ts";
import { byCodeUnit } from "../lib/order.ts";
import { pathBelow } from "../lib/slashes.ts";
import { sumsText } from "../lib/sums.ts";
import { withTemporary } from "../lib/temporary.ts";
import { PAGE_SUMS } from "../publish/replaceable.ts";
import { replaceFolder } from "../publish/write.ts";

/** The pages could not be made; the message says why, in Astro's words where they are Astro's. */
export class SiteError extends ExpectedError {}

/** Builds the pages from an artifact folder with the site below `repository`, and puts them in the place of `out`. */
export function buildSite(repository: string, artifacts: string, out: string): void {
	replaceFolder(repository, out, (fresh) => {
		const site = siteOf(repository);
		// Astro works in the folder that it writes to, unless that is outside of the site: then in one that all builds share.
		withTemporary(site, site, (work) => {
			const { command, args, options } = astro(site, artifacts, ["build", "--outDir", work]);
			const ran = spawnSync(command, args, { ...options, encoding: "utf8", maxBuffer: 1 << 28 });
			if (ran.error) throw ran.error;
			if (ran.status !== 0) throw new SiteError(`the site could not be built:\n${ran.stdout}${ran.stderr}`.trimEnd());
			cpSync(work, fresh, { recursive: true });
		});
		writeFileSync(join(fresh, PAGE_SUMS), sumsText(filesIn(fresh)));
	});
}

/** Every file of a folder with its hash, by path. */
function filesIn(folder: string): { readonly path: string; readonly sha256: string }[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => ({ path: pathBelow(folder, path), sha256: sha256OfFile(path) }))
		.sort((a, b) => byCodeUnit(a.path, b.path));
}

/** Serves the pages of an artifact folder on this machine, and loads them anew whenever it is built again. */
export function serveSite(
	repository: string,
	artifacts: string,
	{ port, host }: { readonly port?: number; readonly host?: string } = {},
): ChildProcess {
	const where = [...(port === undefined ? [] : ["--port", `${port}`]), ...(host === undefined ? [] : ["--host", host])];
	const { command, args, options } = astro(siteOf(repository), artifacts, ["dev", ...where]);
	return spawn(command, args, { ...options, stdio: "inherit" });
}

/** Variables by which bundlers and test runners talk to their own code; Astro would take them for its own. */
const FOREIGN = ["NODE_ENV", "MODE", "DEV", "PROD", "SSR", "BASE_URL", "SITE", "ASSETS_PREFIX", "VITEST"];

function astro(site: string, artifacts: string, args: readonly string[]) {
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.includes(name)));
	return {
		command: process.execPath,
		args: [program(site), ...args],
		options: { cwd: site, env: { ...env, ASTRO_TELEMETRY_DISABLED: "1", REGISTRY_ARTIFACTS: resolve(artifacts) } },
	};
}

function siteOf(repository: string): string {
	const site = join(repository, "site");
	if (!existsSync(site)) throw new SiteError(`there is no site in ${repository}`);
	return site;
}

function program(site: string): string {
	try {
		const manifest = createRequire(join(site, "package.json")).resolve("astro/package.json");
		return join(dirname(manifest), "bin/astro.mjs");
	} catch {
		throw new SiteError("Astro, which makes the pages, is not installed; run `npm ci`");
	}
}
