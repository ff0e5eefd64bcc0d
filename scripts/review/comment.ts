import { DATASET } from "../../schemas/dataset.ts";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import type { Affiliation } from "../corrections/affiliation.ts";
import { escapeMarkdown } from "../lib/mentions.ts";
import { codeSpan, markdownChanges } from "../report/changes.ts";
import { pluralize } from "../report/style.ts";
import { docsOf } from "../rules/engine.ts";
import { RULES } from "../rules/index.ts";
import type { Problem } from "../rules/problem.ts";
import type { Evidence, EvidenceKind, Review } from "./review.ts";
import { isError, isHold, STATUS_CONTEXT } from "./status.ts";

/** Characters that the list of changes takes at most; a comment holds 65,536 in all. */
const MAX_CHANGES = 14_000;
/** Changes that are written out at most. */
const MAX_SHOWN = 300;
const MAX_EVIDENCE = 40;
const MAX_PROBLEMS = 30;
const MAX_PATHS = 10;
/** Longest text of a stranger that is shown in one piece, in characters. */
const MAX_TEXT = 200;

/** Parts of a pull request's comment. */
export interface CommentParts {
	readonly review: Review;
	/** Problems that the check of its records found; null where they cannot be read. */
	readonly problems: readonly Problem[] | null;
	readonly status: { readonly state: string; readonly description: string };
	readonly affiliation: Affiliation | null;
	/** Why a second person has to review. */
	readonly reasons: readonly string[];
	/** URL of the run of its own check; null where there is none. */
	readonly run: string | null;
}

/** The comment on a pull request, Markdown. Whatever comes from the pull request is a code span or text without markup. */
export function commentText({ review, problems, status, affiliation, reasons, run }: CommentParts): string {
	return `${[
		"### What this pull request changes",
		changesText(review),
		...evidenceText(review.evidence),
		"### Problems",
		problemsText(problems, review, run),
		"### Affiliation",
		affiliationText(affiliation),
		"### What happens next",
		nextSteps(problems, status, affiliation, reasons)
			.map((step) => `- ${step}`)
			.join("\n"),
		`<sub>About commit ${review.head.slice(0, 10)}, compared with ${review.base.slice(0, 10)}. This comment is kept up to date.</sub>`,
	].join("\n\n")}\n`;
}

function changesText({ changes, unreadable, fault }: Review): string {
	if (fault !== null) return `It cannot be read: ${escapeMarkdown(fault)}.`;
	const parts: string[] = [];
	if (changes.length === 0 && unreadable.length === 0) parts.push("Nothing in meaning.");
	// As many changes as there is room for; each takes as much as its texts.
	let shown = Math.min(changes.length, MAX_SHOWN);
	let text = markdownChanges(changes.slice(0, shown), 4);
	while (text.length > MAX_CHANGES) {
		shown = Math.floor(shown / 2);
		text = markdownChanges(changes.slice(0, shown), 4);
	}
	if (shown > 0) parts.push(text.trimEnd());
	if (shown < changes.length) parts.push(`… and ${pluralize(changes.length - shown, "more change")}.`);
	if (unreadable.length > 0) {
		parts.push(`What these change is unknown, for they have problems: ${spans(unreadable)}.`);
	}
	return parts.join("\n\n");
}

const KINDS: Readonly<Record<EvidenceKind, string>> = {
	primary: "primary",
	secondary: "secondary",
	claimed: "primary **by a domain that this pull request gives to a vendor**",
};

function evidenceText(evidence: readonly Evidence[]): string[] {
	if (evidence.length === 0) return [];
	const rows = evidence.slice(0, MAX_EVIDENCE).map(({ name, dimension, model, url, kind, archived, fresh }) => {
		const cell = `${cellSpan(name)} ${dimensionOf(dimension).label}${model === null ? "" : " (one model)"}`;
		return `| ${cell} | ${cellSpan(url)} | ${KINDS[kind]} | ${archived ? "yes" : "no"} | ${fresh ? "new" : "known"} |`;
	});
	const more = evidence.length - rows.length;
	return [
		"### Evidence",
		["| Cell | Source | | Archived | |", "| --- | --- | --- | --- | --- |", ...rows].join("\n"),
		...(more > 0 ? [`… and ${pluralize(more, "more source")}.`] : []),
	];
}

