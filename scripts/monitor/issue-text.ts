import { DATASET, permalinkOf } from "../../schemas/dataset.ts";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { formUrl } from "../corrections/form-text.ts";
import { sha256 } from "../lib/hash.ts";
import { codeSpan } from "../report/changes.ts";
import { escapeMarkdown, neutralizeMentions } from "../report/mentions.ts";
import { pluralize } from "../report/style.ts";
import { type EvidenceTask, type Finding, KINDS } from "./findings.ts";

const TITLES: Readonly<Record<(typeof KINDS)[number], string>> = {
	dead: "Does not answer, on three days or more",
	changed: "Says something else",
	moved: "Moved for good",
	lost: "An archived copy does not answer",
	expired: "Read too long ago",
};

/** Findings that one issue shows, and characters of one passage. */
const MAX_SHOWN = 25;
const MAX_PASSAGE = 700;
/** Characters of an issue; GitHub takes 65,536. */
const MAX_BODY = 60_000;

/** The line with which the issue of an offering begins. */
export function markerOf(offering: string): string {
	return `<!-- registry: evidence of ${offering} -->`;
}

/** The line that says which findings an issue is about, so that one that was closed by hand is not opened again. */
export function findingsLine({ findings }: EvidenceTask): string {
	const key = findings.map(({ kind, dimension, url, movedTo }) => [kind, dimension, url, movedTo]);
	return `<!-- findings: ${sha256(JSON.stringify(key)).slice(0, 16)} -->`;
}

export function titleOf({ offering, findings }: EvidenceTask): string {
	return `Evidence of ${offering.id} needs a look: ${pluralize(findings.length, "finding")}`;
}

/** The issue of an offering. What came from a page stands in it as text without any meaning. */
export function bodyOf(needing: EvidenceTask): string {
	for (let most = MAX_SHOWN; ; most = Math.floor(most / 2)) {
		const body = bodyWith(needing, most);
		if (body.length <= MAX_BODY || most === 0) return body;
	}
}

function bodyWith(needing: EvidenceTask, most: number): string {
	const { offering, findings } = needing;
	const shown = findings.slice(0, most);
	const parts = KINDS.flatMap((kind) => {
		const own = shown.filter((finding) => finding.kind === kind);
		return own.length === 0 ? [] : [`### ${TITLES[kind]}`, ...own.map((finding) => itemOf(offering, finding))];
	});
	const more = findings.length - shown.length;
	return [
		markerOf(offering.id),
		findingsLine(needing),
		`The weekly look at the sources of [${escapeMarkdown(offering.name)}](${permalinkOf(offering.id)}) found what a person has to decide. Each answer opens the correction form, filled in as far as it can be, and becomes a pull request. This issue is kept up to date, and closes itself when nothing is left.`,
		...parts,
		...(more > 0 ? [`And ${pluralize(more, "finding")} more, shown when these are settled.`] : []),
		"",
	].join("\n\n");
}

function itemOf(offering: EvidenceTask["offering"], finding: Finding): string {
	const { kind, dimension, url, what, movedTo, passage } = finding;
	const label = dimensionOf(dimension).label;
	const lines = [
		`- **${label}**${url === null ? "" : ` ${codeSpan(url)}`}: ${escapeMarkdown(what)}${movedTo === null ? "" : ` → ${codeSpan(movedTo)}`}`,
		...(passage === null ? [] : [fenced(`${passage.kind}: ${passage.text}`)]),
		`  ${answerTo(offering, finding)}`,
	];
	return kind === "changed" && passage === null
		? [lines[0], "  No earlier text is at hand to compare with.", ...lines.slice(1)].join("\n")
		: lines.join("\n");
}

/** Link to the form, filled in as far as GitHub fills it in; the answer itself is chosen there. */
function answerTo(offering: EvidenceTask["offering"], { kind, dimension, url, movedTo }: Finding): string {
	const { label } = dimensionOf(dimension);
	const given = { offering: offering.id, dimension, source: movedTo ?? url };
	const answers = ["still right", "another grade", ...(kind === "changed" ? ["dismiss, with a reason"] : [])];
	const title = `Correction: ${label} of ${offering.id}`;
	return `[Read it again and answer](${formUrl(DATASET.repository, given, title)}): ${answers.join(", ")}.`;
}

/** Text of a page as a block that GitHub reads nothing into. */
function fenced(text: string): string {
	const clean = neutralizeMentions(text.replace(/\s+/g, " ")).slice(0, MAX_PASSAGE);
	const longest = Math.max(2, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	return `  ${fence}text\n  ${clean}\n  ${fence}`;
}
