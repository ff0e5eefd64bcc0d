import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives the processes of tests a temporary folder of their own, which is removed when they have ended: Vitest kills
 * them, so that neither they nor their browsers tidy up.
 */
export default function setup(): () => void {
	const folder = mkdtempSync(join(tmpdir(), "registry-tests-"));
	for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = folder;
	// A browser may write for a moment after its end was asked for.
	return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
