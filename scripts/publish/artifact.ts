import type { SchemaName } from "../../schemas/json-schema.ts";
import { assertValid } from "./validate.ts";

/** A file to be published: its path below the artifact folder, and its content in pieces. */
export interface Artifact {
	readonly path: string;
	pieces(): Iterable<string | Buffer>;
}

/** An artifact that is text. */
export interface TextArtifact extends Artifact {
	pieces(): Iterable<string>;
}

/** A text artifact that is at hand as a whole. */
export function textArtifact(path: string, text: string): TextArtifact {
	return { path, pieces: () => [text] };
}

/** A JSON artifact, held to its own schema before a byte of it is written. */
export function jsonArtifact(path: string, schema: SchemaName, value: unknown): TextArtifact {
	return {
		path,
		*pieces() {
			assertValid(schema, value, path);
			yield json(value);
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

/** A value as `json` writes it inside another, so many spaces in. */
export function indented(value: unknown, spaces: number): string {
	return json(value).trimEnd().replace(/^/gm, " ".repeat(spaces));
}
