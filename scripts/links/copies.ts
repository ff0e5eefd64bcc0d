import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { type CitedQuote, type QuoteMatch, quoteFinder } from "../evidence/quote.ts";
import { runGit, saidBy } from "../git/git.ts";
import { gitPermalinkOf } from "../registry/archives.ts";
import type { TextExtractor } from "./text-extractor.ts";

/** File of a public git repository at a commit. */
export interface Permalink {
	/** Path of the repository on its host, without the host: `owner/name`. */
	readonly repository: string;
	readonly commit: string;
	/** Decoded path of the file in the repository. */
	readonly path: string;
}

/** Text of a copy with the search for quotes in it, or why there is none. */
export type CopyText =
	| { readonly text: string; readonly find: (quote: CitedQuote) => QuoteMatch }
	| { readonly missing: string };

/** Largest copy that is read, in bytes. */
export const MAX_COPY_BYTES = 10 * 1024 * 1024;

const TYPES: Readonly<Record<string, string>> = {
	".htm": "text/html",
	".html": "text/html",
	".json": "application/json",
	".pdf": "application/pdf",
	".yaml": "application/yaml",
	".yml": "application/yaml",
	".csv": "text/csv",
	".xml": "application/xml",
};

/** Parses a permalink into a git repository; null for any other URL. */
export function parsePermalink(url: string): Permalink | null {
	const found = gitPermalinkOf(url.replace(/[?#].*$/s, ""));
	if (found === null) return null;
	const repository = found.repository.replace(/^https:\/\/[^/]+\//, "").replace(/(?:\/-)?\/$/, "");
	// A name of dots alone would lead out of the folder of copies.
	if (repository.split("/").some((name) => /^\.*$/.test(name))) return null;
	try {
		return { repository, commit: found.commit, path: decodeURIComponent(found.path) };
	} catch {
		return null;
	}
}

/**
 * Reads archived copies from a folder, without the network: `<owner>/<name>` in it is a clone, bare or not, or a folder
 * with files of the repository, as they are at any commit or below `<commit>/`.
 */
export class Copies {
	readonly #folder: string;
	readonly #extractor: TextExtractor;
	readonly #today: string;
	readonly #texts = new Map<string, Promise<CopyText>>();

	constructor(folder: string, extractor: TextExtractor, today: string) {
		this.#folder = folder;
		this.#extractor = extractor;
		this.#today = today;
	}

	/** Returns the text of an archived copy, one paragraph per line. */
	text(archived: string): Promise<CopyText> {
		const known = this.#texts.get(archived);
		if (known) return known;
		const text = this.#read(archived);
		this.#texts.set(archived, text);
		return text;
	}

	async #read(archived: string): Promise<CopyText> {
		const permalink = parsePermalink(archived);
		if (permalink === null) return { missing: "the copy is not a file of a git repository" };
		const content = contentOf(join(this.#folder, permalink.repository), permalink);
		if ("missing" in content) return content;
		const contentType = TYPES[extname(permalink.path).toLowerCase()] ?? "text/markdown";
		const page = { body: content.bytes, contentType, cut: false };
		const extraction = await this.#extractor.extract({ page, today: this.#today });
		if ("unreadable" in extraction) return { missing: extraction.unreadable };
		return { text: extraction.text, find: quoteFinder(extraction.text, this.#today) };
	}
}

function contentOf(
	folder: string,
	{ repository, commit, path }: Permalink,
): { readonly bytes: Buffer } | { readonly missing: string } {
	if (!existsSync(folder)) return { missing: `there is no ${repository} in the folder of copies` };
	// Without this look, git would search the parent folders for a repository.
	const isClone = existsSync(join(folder, ".git")) || existsSync(join(folder, "objects"));
	if (isClone) {
		const result = runGit(folder, ["show", `${commit}:${path}`]);
		return result.ok ? limited(result.output) : { missing: `git in ${repository}: ${saidBy(result)}` };
	}
	const file = [join(folder, commit, path), join(folder, path)].find(
		(one) => statSync(one, { throwIfNoEntry: false })?.isFile() && isInside(folder, one),
	);
	return file === undefined ? { missing: `${repository} has no file ${path}` } : limited(readFileSync(file));
}

/** True if a file, its symbolic links followed, lies in a folder. */
function isInside(folder: string, file: string): boolean {
	const path = relative(realpathSync(folder), realpathSync(file));
	return path !== ".." && !path.startsWith(`..${sep}`);
}

function limited(bytes: Buffer): { readonly bytes: Buffer } | { readonly missing: string } {
	return bytes.length > MAX_COPY_BYTES
		? { missing: `the copy is larger than ${MAX_COPY_BYTES / 1024 / 1024} MB` }
		: { bytes };
}
