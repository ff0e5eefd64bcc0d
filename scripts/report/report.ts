import type { RecordFile } from "../registry/record.ts";
import type { Problem } from "../rules/problem.ts";

/** Numbers of a check. */
export interface Counts {
	readonly offerings: number;
	readonly services: number;
	readonly vendors: number;
	/** Written cells; a shared one counts once. */
	readonly cells: number;
	readonly errors: number;
	/** Problems that need a maintainer's approval. */
	readonly holds: number;
	readonly warnings: number;
}

/** The outcome of a check, as every format prints it. */
export interface Report {
	readonly ok: boolean;
	readonly root: string;
	readonly today: string;
	readonly base: string | null;
	readonly counts: Counts;
	/** Problems of changed files first. */
	readonly problems: readonly Problem[];
	/** Paths that differ from the base; null without one. */
	readonly changed: ReadonlySet<string> | null;
}

/** Gives the text of a file for a code frame; null where there is none to show. */
export type TextOf = (path: string) => RecordFile["text"];

/** The result of one file, as far as a report counts it. */
interface CountedFile {
	readonly file: string;
	readonly cells: number;
}

/** The report on files that were checked and the problems that were found in them. */
export function reportOf(
	files: readonly CountedFile[],
	problems: readonly Problem[],
	call: Pick<Report, "root" | "today" | "base"> & { readonly changed?: Report["changed"] },
): Report {
	const changed = call.changed ?? null;
	const isChanged = ({ file }: Problem) => changed?.has(file) ?? false;
	const of = (level: Problem["level"]) => problems.filter((problem) => problem.level === level).length;
	const errors = of("error");
	const below = (folder: string) => files.filter(({ file }) => file.startsWith(`${folder}/`)).length;
	return {
		ok: errors === 0,
		root: call.root,
		today: call.today,
		base: call.base,
		counts: {
			offerings: below("offerings"),
			services: below("services"),
			vendors: below("vendors"),
			cells: files.reduce((sum, { cells }) => sum + cells, 0),
			errors,
			holds: of("hold"),
			warnings: of("warning"),
		},
		problems: [...problems.filter(isChanged), ...problems.filter((problem) => !isChanged(problem))],
		changed,
	};
}
