import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { replaceFolder } from "../publish/write.ts";

/** The pages could not be made; the message says why, in Astro's words where they are Astro's. */
export class SiteError extends Error {}

/** Builds the pages from an artifact folder with the site below `repository`, and puts them in the place of `out`. */
export function buildSite(repository: string, artifacts: string, out: string): void {
	replaceFolder(out, (fresh) => {
		const { command, args, options } = astro(repository, artifacts, ["build", "--outDir", fresh]);
		const ran = spawnSync(command, args, { ...options, encoding: "utf8", maxBuffer: 1 << 28 });
		if (ran.error) throw ran.error;
		if (ran.status !== 0) throw new SiteError(`the site could not be built:\n${ran.stdout}${ran.stderr}`.trimEnd());
	});
}

/** Serves the pages of an artifact folder on this machine, and loads them anew whenever it is built again. */
export function serveSite(repository: string, artifacts: string): ChildProcess {
	const { command, args, options } = astro(repository, artifacts, ["dev"]);
	return spawn(command, args, { ...options, stdio: "inherit" });
}

/** Variables by which bundlers and test runners talk to their own code; Astro would take them for its own. */
const FOREIGN = ["NODE_ENV", "MODE", "DEV", "PROD", "SSR", "BASE_URL", "SITE", "ASSETS_PREFIX", "VITEST"];

function astro(repository: string, artifacts: string, args: readonly string[]) {
	const cwd = join(repository, "site");
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.includes(name)));
	return {
		command: process.execPath,
		args: [program(cwd), ...args],
		options: { cwd, env: { ...env, ASTRO_TELEMETRY_DISABLED: "1", REGISTRY_ARTIFACTS: resolve(artifacts) } },
	};
}

function program(site: string): string {
	if (!existsSync(site)) throw new SiteError(`there is no site in ${dirname(site)}`);
	try {
		const manifest = createRequire(join(site, "package.json")).resolve("astro/package.json");
		return join(dirname(manifest), "bin/astro.mjs");
	} catch {
		throw new SiteError("Astro, which makes the pages, is not installed; run `npm ci`");
	}
}
