import { isDeepStrictEqual } from "../lib/equal.ts";
import type { Comments } from "../yaml/comments.ts";

/**
 * Moves the comments of a value to where the same things stand after a fix. A comment on a key that is gone goes before
 * the first key of what it stood in. Null where one would be lost: what it stood in is gone.
 */
export function movedComments(comments: Comments, before: unknown, after: unknown): Comments | null {
	if (comments.hasMoved && !isSameShape(before, after)) return null;
	const places = new Map<string, readonly string[]>();
	const inline = new Map<string, string>();
	const add = (path: string, lines: readonly string[]) => places.set(path, [...(places.get(path) ?? []), ...lines]);
	for (const [path, lines] of comments.before) {
		const place = placeAfter(path, before, after);
		if (place === null) return null;
		add(place.path, lines);
	}
	for (const [path, line] of comments.inline) {
		const place = placeAfter(path, before, after);
		if (place === null) return null;
		if (place.isSame) inline.set(place.path, line);
		else add(place.path, [line]);
	}
	return { ...comments, before: places, inline };
}

interface Place {
	readonly path: string;
	/** False where the key that the comment stood at is gone. */
	readonly isSame: boolean;
}

function placeAfter(path: string, before: unknown, after: unknown): Place | null {
	let [old, now, place] = [before, after, ""];
	for (const step of path.split("/").slice(1)) {
		if (Array.isArray(old)) {
			if (!Array.isArray(now)) return null;
			const index = indexAfter(old, now, Number(step));
			if (index < 0) return null;
			[old, now, place] = [old[Number(step)], now[index], `${place}/${index}`];
			continue;
		}
		if (!isFields(old) || !isFields(now)) return null;
		if (!(step in now)) {
			const [first] = Object.keys(now);
			// Of a record and its cells, unlike a source, each key is a thing of its own.
			return first === undefined || !isSource(old) ? null : { path: `${place}/${first}`, isSame: false };
		}
		[old, now, place] = [old[step], now[step], `${place}/${step}`];
	}
	return { path: place, isSame: true };
}

/** Index of an item of a list in the list after a fix; -1 where it is gone. */
function indexAfter(old: readonly unknown[], now: readonly unknown[], index: number): number {
	const item = old[index];
	// Of equal items the first stays the first.
	const rank = old.slice(0, index).filter((one) => isDeepStrictEqual(one, item)).length;
	const equal = now.flatMap((one, at) => (isDeepStrictEqual(one, item) ? [at] : []));
	if (equal[rank] !== undefined) return equal[rank];
	// An item that was itself changed stands where it stood.
	const isChanged = old.length === now.length && !old.some((one) => isDeepStrictEqual(one, now[index]));
	return isChanged ? index : -1;
}

/** True for two values with the same keys and lists in the same order, whatever texts they hold. */
function isSameShape(before: unknown, after: unknown): boolean {
	if (Array.isArray(before) && Array.isArray(after)) {
		return (
			before.length === after.length &&
			before.every((item, index) => indexAfter(before, after, index) === index && isSameShape(item, after[index]))
		);
	}
	if (!isFields(before) || !isFields(after)) return isFields(before) === isFields(after);
	const keys = Object.keys(before);
	return (
		keys.length === Object.keys(after).length &&
		keys.every((key) => key in after && isSameShape(before[key], after[key]))
	);
}

function isSource(fields: Readonly<Record<string, unknown>>): boolean {
	return "url" in fields || "document" in fields;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
