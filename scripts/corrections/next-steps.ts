import type { Correction } from "../../schemas/correction.ts";
import { DATASET } from "../../schemas/dataset.ts";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { commandLine } from "../lib/command-line.ts";
import { pluralize } from "../report/style.ts";
import { correctionTitle } from "./proposal.ts";
import type { Correct } from "./validate-correction.ts";

/** Says what to type from a written correction to its pull request. */
export function correctionSteps({ dimension, answer, credit }: Correction, correct: Correct): string[] {
	const { path, reach, unread } = correct;
	const file = path.replace(/^.*\/|\.yaml$/g, "");
	const branch = `correct-${file}-${dimension.replaceAll("_", "-")}`;
	const title = correctionTitle(answer, dimensionOf(dimension).label, correct);
	const trailer = credit === undefined ? "" : ` --trailer "Credit: ${credit}"`;
	return [
		...(unread.length > 0 ? [`Say in the pull request whether this still holds: ${unread.join("; ")}.`] : []),
		`Corrected ${path}, for ${pluralize(reach.length, "offering")}. Next, to look at it and to send it:`,
		`  ${commandLine("diff HEAD")}`,
		`  git switch -c ${branch}`,
		`  git commit -m "${title}"${trailer} ${path}`,
		"  git push -u origin HEAD",
		`Then open the pull request: ${DATASET.repository}/compare/${branch}?expand=1 (from a fork, GitHub shows the link when you push)`,
	];
}
