import { statSync } from "node:fs";
import { join } from "node:path";
import { FOLDER, textNeeded } from "./folder.ts";

/** A file of the artifact folder. */
export interface PublishedFile {
	readonly path: string;
	readonly bytes: number;
	readonly sha256: string;
}

/** Every file that SHA256SUMS lists, in its order. */
export function publishedFiles(): PublishedFile[] {
	return textNeeded("SHA256SUMS")
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => {
			const [sha256 = "", path = ""] = line.split("  ");
			return { path, bytes: statSync(join(FOLDER, path)).size, sha256 };
		});
}

/** A size as people read it. */
export function sizeText(bytes: number): string {
	return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

let paths: ReadonlySet<string> | undefined;

/** The paths of all published files. */
export function publishedPaths(): ReadonlySet<string> {
	paths ??= new Set(publishedFiles().map(({ path }) => path));
	return paths;
}
