import { mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Mount point of the tmpfs of Linux. */
const TMPFS = "/dev/shm";

/** Free space that the tmpfs needs to be used, in bytes. The short suite takes 366 MB at its peak (2026-11-27). */
const MIN_FREE_BYTES = 2 ** 32;

/**
 * Returns the parent folder of temporary files: the one in TMPDIR if set; else the tmpfs if it has enough free space and
 * allows execution, since tests run programs from it; else the folder of the system.
 */
function parentFolder(): string {
	if (process.env.TMPDIR !== undefined || process.platform !== "linux") return tmpdir();
	const mounts = readFileSync("/proc/mounts", "utf8").split("\n");
	// Of two mounts at one place, the later one is in use.
	const options = mounts.findLast((line) => line.split(" ")[1] === TMPFS)?.split(" ")[3];
	if (options === undefined || /\b(?:ro|noexec)\b/.test(options)) return tmpdir();
	const { bavail, bsize } = statfsSync(TMPFS);
	return bavail * bsize < MIN_FREE_BYTES ? tmpdir() : TMPFS;
}

/**
 * Gives all test processes one temporary folder. The main process removes it when it exits, also after a crash: Vitest
 * kills the test processes, so neither they nor their browsers clean up.
 */
export default function setup(): void {
	const folder = mkdtempSync(join(parentFolder(), "registry-tests-"));
	for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = folder;
	// A browser that was told to exit may still write for a moment.
	process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
}
