import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getDomain } from "tldts";
import { FOLDERS, type Folder } from "../scripts/lib/tree.ts";
import { canonicalText } from "../scripts/yaml/canonical.ts";
import { parse } from "../scripts/yaml/parse.ts";

/** A record of this repository. */
interface Original {
	readonly folder: Folder;
	readonly id: string;
	readonly value: unknown;
}

/** Keys whose values are words: of each copy every word is another one of the same length. */
const TEXTS = new Set(
	"name summary finding caveat differs notes title locator quote what model conditions purpose how_documented".split(
		" ",
	),
);
/** Keys whose values name records. */
const IDS = new Set("id developer platform service successor aliases offerings".split(" "));
/** Keys whose values are unique to a record of its kind. */
const UNIQUE = new Set("identifiers api_hosts".split(" "));

/**
 * Writes a registry of `count` offerings to `folder`, with services and vendors in proportion. The real records come
 * first; each further set of copies has ids, names, texts, domains and URLs of its own: words give way to other words of
 * the records of the same length, so that a copy costs what its original costs and nothing that remembers texts gains by
 * it. Marks of Markdown stay where they are.
 */
export function writeCorpus(repository: string, folder: string, count: number): void {
	rmSync(folder, { recursive: true, force: true });
	for (const name of FOLDERS) mkdirSync(join(folder, name), { recursive: true });
	cpSync(join(repository, "archives.yaml"), join(folder, "archives.yaml"));
	const originals = FOLDERS.flatMap((name) => originalsOf(repository, name));
	const archives = readFileSync(join(repository, "archives.yaml"), "utf8");
	const prefixes = [...archives.matchAll(/prefix: (\S+)/g)].map((found) => found[1] ?? "");
	const words = wordsOf(originals);
	const offerings = originals.filter((one) => one.folder === "offerings").length;
	for (let copy = 0; copy * offerings < count; copy++) {
		const wanted = Math.min(offerings, count - copy * offerings);
		const leftOut = new Set(
			originals
				.filter(({ folder: kind }) => kind === "offerings")
				.slice(wanted)
				.map(({ id }) => id),
		);
		const changed = copy === 0 ? null : new Copy(copy, originals, words, prefixes, leftOut);
		for (const { folder: kind, id, value } of originals) {
			if (leftOut.has(id) && kind === "offerings") continue;
			const fresh = changed ? changed.value(value) : value;
			writeFileSync(join(folder, kind, `${changed ? changed.id(id) : id}.yaml`), canonicalText(kind, fresh));
		}
	}
}

function originalsOf(repository: string, folder: Folder): Original[] {
	return readdirSync(join(repository, folder))
		.sort()
		.map((name) => {
			const parsed = parse(readFileSync(join(repository, folder, name), "utf8"));
			if ("fault" in parsed) throw new Error(`${folder}/${name} has problems`);
			return { folder, id: name.replace(/\.yaml$/, ""), value: parsed.value };
		});
}

/** Words that say in a path that anybody can write the page: as words of other paths they would make primary sources secondary. */
const OPEN_TO_ANYBODY =
	/^(?:shared?|communit(?:y|ies)|forums?|discussions?|answers|artifacts|issues|pull|wiki|commit)$/;

/** The words of all records by length, each once, in the order in which they occur. */
function wordsOf(originals: readonly Original[]): ReadonlyMap<number, readonly string[]> {
	const all = new Set(JSON.stringify(originals.map(({ value }) => value)).match(/(?<![A-Za-z])[a-z]{4,}(?![A-Za-z])/g));
	return Map.groupBy(
		[...all].filter((word) => !OPEN_TO_ANYBODY.test(word)),
		(word) => word.length,
	);
}

