import type { Cell } from "../../../schemas/cell.ts";
import { isRealDate } from "../../lib/dates.ts";
import { cellsOf } from "../../registry/cells.ts";
import type { Path } from "../../yaml/positions.ts";
import { defineRule } from "../rule.ts";

/** Two dates of a cell: the first must not lie after the second; `strict` when they must differ. */
interface Pair {
	/** Where the first stands in the cell. */
	readonly at: Path;
	readonly date: string;
	readonly than: string;
	readonly limit: string;
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
		for (const { path, cell } of cellsOf(offering)) {
			for (const { at, date, than, limit, strict } of disordered(cell)) {
				// A date that is none, or lies in the future, has its own problem.
				if (!isRealDate(date) || !isRealDate(limit) || date > today) continue;
				yield {
					path: [...path, ...at],
					message: `${at.at(-1)} (${date}) lies ${strict ? "not before" : "after"} ${than} (${limit})`,
					hint: "One of the two dates is wrong.",
				};
			}
		}
	},
});

function* disordered({ verified, sources, facts, dispute }: Cell): Generator<Pair> {
	for (const [index, { published, captured }] of sources?.entries() ?? []) {
		if (isAfter(captured, verified)) {
			yield { at: ["sources", index, "captured"], date: captured, than: "verified", limit: verified };
		}
		const limit = captured ?? verified;
		if (isAfter(published, limit)) {
			const than = captured === undefined ? "verified" : "captured";
			yield { at: ["sources", index, "published"], date: published, than, limit };
		}
	}
	const start = facts?.period_start;
	const end = facts?.period_end;
	if (typeof start === "string" && typeof end === "string" && start >= end) {
		yield { at: ["facts", "period_start"], date: start, than: "period_end", limit: end, strict: true };
	}
	for (const key of ["period_end", "policy_updated", "dpa_updated"]) {
		const date = facts?.[key];
		if (typeof date === "string" && isAfter(date, verified)) {
			yield { at: ["facts", key], date, than: "verified", limit: verified };
		}
	}
	if (dispute?.closed !== undefined && isAfter(dispute.opened, dispute.closed)) {
		yield { at: ["dispute", "opened"], date: dispute.opened, than: "closed", limit: dispute.closed };
	}
}

function isAfter(date: string | undefined, limit: string): date is string {
	return date !== undefined && date > limit;
}
