import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomic } from "../load/write-file.ts";
import { hashOf } from "./page.ts";

/** Texts of pages by their hash, kept so that a later look can tell what changed. Losing them loses no more than that. */
export class Texts {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** Keeps a text. */
	put(sha256: string, text: string): void {
		const path = this.#path(sha256);
		if (existsSync(path)) return;
		mkdirSync(this.#folder, { recursive: true });
		writeFileAtomic(path, text);
	}

	/** The text of a hash; null when it was not kept, or is not the one that it was. */
	get(sha256: string): string | null {
		const path = this.#path(sha256);
		if (!existsSync(path)) return null;
		const text = readFileSync(path, "utf8");
		return hashOf(text) === sha256 ? text : null;
	}

	#path(sha256: string): string {
		return join(this.#folder, `${sha256}.txt`);
	}
}
