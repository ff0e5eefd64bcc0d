import { diffLines } from "diff";

/** The lines of one answer in a record's YAML. */
export interface Block {
	/** Number of its first and of its last line, from 1. */
	readonly first: number;
	readonly last: number;
	readonly text: string;
}

/** Finds the lines of an answer in a record's text in canonical form; null where it has none. */
export function blockOf(text: string, dimension: string): Block | null {
	const lines = text.split("\n");
	const head = lines.indexOf("dimensions:");
	const start = lines.indexOf(`  ${dimension}:`, head + 1);
	if (head < 0 || start < 0) return null;
	const after = lines.findIndex((line, at) => at > start && line.trim() !== "" && !line.startsWith("   "));
	const end = after < 0 ? lines.length : after;
	const block = lines.slice(start, end);
	while (block.at(-1)?.trim() === "") block.pop();
	return { first: start + 1, last: start + block.length, text: `${block.join("\n")}\n` };
}

/** A line of a change: kept, taken out or put in. */
export interface ChangedLine {
	readonly kind: "same" | "out" | "in";
	readonly text: string;
}

/** Compares the lines of an answer before and after. */
export function changedLines(before: string, after: string): ChangedLine[] {
	return diffLines(before, after).flatMap(({ value, added, removed }) =>
		value
			.replace(/\n$/, "")
			.split("\n")
			.map((text): ChangedLine => ({ kind: added ? "in" : removed ? "out" : "same", text })),
	);
}
