import { relative, sep } from "node:path";

/** Returns a path with slashes, as records, lists and git name files on every system. */
export function withSlashes(path: string): string {
	return path.split(sep).join("/");
}

/** Returns the path of a file below a folder, with slashes. */
export function pathBelow(folder: string, path: string): string {
	return withSlashes(relative(folder, path));
}
