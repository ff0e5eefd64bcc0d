import type { Document } from "../../schemas/source.ts";
import { commandLine } from "../lib/command-line.ts";
import type { Holder } from "../registry/lookups.ts";
import type { Path } from "../yaml/positions.ts";
import { pathText } from "./path-text.ts";
import type { PlacedDocument } from "./places.ts";
import type { Finding, FindingEdit } from "./rule.ts";

/** Longest name that is made of a title, in characters. */
const MAX_NAME = 60;

/** A description of a document and its place. */
interface Described {
	readonly path: Path;
	readonly document: Document;
	/** Keys of the source that say which part is meant. */
	readonly place: Readonly<Record<string, unknown>>;
	readonly isNamed: boolean;
}

/** Finds documents that a record describes twice word for word, with the edits that describe each once. */
export function* repeatedDocuments(holder: Holder, documents: readonly PlacedDocument[]): Generator<Finding> {
	const seen = new Set<string | undefined>();
	const repeated = new Set<string | undefined>();
	for (const { document } of documents) (seen.has(document.url) ? repeated : seen).add(document.url);
	if (repeated.size === 0) return;
	const first = new Map<string, Described>();
	const names = new Set(Object.keys(holder.documents ?? {}));
	const made = new Map<string, string>();
	for (const { path, document, source } of documents) {
		if (!repeated.has(document.url)) continue;
		const { locator, quote, document: _name, ...keys } = { ...document } as Record<string, unknown>;
		if (keys.url === undefined || keys.via === undefined) continue;
		const key = JSON.stringify(Object.entries(keys).sort());
		const described: Described = {
			path,
			document: keys as unknown as Document,
			place: { ...(locator === undefined ? {} : { locator }), ...(quote === undefined ? {} : { quote }) },
			isNamed: source === null,
		};
		const earlier = first.get(key);
		if (!earlier) {
			first.set(key, described);
			continue;
		}
		const name = earlier.isNamed ? String(earlier.path.at(-1)) : (made.get(key) ?? nameFor(described.document, names));
		names.add(name);
		made.set(key, name);
		yield {
			path: [...path, "url"],
			edits: [
				...(earlier.isNamed ? [] : [{ path: ["documents", name], value: earlier.document }, citing(earlier, name)]),
				citing(described, name),
			],
			message: `this document is described twice in the file, first in ${pathText(earlier.path)}`,
			hint: earlier.isNamed
				? `Write document: ${name} in its place: ${commandLine("check --fix")}`
				: `Describe it once under documents, and name it in both places: ${commandLine("check --fix")}`,
		};
	}
}

function citing({ path, place }: Described, name: string): FindingEdit {
	return { path, value: { document: name, ...place } };
}

/** Returns a name for a document, made of its title or its URL, that no other document has. */
function nameFor({ title, url }: Document, taken: ReadonlySet<string>): string {
	const words = (title ?? new URL(url).pathname)
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.slice(0, MAX_NAME)
		.replace(/^-|-$/g, "");
	const name = words === "" ? "document" : words;
	for (let number = 1; ; number++) {
		const candidate = number === 1 ? name : `${name}-${number}`;
		if (!taken.has(candidate)) return candidate;
	}
}
