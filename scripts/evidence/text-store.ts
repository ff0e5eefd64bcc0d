import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../lib/hash.ts";
import { writeFileAtomic } from "../lib/write-file.ts";

/** Texts of pages by their hash, so that a later check can show what changed. Losing them loses nothing else. */
export class TextStore {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	put(sha256: string, text: string): void {
		const path = this.#path(sha256);
		if (existsSync(path)) return;
		mkdirSync(this.#folder, { recursive: true });
		writeFileAtomic(this.#folder, path, text);
	}

	/** Returns the text of a hash; null if it was not kept or was altered. */
	get(hash: string): string | null {
		const path = this.#path(hash);
		if (!existsSync(path)) return null;
		const text = readFileSync(path, "utf8");
		return sha256(text) === hash ? text : null;
	}

	#path(sha256: string): string {
		return join(this.#folder, `${sha256}.txt`);
	}
}
