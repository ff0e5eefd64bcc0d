import { mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** File system in memory that Linux gives to every program. */
const MEMORY = "/dev/shm";

/** Free space from which on tests write to memory, in bytes: twenty times what they were seen to need. */
const ROOM = 2 ** 32;

/** Returns the folder for temporary files: in memory where there is room and programs may run, unless the caller names one. */
function temporaryPlace(): string {
	if (process.env.TMPDIR !== undefined || process.platform !== "linux") return tmpdir();
	const mounts = readFileSync("/proc/mounts", "utf8").split("\n");
	const options = mounts.find((line) => line.split(" ")[1] === MEMORY)?.split(" ")[3];
	if (options === undefined || /\b(?:ro|noexec)\b/.test(options)) return tmpdir();
	const { bavail, bsize } = statfsSync(MEMORY);
	return bavail * bsize < ROOM ? tmpdir() : MEMORY;
}

/**
 * Gives the processes of tests a temporary folder of their own, which is removed when this process ends, be it by a
 * crash: Vitest kills the others, so that neither they nor their browsers tidy up.
 */
export default function setup(): void {
	const folder = mkdtempSync(join(temporaryPlace(), "registry-tests-"));
	for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = folder;
	// A browser may write for a moment after its end was asked for.
	process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
}
