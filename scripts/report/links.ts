import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { DEAD_DAYS } from "../evidence/link-history.ts";
import { OUTCOMES } from "../evidence/outcome.ts";
import type { ReportedSource } from "../evidence/report.ts";
import { type Paint, pluralize, stripControl } from "./style.ts";

/** Groups of sources, most pressing first. */
const GROUPS: readonly (readonly [string, (source: ReportedSource) => boolean])[] = [
	[`Dead: failed on ${DEAD_DAYS} days; name another source or an archived copy`, ({ dead }) => dead],
	["Changed: read again", ({ changes }) => changes.length > 0],
	["Asks to sign in: name a public source", ({ outcome }) => outcome === "sign_in"],
	["Moved: take over the new URL", ({ outcome }) => outcome === "moved"],
	["Quote in another section: correct the locator", ({ moved_quotes }) => moved_quotes.length > 0],
	["Archived copy is dead", ({ lost_copies }) => lost_copies.length > 0],
	["Failed, not yet dead", ({ failures }) => failures.length > 0],
	["Blocked: only a person can tell whether the page is there", ({ outcome }) => outcome === "blocked"],
];

type CaptureResult = { readonly archived: string } | { readonly failed: string };

/** Lists the sources that need a person, each once, for a terminal. */
export function prettyLinks(
	sources: readonly ReportedSource[],
	counts: Readonly<Record<string, number>>,
	paint: Paint,
): string {
	const listed = new Set<ReportedSource>();
	const parts = GROUPS.flatMap(([title, belongs]) => {
		const group = sources.filter((source) => !listed.has(source) && belongs(source));
		for (const source of group) listed.add(source);
		if (group.length === 0) return [];
		return [`${paint("bold", `${title} (${group.length})`)}\n${group.map((one) => block(one, paint)).join("\n")}\n`];
	});
	const known = [...OUTCOMES, "unchecked"].filter((outcome) => (counts[outcome] ?? 0) > 0);
	const sums = known.map((outcome) => `${counts[outcome]} ${outcome}`).join(", ");
	const dead = `${counts.dead} dead`;
	return [
		...parts,
		`${pluralize(sources.length, "source")}: ${sums || "none"}; ${counts.dead ? paint("red", dead) : dead}.\n`,
	].join("\n");
}

function block(source: ReportedSource, paint: Paint): string {
	const { outcome, failures, detail, moved_to, cells, changes } = source;
	const offerings = [
		...new Set(
			cells.flatMap((cell) => cell.offerings.map((offering) => `${offering} ${dimensionOf(cell.dimension).label}`)),
		),
	];
	const days = failures.length > 0 ? `, ${Math.min(failures.length, DEAD_DAYS)} of ${DEAD_DAYS} days` : "";
	const passages = new Set(changes.flatMap(({ passage }) => (passage ? [`${passage.kind}: ${passage.text}`] : [])));
	return [
		`  ${stripControl(source.url)}`,
		`    ${outcome}${days}${detail ? `: ${stripControl(detail)}` : ""}${moved_to ? ` → ${stripControl(moved_to)}` : ""}`,
		`    ${paint("dim", offerings.slice(0, 4).join(", ") + (offerings.length > 4 ? ` and ${offerings.length - 4} more` : ""))}`,
		...source.lost_copies.map((copy) => `    dead copy: ${stripControl(copy)}`),
		...(source.found_copy === null ? [] : [`    archived copy: ${stripControl(source.found_copy)}`]),
		...[...passages].map((text) => `    ${stripControl(text.replace(/\s+/g, " "))}`),
	].join("\n");
}

/** Line about one attempt to archive a source. */
export function captureLine(url: string, capture: CaptureResult, files: readonly string[]): string {
	if ("failed" in capture) return `no copy of ${stripControl(url)}: ${stripControl(capture.failed)}\n`;
	return `${stripControl(capture.archived)} → ${files.join(", ")}\n`;
}
