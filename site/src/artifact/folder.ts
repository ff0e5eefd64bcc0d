import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** The artifact folder that the site is built from: `REGISTRY_ARTIFACTS`, or `build/` beside the site's own folder, which Astro runs in. */
export const FOLDER = resolve(process.env.REGISTRY_ARTIFACTS ?? "../build");

/** The text of an artifact; null when the folder does not have it. */
export function textOf(path: string): string | null {
	const file = join(FOLDER, path);
	return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** Tells one state of an artifact from another without reading it. */
export function stampOf(path: string): string {
	const { mtimeMs, size, ino } = statSync(join(FOLDER, path));
	return `${mtimeMs} ${size} ${ino}`;
}

/** The text of an artifact that the site cannot do without. */
export function textNeeded(path: string): string {
	const text = textOf(path);
	if (text === null) {
		throw new Error(
			`There is no ${path} in ${FOLDER}: run \`npm start\`, or set REGISTRY_ARTIFACTS to an artifact folder`,
		);
	}
	return text;
}
