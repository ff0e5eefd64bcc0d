import { diffArrays } from "diff";
import type { LoggedCommit, TouchedFile } from "./log.ts";
import { blobs } from "./tree.ts";

/** Lines that a contribution puts into a file and takes out of it. */
interface Edit {
	readonly by: LoggedCommit;
	readonly added: string;
	readonly removed: string;
}

/**
 * Takes out reverts and what they revert, though the file was edited in between: of two contributions the later one
 * takes out of a file what the earlier one put in, puts back what that took out, and does nothing else to it. What a
 * message says decides nothing.
 */
export function withoutReverts(root: string, contributions: readonly LoggedCommit[]): LoggedCommit[] {
	const touched = contributions.flatMap((by) => by.files.map((file) => ({ by, file })));
	const shared = [...Map.groupBy(touched, ({ file }) => file.path).values()].filter((list) => list.length > 1);
	const objects = shared.flatMap((list) => list.flatMap(({ file: { before, after } }) => [before, after]));
	const contents = blobs(root, [...new Set(objects.filter((object) => object !== null))]);
	const gone = new Set<TouchedFile>();
	for (const list of shared) {
		const standing: (Edit & { readonly file: TouchedFile })[] = [];
		for (const { by, file } of list) {
			const edit = { by, file, ...linesOf(file, contents) };
			const at = standing.findLastIndex((one) => one.added === edit.removed && one.removed === edit.added);
			const [reverted] = at < 0 ? [] : standing.splice(at, 1);
			if (reverted === undefined) standing.push(edit);
			else for (const one of [file, reverted.file]) gone.add(one);
		}
	}
	return contributions.flatMap((one) => {
		const files = one.files.filter((file) => !gone.has(file));
		return files.length === 0 ? [] : [{ ...one, files }];
	});
}

function linesOf({ before, after }: TouchedFile, contents: ReadonlyMap<string, Buffer>): Omit<Edit, "by"> {
	const [old = [], now = []] = [before, after].map((object) =>
		object === null ? [] : (contents.get(object)?.toString("utf8") ?? "").split("\n"),
	);
	const parts = diffArrays(old, now);
	const text = (wanted: "added" | "removed") => parts.flatMap((part) => (part[wanted] ? part.value : [])).join("\n");
	return { added: text("added"), removed: text("removed") };
}
