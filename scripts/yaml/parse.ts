import {
	CORE_SCHEMA,
	constructFromEvents,
	EVENT_ALIAS,
	EVENT_DOCUMENT,
	EVENT_MAPPING,
	EVENT_POP,
	EVENT_SCALAR,
	EVENT_SEQUENCE,
	type Event,
	parseEvents,
	YAMLException,
} from "js-yaml";
import { conflictIn, type Diagnosis, diagnose } from "./diagnose.ts";
import { Layout } from "./layout.ts";
import { misleading } from "./misleading.ts";
import { FILE_START, type ParseError, type Span, spanAt } from "./parse-error.ts";
import { isQuoted } from "./source-offsets.ts";

/** Deepest nesting of mappings and lists. */
export const MAX_DEPTH = 12;
/** Most mappings, lists and scalars in one file. */
export const MAX_NODES = 4000;

/**
 * Text → the value of its one YAML 1.2 core document with the layout that positions are read off, or the first reason
 * why there is none.
 * Refused features (anchors, aliases, tags, directives, merge keys, depth, number of nodes) are seen in the
 * parser's events, before a value is built: an alias bomb is never expanded.
 */
export function parse(text: string): { value: unknown; layout: Layout } | { fault: ParseError } {
	const conflict = conflictIn(text);
	if (conflict) return { fault: diagnosed(text, conflict) };
	try {
		const events = parseEvents(text, { filename: "" });
		const fault = inspect(text, events);
		if (fault) return { fault };
		const tab = text.indexOf("\t");
		if (tab !== -1) {
			return { fault: syntax("a tab character is not allowed", "Use spaces instead of tabs.", spanAt(text, tab, 1)) };
		}
		const [value] = constructFromEvents(events, { schema: CORE_SCHEMA, source: text });
		return { value, layout: Layout.of(events) };
	} catch (error) {
		if (error instanceof YAMLException) return { fault: fromException(text, error) };
		if (error instanceof RangeError) return { fault: tooDeep(FILE_START) };
		throw error;
	}
}

function inspect(text: string, events: readonly Event[]): ParseError | null {
	let documents = 0;
	let depth = 0;
	let nodes = 0;
	let slip: ParseError | null = null;
	/** Open collections and the document, innermost last: true for a list. */
	const open: boolean[] = [];
	for (const event of events) {
		switch (event.type) {
			case EVENT_DOCUMENT: {
				if (event.directives.length > 0) {
					return syntax("YAML directives are not allowed", "Delete the line that starts with %.", lineOf(text, /^%/m));
				}
				if (++documents > 1) {
					return syntax(
						"the file holds more than one YAML document",
						"Keep one record per file.",
						secondDocument(text),
					);
				}
				depth++;
				open.push(false);
				break;
			}
			case EVENT_POP:
				depth--;
				open.pop();
				break;
			case EVENT_ALIAS:
				return syntax(
					"YAML aliases (*name) are not allowed",
					'Write the value out; quote text that begins with "*".',
					spanAt(text, event.anchorStart - 1, event.anchorEnd - event.anchorStart + 1),
				);
			case EVENT_MAPPING:
			case EVENT_SEQUENCE:
			case EVENT_SCALAR: {
				nodes++;
				const refused = property(text, event) ?? (event.type === EVENT_SCALAR ? mergeKey(text, event) : null);
				if (refused) return refused;
				if (event.type === EVENT_SCALAR) {
					const found = slip ? null : misleading(text, event, open.at(-1) === true);
					if (found) slip = diagnosed(text, found);
					break;
				}
				depth++;
				open.push(event.type === EVENT_SEQUENCE);
				// The document itself is one level of the count.
				if (depth - 1 > MAX_DEPTH) return tooDeep(spanAt(text, event.start, 1));
				break;
			}
			default:
				event satisfies never;
		}
	}
	if (documents === 0) return syntax("the file is empty", "Write the record, or delete the file.", FILE_START);
	if (nodes > MAX_NODES) {
		return {
			kind: "size",
			message: `the file holds ${nodes} YAML nodes; at most ${MAX_NODES} are allowed`,
			hint: "Shorten the record.",
			span: FILE_START,
		};
	}
	return slip;
}

