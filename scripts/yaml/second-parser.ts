import { isDeepStrictEqual } from "../lib/equal.ts";
import { yamlLibrary } from "./yaml-library.ts";

/** Reading of a text by a second parser: like the first, or the difference and its offset, as far as it says. */
export type OtherReading = "alike" | { readonly reason: string | null; readonly offset: number | null };

/** Reads a text with the parser that edits use, and compares what it says with a value. */
export function otherReading(text: string, value: unknown): OtherReading {
	const document = yamlLibrary().parseDocument(text, { version: "1.2", schema: "core", prettyErrors: false });
	const [error] = document.errors;
	if (error) return { reason: error.message.split("\n")[0] ?? "", offset: error.pos[0] };
	return isDeepStrictEqual(document.toJS(), value) ? "alike" : { reason: null, offset: null };
}
