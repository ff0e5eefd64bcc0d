import { distance } from "fastest-levenshtein";

/** Something that can be meant: its id, and all that it is called. */
export interface Named {
	readonly id: string;
	readonly names: readonly string[];
}

/** The one that is meant; `exact` is false where only the nearest name was found. */
export type Meant = { readonly id: string; readonly exact: boolean } | { readonly nearest: string | null };

/** Spelling differences up to which a name counts as the one that was meant. */
const MAX_DISTANCE = 2;
/** Shortest name in which differences are forgiven, in characters. */
const MIN_FORGIVING = 6;

/**
 * Finds what a person means by an id or a name. Case, spaces and punctuation say nothing; "Name (id)" is read as its
 * id. A name with a spelling mistake is taken where one thing alone is near, and no digit differs: ISO 27001 and
 * ISO 42001 are not each other's mistakes.
 */
export function meant(text: string, known: readonly Named[]): Meant {
	const inside = /\(([a-z0-9_-]+)\)\s*$/.exec(text)?.[1];
	for (const wanted of inside === undefined ? [text] : [inside, text]) {
		const key = plain(wanted);
		const equal = known.filter(({ id, names }) => [id, ...names].some((name) => plain(name) === key));
		if (equal.length === 1 && equal[0]) return { id: equal[0].id, exact: true };
	}
	if (text.length > 120) return { nearest: null };
	const key = plain(inside ?? text);
	const distances = known
		.flatMap(({ id, names }) => [id, ...names].map((name) => ({ id, name: plain(name) })))
		.map(({ id, name }) => ({ id, name, by: distance(key, name) }))
		.sort((a, b) => a.by - b.by);
	const near = distances.filter(({ by }) => by <= MAX_DISTANCE);
	const [first] = near;
	if (
		first &&
		inside === undefined &&
		key.length >= MIN_FORGIVING &&
		near.every(({ id }) => id === first.id) &&
		digits(first.name) === digits(key)
	) {
		return { id: first.id, exact: false };
	}
	const [closest] = distances;
	const isNear =
		closest && closest.by <= Math.max(MAX_DISTANCE, Math.floor(Math.max(key.length, closest.name.length) / 3));
	return { nearest: isNear ? closest.id : null };
}

/** Returns the ids of the things that a text names, by whole words. */
export function namedIn(text: string, known: readonly Named[]): string[] {
	const words = ` ${spaced(text)} `;
	return known
		.filter(({ id, names }) => [id, ...names].some((name) => words.includes(` ${spaced(name)} `)))
		.map(({ id }) => id);
}

function plain(text: string): string {
	return text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, "");
}

function spaced(text: string): string {
	return text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

function digits(text: string): string {
	return text.replace(/\D/g, "");
}
