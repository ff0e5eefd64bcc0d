import type { Kind } from "../view/glyph.ts";

/** Index of the search: `search.json`, made from the data set. */
export interface SearchIndex {
	readonly offerings: readonly SearchOffering[];
	readonly questions: readonly SearchQuestion[];
	readonly vendors: readonly SearchVendor[];
}

export interface SearchOffering {
	readonly id: string;
	readonly name: string;
	/** Names that it is also found by: ids, developer, platform, family, models, aliases. */
	readonly words: readonly string[];
	/** True for the developer's own API, which comes first among equals. */
	readonly own: boolean;
	readonly watch_outs: number;
	/** For each question, in their order, the kind of the answer and its fill; empty where there is none. */
	readonly answers: readonly string[];
	readonly findings: readonly string[];
}

export interface SearchQuestion {
	readonly id: string;
	readonly label: string;
	readonly slug: string;
	readonly title: string;
}

export interface SearchVendor {
	readonly id: string;
	readonly name: string;
	readonly words: readonly string[];
	/** Folder of its page. */
	readonly folder: "vendors" | "services";
}

/** Kind and fill of an answer in the index. */
export function answerOf(text: string): { readonly kind: Kind; readonly fill: string } {
	const [kind = "blank", fill = "read"] = text.split(" ");
	return { kind: kind as Kind, fill };
}
