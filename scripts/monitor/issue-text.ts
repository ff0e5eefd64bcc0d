import { correctionPageOf } from "../../schemas/dataset.ts";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { sha256 } from "../lib/hash.ts";
import { escapeMarkdown, neutralizeMentions } from "../lib/mentions.ts";
import { codeSpan } from "../report/changes.ts";
import { pluralize } from "../report/style.ts";
import { type EvidenceFinding, type EvidenceTask, type FindingKind, KINDS } from "./findings.ts";

/** Advice to a person for each kind of finding. */
const ACTIONS: Readonly<Record<FindingKind, string>> = {
	quote_gone: "Read the page again and correct the cell: it no longer says what the cell quotes",
	dead: "Name another public source: the page is gone",
	changed: "Read the page again: its text changed, and no quote tells whether the cell still holds",
	sign_in: "Name a public source: the page asks to sign in",
	moved: "Take over the new URL",
	quote_moved: "Correct the locator",
	lost_copy: "Name another archived copy",
	stale: "Read the sources again: the evidence is too old",
};

/** Findings in one issue, and characters of one passage. */
const MAX_SHOWN = 25;
export const MAX_ISSUE_PASSAGE = 700;
/** Longest issue, in characters; GitHub accepts 65,536. */
const MAX_BODY = 60_000;

/** First line of the issue of a record file. */
export function markerOf(file: string): string {
	return `<!-- registry: evidence of ${file} -->`;
}

/** Line with a hash of an issue's findings, so that an issue that a person closed is not opened again for the same ones. */
export function findingsLine({ findings }: EvidenceTask): string {
	const key = findings.map(({ kind, dimension, url, instead }) => [kind, dimension, url, instead]);
	return `<!-- findings: ${sha256(JSON.stringify(key)).slice(0, 16)} -->`;
}

export function issueTitle({ file, findings }: EvidenceTask): string {
	return `Evidence in ${file} needs a person: ${pluralize(findings.length, "finding")}`;
}

/** Text of the issue of a record file. What came from a page stands in it as plain text. */
export function bodyOf(task: EvidenceTask): string {
	for (let most = MAX_SHOWN; ; most = Math.floor(most / 2)) {
		const body = bodyWith(task, most);
		if (body.length <= MAX_BODY || most === 0) return body;
	}
}

function bodyWith(task: EvidenceTask, most: number): string {
	const { file, name, findings } = task;
	const shown = findings.slice(0, most);
	const parts = KINDS.flatMap((kind) => {
		const own = shown.filter((finding) => finding.kind === kind);
		return own.length === 0 ? [] : [`### ${ACTIONS[kind]}`, ...own.map((finding) => itemOf(finding))];
	});
	const more = findings.length - shown.length;
	return [
		markerOf(file),
		findingsLine(task),
		...parts,
		...(more > 0 ? [`And ${pluralize(more, "finding")} more, shown when these are settled.`] : []),
		`Each link opens the correction page with the cell filled in. If the cell is still right, say so there, with the day on which you read the page; what you send becomes a pull request. The weekly link check of ${escapeMarkdown(name)} (${codeSpan(file)}) keeps this issue up to date and closes it when nothing is left.`,
		"",
	].join("\n\n");
}

function itemOf({ kind, dimension, offerings, url, what, instead, passage }: EvidenceFinding): string {
	const link = `[${dimensionOf(dimension).label}](${correctionPageOf(offerings[0] ?? "", dimension)})`;
	const reach = offerings.length > 1 ? ` (holds for ${offerings.join(", ")})` : "";
	const where = url === null ? "" : ` ${codeSpan(url)}`;
	const target = instead === null ? "" : ` → ${codeSpan(instead)}`;
	return [
		`- **${link}**${reach}${where}: ${escapeMarkdown(what)}${target}`,
		...(kind === "changed" && passage === null ? ["  No earlier text is at hand to compare with."] : []),
		...(passage === null ? [] : [fenced(`${passage.kind}: ${passage.text}`)]),
	].join("\n");
}

/** Text of a page as a code block, in which GitHub interprets nothing. */
function fenced(text: string): string {
	const clean = neutralizeMentions(text.replace(/\s+/g, " ")).slice(0, MAX_ISSUE_PASSAGE);
	const longest = Math.max(2, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	return `  ${fence}text\n  ${clean}\n  ${fence}`;
}
