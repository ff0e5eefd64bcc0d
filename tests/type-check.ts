import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { REPOSITORY } from "./support.ts";

const TSC = join(REPOSITORY, "node_modules/typescript-native/bin/tsc");
const STRICT = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022"];

/** Returns what TypeScript finds wrong in files of a folder, as a strict consumer runs it; an empty text where nothing is. */
export function typeCheck(folder: string, files: readonly string[], options: readonly string[] = []): string {
	const args = [TSC, ...STRICT, ...options, ...files];
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
	// A compiler that crashes may print nothing.
	return status === 0 ? stdout : `${stdout}${stderr}tsc ended with ${status}`;
}