/** A code span within a table, where a bar would end the field even so. */
function cellSpan(text: string): string {
	return codeSpan(cut(text).replaceAll("|", "%7C"));
}

function problemsText(problems: CommentParts["problems"], { program, paths }: Review, run: string | null): string {
	const parts: string[] = [];
	if (problems === null) {
		parts.push("Its records were not checked, for they cannot be read.");
	} else {
		const [errors, holds] = [problems.filter(isError), problems.filter(isHold)];
		const warnings = problems.filter(({ level }) => level === "warning");
		const near = warnings.filter(({ file }) => paths.includes(file));
		const own = [...errors, ...holds, ...near];
		const elsewhere = warnings.length - near.length;
		const found = [
			own.length === 0 ? "no problem in what it changes" : pluralize(errors.length, "error"),
			...(holds.length > 0 ? [pluralize(holds.length, "hold")] : []),
			...(near.length > 0 ? [`${pluralize(near.length, "warning")} in what it changes`] : []),
			...(elsewhere > 0 ? [`${pluralize(elsewhere, "warning")} elsewhere`] : []),
		];
		parts.push(`The rules of main find ${found.join(", ")}.`);
		if (own.length > 0) parts.push(own.slice(0, MAX_PROBLEMS).map(problemLine).join("\n"));
		if (own.length > MAX_PROBLEMS) parts.push(`… and ${own.length - MAX_PROBLEMS} more.`);
	}
	if (program.length > 0) {
		const own = run === null ? "its own check" : `[its own check](${run})`;
		parts.push(
			`**Program changed: read it.** These files are no records: ${spans(program)}. What ${own} says was said by the pull request's own program.`,
		);
	}
	return parts.join("\n\n");
}

function problemLine(problem: Problem): string {
	const { level, rule, file, line, message, hint } = problem;
	const said = [message, hint].filter((part) => part !== "").map((part) => escapeMarkdown(cut(part)));
	const known = RULES.some(({ id }) => id === rule);
	const name = known ? `[${rule}](${DATASET.repository}/blob/main/${docsOf(rule)})` : codeSpan(rule);
	const mark = isHold(problem) ? "✋ hold" : level === "error" ? "❌ error" : "⚠️ warning";
	return `- ${mark} ${codeSpan(cut(file))} line ${line}: ${said.join(" → ")} (${name})`;
}

function affiliationText(affiliation: Affiliation | null): string {
	switch (affiliation) {
		case "none":
			return "Declared: none.";
		case "vendor":
			return "Declared: works for or with the vendor.";
		case "competitor":
			return "Declared: works for or with a competitor of the vendor.";
		case null:
			return "Not declared. Tick one of the three boxes in the description of this pull request.";
		default:
			return affiliation satisfies never;
	}
}

function nextSteps(
	problems: CommentParts["problems"],
	{ state, description }: CommentParts["status"],
	affiliation: Affiliation | null,
	reasons: readonly string[],
): string[] {
	const steps = [`The status \`${STATUS_CONTEXT}\` of this commit is **${state}**: ${description}.`];
	if (problems === null || problems.some(isError)) {
		steps.push("Fix the errors above: edit the file on this branch, and it is checked again.");
	}
	if (affiliation === null) steps.push("Declare your affiliation.");
	steps.push("A maintainer reads every source that is new, and decides.");
	if (problems?.some(isHold)) steps.push("The holds are settled by a maintainer's approval of this very commit.");
	if (reasons.length > 0) steps.push(`A second person reviews, because ${reasons.join("; ")}.`);
	steps.push("The changelog of the release that brings it names whom the commits credit.");
	return steps;
}

function spans(texts: readonly string[]): string {
	const shown = texts.slice(0, MAX_PATHS).map((text) => codeSpan(cut(text)));
	return `${shown.join(", ")}${texts.length > shown.length ? ` and ${texts.length - shown.length} more` : ""}`;
}

function cut(text: string): string {
	return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}
