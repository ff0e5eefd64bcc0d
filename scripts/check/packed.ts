import type { FileResult } from "../rules/engine.ts";
import type { Problem } from "../rules/problem.ts";

/**
 * Results of many files in little space, as they go from one thread to another and into the cache: most problems say
 * what others say, elsewhere. Plain data.
 */
export interface Packed {
	/** Every text that a problem holds, once. */
	readonly texts: readonly string[];
	readonly results: readonly PackedResult[];
}

type PackedResult = readonly [
	file: string,
	cells: number,
	picks: FileResult["picks"],
	/** `WIDTH` numbers to a problem: indexes of its texts, its span, and whether it can be fixed. */
	problems: readonly number[],
];

const WIDTH = 11;

/** Results → the same in little space. */
export function pack(results: readonly FileResult[]): Packed {
	const numbers = new Map<string, number>();
	const numberOf = (text: string): number => {
		let number = numbers.get(text);
		if (number === undefined) {
			number = numbers.size;
			numbers.set(text, number);
		}
		return number;
	};
	const packedResults = results.map(({ file, cells, picks, problems }): PackedResult => {
		const packed: number[] = [];
		for (const { rule, level, path, message, hint, docs, ...rest } of problems) {
			for (const text of [rule, level, path, message, hint, docs]) packed.push(numberOf(text));
			packed.push(rest.line, rest.column, rest.end_line, rest.end_column, rest.fixable ? 1 : 0);
		}
		return [file, cells, picks, packed];
	});
	return { texts: [...numbers.keys()], results: packedResults };
}

/** The results that were packed. Throws on what was not packed by this program. */
export function unpack({ texts, results }: Packed): FileResult[] {
	const textOf = (number: number | undefined): string => {
		const text = texts[number ?? -1];
		if (text === undefined) throw new RangeError("a packed result names no text");
		return text;
	};
	return results.map(([file, cells, picks, packed]) => {
		const problems: Problem[] = [];
		for (let at = 0; at < packed.length; at += WIDTH) {
			const span = (place: number): number => packed[at + place] ?? 0;
			problems.push({
				rule: textOf(packed[at]),
				level: textOf(packed[at + 1]) as Problem["level"],
				file,
				line: span(6),
				column: span(7),
				end_line: span(8),
				end_column: span(9),
				path: textOf(packed[at + 2]),
				message: textOf(packed[at + 3]),
				hint: textOf(packed[at + 4]),
				fixable: packed[at + 10] === 1,
				docs: textOf(packed[at + 5]),
			});
		}
		return { file, problems, picks, cells };
	});
}
