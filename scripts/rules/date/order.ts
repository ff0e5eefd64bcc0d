import { addDays, isRealDate } from "../../lib/dates.ts";
import { evidenceDateOf } from "../../registry/freshness.ts";
import type { PlacedCell } from "../../registry/lookups.ts";
import type { Path } from "../../yaml/positions.ts";
import type { PlacedDocument } from "../places.ts";
import { defineRule } from "../rule.ts";

/** Days by which the date on a page may lie after the day on which it was read: pages announce when they take effect. */
export const EFFECTIVE_DAYS = 60;

/** Two dates: the first must not lie after the second, and must differ from it if `strict`. */
interface Pair {
	readonly path: Path;
	readonly date: string;
	readonly than: string;
	readonly limit: string;
	readonly strict?: boolean;
	/** Days by which the first may lie after the second. */
	readonly grace?: number;
}

export const dateOrder = defineRule({
	id: "date/order",
	level: "error",
	scope: "record",
	summary: `\`published\` is at most ${EFFECTIVE_DAYS} days after \`captured\`, \`unchanged\` lies after it; \`period_start\` < \`period_end\` ≤ the day of the evidence; \`dispute.opened\` ≤ \`closed\`.`,
	why: "A page cannot have been read before it was there, nor a report before its period ended.",
	*check({ cells, documents }, { today }) {
		const pairs = [...documents.flatMap(ofDocument), ...cells.flatMap(ofCell)];
		for (const { path, date, than, limit, strict, grace = 0 } of pairs) {
			if (strict ? date < limit : date <= limit) continue;
			// A date that is none, or lies in the future, has its own problem.
			if (!isRealDate(date) || !isRealDate(limit) || date > addDays(today, EFFECTIVE_DAYS)) continue;
			if (grace > 0 && date <= addDays(limit, grace)) continue;
			const relation =
				grace > 0 ? `more than ${grace} days after ${than}` : strict ? `not before ${than}` : `after ${than}`;
			yield {
				path,
				message: `${path.findLast((step) => typeof step === "string")} (${date}) lies ${relation} (${limit})`,
				hint: "One of the two dates is wrong.",
			};
		}
	},
	examples: [
		{
			name: "takes effect in 60 days",
			edit: [
				[
					'    published: "2026-09-01"\n    captured: "2026-11-20"',
					'    published: "2027-01-19"\n    captured: "2026-11-20"',
				],
			],
		},
		{
			name: "takes effect in 61 days",
			edit: [
				[
					'    published: "2026-09-01"\n    captured: "2026-11-20"',
					'    published: "2027-01-20"\n    captured: "2026-11-20"',
				],
			],
			problem: {
				path: "documents.terms.published",
				message: "published (2027-01-20) lies more than 60 days after captured (2026-11-20)",
				hint: "One of the two dates is wrong.",
			},
		},
		{
			name: "unchanged on the day of the copy",
			edit: { "services/nimbus-models.yaml": [['unchanged: "2026-11-18"', 'unchanged: "2026-10-15"']] },
			problem: {
				path: "documents.service-terms.captured",
				message: "captured (2026-10-15) lies not before unchanged (2026-10-15)",
				hint: "One of the two dates is wrong.",
			},
		},
		{
			name: "period",
			edit: [['period_start: "2025-07-01"', 'period_start: "2026-06-30"']],
			problem: {
				path: "dimensions.soc2_type2.facts.period_start",
				message: "period_start (2026-06-30) lies not before period_end (2026-06-30)",
				hint: "One of the two dates is wrong.",
			},
		},
		{
			name: "report before the end of its period",
			edit: [['period_end: "2026-06-30"', 'period_end: "2026-10-16"']],
			problem: {
				path: "dimensions.soc2_type2.facts.period_end",
				message: "period_end (2026-10-16) lies after the evidence (2026-10-15)",
				hint: "One of the two dates is wrong.",
			},
		},
		{ name: "report on the last day of its period", edit: [['period_end: "2026-06-30"', 'period_end: "2026-10-15"']] },
	],
});

function ofDocument({ path, document: { published, captured, unchanged } }: PlacedDocument): Pair[] {
	if (captured === undefined) return [];
	const pairs: Pair[] = [];
	if (published !== undefined) {
		pairs.push({
			path: [...path, "published"],
			date: published,
			than: "captured",
			limit: captured,
			grace: EFFECTIVE_DAYS,
		});
	}
	if (unchanged !== undefined) {
		pairs.push({ path: [...path, "captured"], date: captured, than: "unchanged", limit: unchanged, strict: true });
	}
	return pairs;
}

function ofCell({ path, cell, sources, searched, isWhole }: PlacedCell): Pair[] {
	const { facts, dispute } = cell;
	if (!facts && !dispute) return [];
	const pairs: Pair[] = [];
	const evidence = evidenceDateOf(
		sources.map(({ source }) => source),
		searched,
	);
	const start = facts?.period_start;
	const end = facts?.period_end;
	if (typeof start === "string" && typeof end === "string") {
		pairs.push({ path: [...path, "facts", "period_start"], date: start, than: "period_end", limit: end, strict: true });
	}
	for (const [key, grace] of [
		["period_end", 0],
		["list_last_update", 0],
		["policy_updated", EFFECTIVE_DAYS],
		["dpa_updated", EFFECTIVE_DAYS],
	] as const) {
		const date = facts?.[key];
		if (typeof date !== "string" || evidence === null || !isWhole) continue;
		pairs.push({ path: [...path, "facts", key], date, than: "the evidence", limit: evidence, grace });
	}
	if (dispute?.closed !== undefined) {
		pairs.push({ path: [...path, "dispute", "opened"], date: dispute.opened, than: "closed", limit: dispute.closed });
	}
	return pairs;
}
