import { closest, distance } from "fastest-levenshtein";

/** A value from a record, quoted for a message: one line, printable, at most 60 characters. */
export function quoted(value: unknown): string {
	const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
	const printable = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
		return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
	});
	return `"${printable.length > 60 ? `${printable.slice(0, 57)}…` : printable}"`;
}

/** Returns the kind of a YAML value in a person's words. */
export function typeNameOf(value: unknown): string {
	if (value === null) return "nothing";
	if (Array.isArray(value)) return "a list";
	switch (typeof value) {
		case "string":
			return "text";
		case "number":
			return "a number";
		case "boolean":
			return "true or false";
		default:
			return '"key: value" lines';
	}
}

/** The known name nearest to `name`, when it is near enough to have been meant; ignores case. */
export function nearest(name: string, known: readonly string[]): string | null {
	if (known.length === 0 || name.length > 100) return null;
	const lower = name.toLowerCase();
	const candidate = closest(
		lower,
		known.map((one) => one.toLowerCase()),
	);
	const original = known.find((one) => one.toLowerCase() === candidate);
	if (original === undefined || original === name) return null;
	const limit = Math.max(2, Math.floor(Math.max(name.length, original.length) / 3));
	return distance(lower, candidate) <= limit ? original : null;
}

/** `Did you mean "x"?`, or the list of what there is when it is short enough to read. */
export function suggestion(name: string, known: readonly string[]): string {
	const near = nearest(name, known);
	if (near) return `Did you mean "${near}"?`;
	return known.length <= 20 ? `Known here: ${known.join(", ")}.` : "";
}