type NodeEvent = Extract<Event, { tagStart: number }>;

function property(text: string, event: NodeEvent): ParseError | null {
	if (event.anchorStart !== -1) {
		return syntax(
			"YAML anchors (&name) are not allowed",
			'Write the value out; quote text that begins with "&".',
			spanAt(text, event.anchorStart - 1, event.anchorEnd - event.anchorStart + 1),
		);
	}
	if (event.tagStart !== -1) {
		return syntax(
			"YAML tags (!name) are not allowed",
			'Write the plain value; quote text that begins with "!".',
			spanAt(text, event.tagStart, event.tagEnd - event.tagStart),
		);
	}
	return null;
}

function mergeKey(text: string, event: Extract<Event, { type: typeof EVENT_SCALAR }>): ParseError | null {
	if (isQuoted(event) || event.valueEnd - event.valueStart !== 2 || !text.startsWith("<<", event.valueStart))
		return null;
	return syntax("YAML merge keys (<<) are not allowed", "Write the keys out.", spanAt(text, event.valueStart, 2));
}

function fromException(text: string, error: YAMLException): ParseError {
	const reason = error.reason || "this is not YAML";
	if (/empty/.test(reason)) return syntax("the file is empty", "Write the record, or delete the file.", FILE_START);
	const offset = error.mark ? error.mark.position : text.length;
	const slip = diagnose(text);
	if (slip && slip.offset <= offset) return diagnosed(text, slip);
	if (/nest|depth/i.test(reason)) return tooDeep(spanAt(text, offset, 1));
	if (/duplicated mapping key/.test(reason)) {
		const key = /^[^\s:]+/.exec(text.slice(offset))?.[0] ?? "";
		return syntax(`the key "${key}" stands twice`, "Keep one of the two.", spanAt(text, offset, key.length || 1));
	}
	if (/complex keys/.test(reason)) {
		return syntax("a key is one word", "Write key: value.", lineOf(text, /^ *(?:[?[{]|- *[[{]).*$/m));
	}
	if (slip) return diagnosed(text, slip);
	return syntax(`YAML cannot be read here: ${reason}`, hintFor(reason, text[offset] ?? ""), spanAt(text, offset, 1));
}

function hintFor(reason: string, at: string): string {
	if (at === "@" || at === "`" || at === "%") return `Quote text that begins with "${at}".`;
	if (/deficient indentation/.test(reason)) {
		return "A quote or bracket above is not closed, or this line must be indented further.";
	}
	if (/tab/.test(reason)) return "Indent with spaces, not tabs.";
	if (/unexpected end|unterminated/.test(reason))
		return "The file seems to be cut off, or a quote or bracket is not closed.";
	return "Check the indentation of this line, and quote text that holds a colon followed by a space.";
}

function tooDeep(span: Span): ParseError {
	return {
		kind: "size",
		message: `the file is nested more than ${MAX_DEPTH} levels deep`,
		hint: "A record needs no such depth; check the indentation or the brackets.",
		span,
	};
}

function diagnosed(text: string, { message, hint, offset, length }: Diagnosis): ParseError {
	return syntax(message, hint, spanAt(text, offset, length));
}

function syntax(message: string, hint: string, span: Span): ParseError {
	return { kind: "syntax", message, hint, span };
}

function lineOf(text: string, pattern: RegExp): Span {
	const match = pattern.exec(text);
	return match ? spanAt(text, match.index, Number.POSITIVE_INFINITY) : FILE_START;
}

function secondDocument(text: string): Span {
	const markers = [...text.matchAll(/^(?:---|\.\.\.)/gm)];
	const marker = markers.find(
		(match) => match.index > 0 && /[^\s#]/.test(text.slice(0, match.index).replace(/^---/, "")),
	);
	return marker ? spanAt(text, marker.index, 3) : FILE_START;
}
