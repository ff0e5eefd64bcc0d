import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { DEAD_DAYS } from "../evidence/link-history.ts";
import { OUTCOMES } from "../evidence/outcome.ts";
import type { ReportedSource } from "../evidence/report.ts";
import { type Paint, pluralize, stripControl } from "./style.ts";

/** The groups in which sources are told, in the order in which they want a person. */
const GROUPS: readonly (readonly [string, (source: ReportedSource) => boolean])[] = [
	["Dead: failed on three days; find another source, or an archived copy", ({ dead }) => dead],
	["Changed: read again", ({ outcome }) => outcome === "changed"],
	["Moved: take over the new address", ({ outcome }) => outcome === "moved"],
	["Archived copy does not answer", ({ lost_copies }) => lost_copies.length > 0],
	["Failed, not yet dead", ({ failures }) => failures.length > 0],
	["Blocked: a bot wall; nobody knows whether a person would see it", ({ outcome }) => outcome === "blocked"],
];

/** What has become of the sources, for a terminal; each source is told once. */
export function prettyLinks(
	sources: readonly ReportedSource[],
	counts: Readonly<Record<string, number>>,
	paint: Paint,
): string {
	const told = new Set<ReportedSource>();
	const parts = GROUPS.flatMap(([title, belongs]) => {
		const group = sources.filter((source) => !told.has(source) && belongs(source));
		for (const source of group) told.add(source);
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
		...source.lost_copies.map((copy) => `    lost: ${stripControl(copy)}`),
		...[...passages].map((text) => `    ${stripControl(text.replace(/\s+/g, " "))}`),
	].join("\n");
}
