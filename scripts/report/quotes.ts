import { type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import { QUOTE_STATUSES, type QuoteStatus } from "../evidence/quote.ts";
import { type Paint, pluralize, stripControl } from "./style.ts";

/** Quote in the report. */
interface ReportedQuote {
	readonly file: string;
	readonly line: number;
	readonly dimension: DimensionId;
	readonly archived: string | null;
	readonly locator: string | null;
	readonly quote: string;
	readonly status: QuoteStatus | "unread";
	readonly passage: string;
}

const TITLES: Readonly<Record<Exclude<ReportedQuote["status"], "present">, string>> = {
	absent: "Not in the copy: correct or drop the quote",
	changed: "Differs from the copy: correct the quote",
	moved: "In another section of the copy: correct the locator",
	unread: "Copy not opened",
};

/** Lists the quotes that do not stand in their copies as recorded, for a terminal. */
export function prettyQuotes(quotes: readonly ReportedQuote[], paint: Paint): string {
	const groups = (["absent", "changed", "moved", "unread"] as const).flatMap((status) => {
		const group = quotes.filter((one) => one.status === status);
		if (group.length === 0) return [];
		const blocks = group.map((one) => blockOf(one, paint)).join("\n");
		return [`${paint("bold", `${TITLES[status]} (${group.length})`)}\n${blocks}\n`];
	});
	const counts = [...QUOTE_STATUSES, "unread"].map((status) => {
		return `${quotes.filter((one) => one.status === status).length} ${status}`;
	});
	return [...groups, `${pluralize(quotes.length, "quote")}: ${counts.join(", ")}.\n`].join("\n");
}

function blockOf(
	{ file, line, dimension, archived, locator, quote, status, passage }: ReportedQuote,
	paint: Paint,
): string {
	const where = `${dimensionOf(dimension).label}${locator === null ? "" : `, ${locator}`}`;
	return [
		`  ${file}:${line} ${paint("dim", stripControl(where))}`,
		...(archived === null ? [] : [`    ${stripControl(archived)}`]),
		`    quote: ${stripControl(quote)}`,
		...(passage === "" ? [] : [`    ${status === "unread" ? "reason" : "copy"}: ${stripControl(passage)}`]),
	].join("\n");
}
