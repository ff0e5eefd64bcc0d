import { existsSync, readFileSync } from "node:fs";
import { dayOf } from "../git/git.ts";
import { recordsDay } from "../git/releases.ts";
import { historyGap } from "../git/repository.ts";
import type { Registry } from "./registry.ts";

/**
 * The day that a build bears: SOURCE_DATE_EPOCH (seconds) when it is set, else the day of the commit that is checked
 * out, else, where the whole history is not there, the newest day on which a cell was verified. Never the clock.
 */
export function generatedDay(root: string, registry: Registry): string {
	const epoch = process.env.SOURCE_DATE_EPOCH;
	if (epoch !== undefined && epoch !== "") {
		if (!/^\d{1,11}$/.test(epoch)) throw new RangeError(`SOURCE_DATE_EPOCH is not a number of seconds: ${epoch}`);
		return dayOf(Number(epoch));
	}
	return (historyGap(root) === null ? recordsDay(root) : null) ?? newestVerified(registry);
}

/** Returns the newest day on which a cell was checked or its evidence holds; deterministic where no commit tells a day. */
export function newestVerified(registry: Registry): string {
	let newest = "1970-01-01";
	for (const record of registry.offerings) {
		for (const { cell, evidenceDate } of Object.values(registry.resolve(record).cells)) {
			for (const day of [cell.checked, evidenceDate]) if (day && day > newest) newest = day;
		}
	}
	return newest;
}

/** Version of the data set, from the package.json of the first folder that has one. */
export function versionOf(...folders: readonly string[]): string {
	const folder = folders.find((one) => existsSync(`${one}/package.json`));
	if (folder === undefined) throw new Error(`there is no package.json in ${folders.join(" or ")}`);
	const manifest: unknown = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
	return (manifest as { version: string }).version;
}
