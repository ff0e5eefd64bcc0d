import { archivesSchema } from "../../schemas/archives.ts";
import type { Tree } from "../lib/tree.ts";
import { ARCHIVES_FILE } from "../registry/archives.ts";
import { archiveValid } from "../rules/archive/valid.ts";
import type { Problem } from "../rules/problem.ts";
import { quoted } from "../rules/words.ts";
import { readList } from "./list-file.ts";

/** Prefix of one whole repository. */
const REPOSITORY = /^https:\/\/(?:github\.com\/[\w.-]+\/[\w.-]+\/|gitlab\.com\/[\w.-]+(?:\/[\w.-]+)+\/-\/)$/;

/** Returns the problems of the list of archives. */
export function archiveProblems(tree: Tree): readonly Problem[] {
	const list = readList(
		tree,
		ARCHIVES_FILE,
		archivesSchema,
		archiveValid,
		"Each has prefix, name, kept_by and licence.",
	);
	if (list === null) return [];
	if ("problems" in list) return list.problems;
	const seen = new Set<string>();
	return list.value.archives.flatMap(({ prefix }, index): Problem[] => {
		const at = list.locate(["archives", index, "prefix"]);
		if (!REPOSITORY.test(prefix)) {
			return [
				list.problem(
					`${quoted(prefix)} is not one repository at GitHub or GitLab`,
					"Write https://github.com/<owner>/<repository>/ or https://gitlab.com/<group>/<project>/-/ with the final slash.",
					at,
				),
			];
		}
		// Both hosts take capital letters for small ones.
		const key = prefix.toLowerCase();
		if (!seen.has(key)) {
			seen.add(key);
			return [];
		}
		return [list.problem("this archive is listed twice", "Keep one of the two.", at)];
	});
}
