import type { Correction } from "../../schemas/correction.ts";
import { DATASET } from "../../schemas/dataset.ts";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { commandLine } from "../lib/command-line.ts";
import type { Correct } from "./validate-correction.ts";

/** Says what to type from a written correction to its pull request. */
export function correctionSteps({ dimension, credit }: Correction, { path, offering, reach }: Correct): string[] {
	const { label } = dimensionOf(dimension);
	const branch = `correct-${offering}-${dimension.replaceAll("_", "-")}`;
	const trailer = credit === undefined ? "" : ` --trailer "Credit: ${credit}"`;
	const offerings = reach.length === 1 ? "1 offering" : `${reach.length} offerings`;
	return [
		`Corrected ${path}, for ${offerings}. Next, to look at it and to send it:`,
		`  ${commandLine("diff HEAD")}`,
		`  git switch -c ${branch}`,
		`  git commit -m "Correct ${label} of ${offering}"${trailer} ${path}`,
		"  git push -u origin HEAD",
		`Then open the pull request: ${DATASET.repository}/compare/${branch}?expand=1`,
	];
}
