import { createHash } from "node:crypto";
import type { SchemaName } from "../../schemas/json-schema.ts";
import { assertValid } from "./validate.ts";

/** A file to be published: its path below the artifact folder, and its content in pieces. */
export interface Artifact {
	readonly path: string;
	/** Makes it; `scratch` is a folder for files that this needs on the way. */
	pieces(scratch: string): Iterable<string | Buffer>;
	/** Begins what is done beside other work, before the first artifact is made. */
	begin?(): void;
	/** Path of an artifact before this one that has the very same content. */
	readonly sameAs?: string;
}

/** An artifact that is text. */
export interface TextArtifact extends Artifact {
	pieces(): Iterable<string>;
}

/** Size and hash of an artifact, known without making it again once it has been made. */
export interface Digest {
	readonly bytes: number;
	readonly sha256: string;
}

/** An artifact that others speak of by its size and hash. */
export interface DigestedArtifact extends TextArtifact {
	digest(): Digest;
}

/** Watches an artifact while it is made. */
export function digested({ path, pieces }: TextArtifact): DigestedArtifact {
	let known: Digest | undefined;
	function* watched() {
		const hash = createHash("sha256");
		let bytes = 0;
		for (const piece of pieces()) {
			hash.update(piece);
			bytes += Buffer.byteLength(piece);
			yield piece;
		}
		known = { bytes, sha256: hash.digest("hex") };
	}
	return {
		path,
		pieces: watched,
		digest() {
			if (!known) for (const _piece of watched());
			if (!known) throw new Error(`${path} was not made to its end`);
			return known;
		},
	};
}

/** A text artifact that is at hand as a whole. */
export function textArtifact(path: string, text: string): TextArtifact {
	return { path, pieces: () => [text] };
}

/** A text artifact that is made when it is written, so that not all of many are held at once. */
export function lazyText(path: string, make: () => string): TextArtifact {
	return { path, pieces: () => [make()] };
}

/** A JSON artifact, held to its own schema before a byte of it is written. */
export function jsonArtifact(path: string, schema: SchemaName, makeValue: () => unknown): TextArtifact {
	return {
		path,
		*pieces() {
			const value = makeValue();
			assertValid(schema, value, path);
			yield json(value);
		},
	};
}

/**
 * A JSON artifact whose last key is a list, held to its schema and written item by item, so that a long list is never one
 * text. `makeHead` gives all keys, the last with an empty list; `item` points into the schema at that of an item.
 */
export function jsonListArtifact(
	path: string,
	schema: SchemaName,
	makeHead: () => Readonly<Record<string, unknown>>,
	items: () => Iterable<unknown>,
	item: string,
): TextArtifact {
	return {
		path,
		*pieces() {
			const head = makeHead();
			assertValid(schema, head, path);
			// Everything up to the list's opening bracket.
			yield json(head).replace(/\[\]\n\}\n$/, "[");
			let count = 0;
			for (const value of items()) {
				assertValid(schema, value, `${path}, item ${count + 1}`, item);
				yield `${count === 0 ? "" : ","}\n${indented(value, 4)}`;
				count++;
			}
			yield count === 0 ? "]\n}\n" : "\n  ]\n}\n";
		},
	};
}

/** The one way in which JSON is written. */
export function json(value: unknown): string {
	return `${JSON.stringify(value, null, 2)}\n`;
}

/** A list as `json` writes it, item by item. */
export function* jsonList(items: Iterable<unknown>): Generator<string> {
	let lead = "[\n";
	for (const item of items) {
		yield `${lead}${indented(item, 2)}`;
		lead = ",\n";
	}
	yield lead === ",\n" ? "\n]\n" : "[]\n";
}

/** A value as `json` writes it inside another, two or four spaces in. */
export function indented(value: unknown, spaces: 2 | 4): string {
	// Written where it stands, in lists, rather than indented line by line afterwards.
	if (spaces === 2) return JSON.stringify([value], null, 2).slice("[\n".length, -"\n]".length);
	return JSON.stringify([[value]], null, 2).slice("[\n  [\n".length, -"\n  ]\n]".length);
}
