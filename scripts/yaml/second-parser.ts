import { parseDocument } from "yaml";
import { isDeepStrictEqual } from "../lib/equal.ts";

/** How a second parser reads a text: like the first, or how it differs and where, as far as it says. */
export type OtherReading = "alike" | { readonly reason: string | null; readonly offset: number | null };

/** Reads a text with the parser that edits use, and compares what it says with a value. */
export function otherReading(text: string, value: unknown): OtherReading {
	const document = parseDocument(text, { version: "1.2", schema: "core", prettyErrors: false });
	const [error] = document.errors;
	if (error) return { reason: error.message.split("\n")[0] ?? "", offset: error.pos[0] };
	return isDeepStrictEqual(document.toJS(), value) ? "alike" : { reason: null, offset: null };
}
