import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runGit } from "./git.ts";

/** Merges two texts that were made of a third one; null where they change the same lines. */
export function mergedText(ours: string, base: string, theirs: string): string | null {
	const work = mkdtempSync(join(tmpdir(), "registry-merge-"));
	try {
		const paths = ["ours", "base", "theirs"].map((name) => join(work, name));
		for (const [index, text] of [ours, base, theirs].entries()) writeFileSync(paths[index] ?? "", text);
		const { ok, output } = runGit(work, ["merge-file", "--stdout", "--quiet", ...paths]);
		return ok ? output.toString("utf8") : null;
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}
