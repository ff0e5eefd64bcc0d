import { diffArrays } from "diff";
import type { LoggedCommit, TouchedFile } from "./log.ts";
import { blobsAround } from "./tree.ts";

/** Changes whose contents are held at a time. */
const BATCH = 1000;

/** Lines that a contribution puts into a file and takes out of it. */
interface Edit {
	readonly file: TouchedFile;
	readonly added: string;
	readonly removed: string;
}

/**
 * Takes out reverts and what they revert, though the file was edited in between: of two contributions the later one
 * takes out of a file what the earlier one put in, puts back what that took out, and does nothing else to it. What a
 * message says decides nothing.
 */
export function withoutReverts(root: string, contributions: readonly LoggedCommit[]): LoggedCommit[] {
	const touched = contributions.flatMap((by) => by.files);
	const shared = [...Map.groupBy(touched, ({ path }) => path).values()].filter((list) => list.length > 1);
	const gone = new Set<TouchedFile>();
	for (const list of shared) {
		/** Edits that nothing took back yet, by what they do. */
		const standing = new Map<string, TouchedFile[]>();
		for (const { file, added, removed } of editsOf(root, list)) {
			const reverted = standing.get(nameOf(removed, added))?.pop();
			if (reverted) {
				gone.add(file).add(reverted);
				continue;
			}
			const name = nameOf(added, removed);
			const alike = standing.get(name);
			if (alike) alike.push(file);
			else standing.set(name, [file]);
		}
	}
	return contributions.flatMap((one) => {
		const files = one.files.filter((file) => !gone.has(file));
		return files.length === 0 ? [] : [{ ...one, files }];
	});
}

function nameOf(added: string, removed: string): string {
	return JSON.stringify([added, removed]);
}

/** Compares what each change of a file found and left. */
function* editsOf(root: string, files: readonly TouchedFile[]): Generator<Edit> {
	for (let from = 0; from < files.length; from += BATCH) {
		const batch = files.slice(from, from + BATCH);
		const contents = blobsAround(root, batch);
		for (const file of batch) yield { file, ...linesOf(file, contents) };
	}
}

function linesOf({ before, after }: TouchedFile, contents: ReadonlyMap<string, Buffer>): Omit<Edit, "file"> {
	const [old = [], now = []] = [before, after].map((object) =>
		object === null ? [] : (contents.get(object)?.toString("utf8") ?? "").split("\n"),
	);
	const parts = diffArrays(old, now);
	const text = (wanted: "added" | "removed") => parts.flatMap((part) => (part[wanted] ? part.value : [])).join("\n");
	return { added: text("added"), removed: text("removed") };
}
