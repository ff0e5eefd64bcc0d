import { decode } from "./decode.ts";
import { parse } from "./parse.ts";
import type { ParseError } from "./parse-error.ts";

/** Bytes of a YAML file that is not a record → its value with text and layout, or why there is none. */
export function readYaml(bytes: Uint8Array) {
	const decoded = decode(bytes);
	if ("fault" in decoded) return decoded;
	const parsed = parse(decoded.text);
	return "fault" in parsed ? parsed : { ...parsed, text: decoded.text };
}

/** A fault in words. */
export function parseErrorText(fault: ParseError): string {
	return "message" in fault ? fault.message : "this cannot be read";
}