/** One set of copies: maps what the originals say to what its records say. */
class Copy {
	readonly #number: number;
	readonly #ids: ReadonlySet<string>;
	readonly #words: ReadonlyMap<number, readonly string[]>;
	readonly #places: ReadonlyMap<string, number>;
	readonly #domains: ReadonlySet<string>;
	readonly #prefixes: readonly string[];
	/** Offerings that this set does not hold. */
	readonly #leftOut: ReadonlySet<string>;

	constructor(
		number: number,
		originals: readonly Original[],
		words: ReadonlyMap<number, readonly string[]>,
		prefixes: readonly string[],
		leftOut: ReadonlySet<string>,
	) {
		this.#number = number;
		this.#ids = new Set(originals.map(({ id }) => id));
		this.#words = words;
		this.#places = new Map([...words.values()].flatMap((list) => list.map((word, index) => [word, index] as const)));
		const vendors = originals.filter(({ folder }) => folder === "vendors");
		const domains = vendors.flatMap(({ value }) => (value as { domains: string[] }).domains);
		this.#domains = new Set(domains.map((domain) => getDomain(domain) ?? domain));
		this.#prefixes = prefixes;
		this.#leftOut = leftOut;
	}

	id(id: string): string {
		return this.#ids.has(id) ? `${id.slice(0, 50)}-${this.#number}` : id;
	}

	/** Returns a value with everything in it that tells copies apart; `key` is the nearest key above it. */
	value(value: unknown, key = ""): unknown {
		if (Array.isArray(value)) {
			const held = key === "offerings" ? value.filter((id) => !this.#leftOut.has(id)) : value;
			return held.length > 0 ? held.map((one) => this.value(one, key)) : undefined;
		}
		if (typeof value === "object" && value !== null) {
			const inner = UNIQUE.has(key) ? key : null;
			return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.value(one, inner ?? name)]));
		}
		if (typeof value !== "string") return value;
		if (/^https?:/.test(value)) return this.#url(value);
		if (key === "domains") return this.#host(value);
		if (key === "document") return value.replace(/^[^/]+(?=\/)/, (id) => this.id(id));
		if (key === "sha256") return this.#hex(value);
		if (UNIQUE.has(key)) return key === "api_hosts" ? `c${this.#number}.${value}` : `${value}-${this.#number}`;
		if (IDS.has(key)) return this.id(value);
		return TEXTS.has(key) ? this.#text(value) : value;
	}

	#text(text: string): string {
		return text.replaceAll(/[A-Za-z]{4,}/g, (word) => {
			const lower = word.toLowerCase();
			const list = this.#words.get(word.length) ?? [];
			const place = this.#places.get(lower) ?? lower.charCodeAt(0) + lower.charCodeAt(1);
			const other = list[(place + this.#number * 7) % list.length] ?? lower;
			if (word === lower) return other;
			return word === word.toUpperCase() ? other.toUpperCase() : other.charAt(0).toUpperCase() + other.slice(1);
		});
	}

	#url(url: string): string {
		const kept = this.#prefixes.find((prefix) => url.startsWith(prefix)) ?? "";
		const parts = url.slice(kept.length).split("/");
		const changed = parts.map((part, index) => {
			if (kept === "" && index < 2) return part;
			if (/^https?:$/.test(part) || part === "blob" || part === "web" || /^\d{14}/.test(part)) return part;
			if (/^[0-9a-f]{40}$/.test(part)) return this.#hex(part);
			// The host, and that of the page that an archive holds.
			if ((kept === "" && index === 2) || /^https?:$/.test(parts[index - 2] ?? "")) return this.#host(part);
			return this.#text(part);
		});
		return kept + changed.join("/");
	}

	#host(host: string): string {
		const domain = getDomain(host) ?? host;
		if (!this.#domains.has(domain)) return host;
		return `${host.slice(0, host.length - domain.length)}${domain.replace(".", `-${this.#number}.`)}`;
	}

	#hex(hex: string): string {
		return createHash("sha256").update(`${this.#number} ${hex}`).digest("hex").slice(0, hex.length);
	}
}
