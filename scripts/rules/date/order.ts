import type { Path } from "../../load/positions.ts";
import { cellsOf, type PlacedCell } from "../cells.ts";
import { isRealDate } from "../dates.ts";
import { defineRule } from "../rule.ts";

/** Two dates of a cell: the first must not lie after the second; `strict` when they must differ. */
interface Pair {
	readonly path: Path;
	readonly what: string;
	readonly date: string | undefined;
	readonly than: string;
	readonly limit: string | undefined;
	readonly strict?: boolean;
}

export const dateOrder = defineRule({
	id: "date/order",
	level: "error",
	scope: "offering",
	summary:
		"`published` ≤ `captured` ≤ `verified`; `period_start` < `period_end` ≤ `verified`; policy dates ≤ `verified`; `dispute.opened` ≤ `closed`.",
	why: "A page cannot have been read before it was there.",
	*check(offering, { today }) {
		for (const placed of cellsOf(offering)) {
			for (const { path, what, date, than, limit, strict } of pairsOf(placed)) {
				// A date that is none, or lies in the future, has its own problem.
				if (date === undefined || limit === undefined || !isRealDate(date) || !isRealDate(limit) || date > today)
					continue;
				if (date < limit || (date === limit && !strict)) continue;
				yield {
					path,
					message: `${what} (${date}) lies ${strict ? "not before" : "after"} ${than} (${limit})`,
					hint: "One of the two dates is wrong.",
				};
			}
		}
	},
});

function* pairsOf({ path, cell }: PlacedCell): Generator<Pair> {
	const { verified } = cell;
	for (const [index, source] of (cell.sources ?? []).entries()) {
		const at = [...path, "sources", index];
		yield { path: [...at, "captured"], what: "captured", date: source.captured, than: "verified", limit: verified };
		yield source.captured === undefined
			? { path: [...at, "published"], what: "published", date: source.published, than: "verified", limit: verified }
			: {
					path: [...at, "published"],
					what: "published",
					date: source.published,
					than: "captured",
					limit: source.captured,
				};
	}
	const fact = (key: string) => (typeof cell.facts?.[key] === "string" ? cell.facts[key] : undefined);
	const facts = [...path, "facts"];
	yield {
		path: [...facts, "period_start"],
		what: "period_start",
		date: fact("period_start"),
		than: "period_end",
		limit: fact("period_end"),
		strict: true,
	};
	for (const key of ["period_end", "policy_updated", "dpa_updated"]) {
		yield { path: [...facts, key], what: key, date: fact(key), than: "verified", limit: verified };
	}
	if (cell.dispute) {
		yield {
			path: [...path, "dispute", "opened"],
			what: "opened",
			date: cell.dispute.opened,
			than: "closed",
			limit: cell.dispute.closed,
		};
	}
}
