import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { OUTCOMES } from "../evidence/outcome.ts";
import type { ReportedSource } from "../evidence/report.ts";
import { RED_DAYS } from "../evidence/state.ts";
import { count, type Paint, visible } from "./style.ts";

/** The groups in which sources are told, in the order in which they want a person. */
const GROUPS: readonly (readonly [string, (source: ReportedSource) => boolean])[] = [
	["Red: failed on three days; find another source, or an archived copy", ({ red }) => red],
	["Changed: read again", ({ outcome }) => outcome === "changed"],
	["Moved: take over the new address", ({ outcome }) => outcome === "moved"],
	["Archived copy does not answer", ({ lost_copies }) => lost_copies.length > 0],
	["Failed, not yet red", ({ failures }) => failures.length > 0],
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
	const red = `${counts.red} red`;
	return [
		...parts,
		`${count(sources.length, "source")}: ${sums || "none"}; ${counts.red ? paint("red", red) : red}.\n`,
	].join("\n");
}

function block(source: ReportedSource, paint: Paint): string {
	const { outcome, failures, detail, moved_to, cells, changes } = source;
	const offerings = [...new Set(cells.map(({ offering, dimension }) => `${offering} ${dimensionOf(dimension).label}`))];
	const days = failures.length > 0 ? `, ${Math.min(failures.length, RED_DAYS)} of ${RED_DAYS} days` : "";
	const passages = new Set(changes.flatMap(({ passage }) => (passage ? [`${passage.kind}: ${passage.text}`] : [])));
	return [
		`  ${visible(source.url)}`,
		`    ${outcome}${days}${detail ? `: ${visible(detail)}` : ""}${moved_to ? ` → ${visible(moved_to)}` : ""}`,
		`    ${paint("dim", offerings.slice(0, 4).join(", ") + (offerings.length > 4 ? ` and ${offerings.length - 4} more` : ""))}`,
		...source.lost_copies.map((copy) => `    lost: ${visible(copy)}`),
		...[...passages].map((text) => `    ${visible(text.replace(/\s+/g, " "))}`),
	].join("\n");
}
