import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { escapeMarkdown } from "../lib/mentions.ts";
import type { CheckedCell, MatchResult, MatchVerdict } from "../match/match.ts";
import type { Usage } from "../match/which/index.ts";
import { type Paint, pluralize, stripControl } from "./style.ts";

/** Returns a verdict for a terminal: each offering, what it misses, what is let pass and what limits a yes. */
export function verdictText({ results, mode, registry, today }: MatchVerdict, paint: Paint): string {
	const lines = results.flatMap((result) => {
		const { meets, offering, name, models_missing: models } = result;
		return [
			`${meets ? paint("green", "✓") : paint("red", "✗")} ${paint("bold", stripControl(offering))}  ${stripControl(name)}`,
			...remarks(result).map((remark) => `    ${stripControl(remark)}`),
			...(models.length > 0 ? [`    not for: ${models.map(stripControl).join(", ")}`] : []),
		];
	});
	const met = results.filter(({ meets }) => meets).length;
	const asked = mode === "all" ? "all of them must" : "one is enough";
	return `${[
		...lines,
		"",
		`${met} of ${pluralize(results.length, "offering")} meet the requirements (${asked}); data ${registry.version}, on ${today}`,
	]
		.join("\n")
		.trimStart()}\n`;
}

/** Returns what is to be said of an offering beside yes or no. */
export function remarks({ cells, retired_on }: MatchResult): string[] {
	return [
		...(retired_on === null ? [] : [`retired on ${retired_on}`]),
		...cells.flatMap((cell) => {
			if (cell.exception) return [`let pass until ${cell.exception.until}: ${cell.reason} (${cell.exception.reason})`];
			if (cell.reason !== null) return [cell.reason];
			return cell.limits.map(
				({ kind, what }) => `${dimensionOf(cell.dimension).label} holds, but not for this ${kind}: ${what}`,
			);
		}),
	];
}

/** Returns what a project uses for a terminal. */
export function usageText(
	{ used, unresolved }: Usage,
	watchOutsOf: (offering: string) => readonly string[],
	paint: Paint,
): string {
	const lines = [
		...used.flatMap(({ offering, name, places }) => [
			`${paint("bold", stripControl(offering))}  ${stripControl(name)}`,
			...places.map((place) => `    ${paint("dim", "in")} ${stripControl(place)}`),
			...watchOutsOf(offering).map((line) => `    ${paint("yellow", "!")} ${stripControl(line)}`),
		]),
		...unresolved.flatMap(({ place, named, reason, candidates }) => [
			`${paint("red", "?")} ${stripControl(named)}  ${paint("dim", "in")} ${stripControl(place)}`,
			`    ${stripControl(reason)}${candidates.length > 0 ? `; perhaps ${candidates.map(stripControl).join(", ")}` : ""}`,
		]),
	];
	return `${lines.join("\n")}\n\n${pluralize(used.length, "offering")} in use, ${unresolved.length} not resolved\n`;
}

/** Returns a verdict as Markdown for the summary of a job, with what could not be resolved. */
export function verdictMarkdown(
	{ results, passes, registry, today }: MatchVerdict,
	unresolved: Usage["unresolved"] = [],
): string {
	const unknown = unresolved.map(
		({ place, named, reason }) => `| ? | ${escapeMarkdown(named)} | ${escapeMarkdown(`${place}: ${reason}`)} |`,
	);
	const rows = results.map((result) => {
		const said = remarks(result).map(escapeMarkdown).join("<br>");
		return `| ${result.meets ? "✓" : "✗"} | [${escapeMarkdown(result.name)}](${registry.homepage}offerings/${encodeURIComponent(result.offering)}/) | ${said} |`;
	});
	return [
		`## AI policy: ${passes ? "met" : "not met"}`,
		"",
		"| | offering | |",
		"| --- | --- | --- |",
		...rows,
		...unknown,
		"",
		`Data of [${escapeMarkdown(registry.name)} ${registry.version}](${registry.release}), checked for ${today}.`,
		"",
	].join("\n");
}

/** True for a cell that fails: not met, and let pass by no exception. */
export function isMissed({ met, exception }: CheckedCell): boolean {
	return !met && exception === null;
}
