import { textAt } from "../git/tree.ts";
import { ReleaseError } from "./error.ts";

/** Text by hand for the notes of the next release: what is new for each kind of reader. */
export const NEWS_FILE = "docs/news.md";

/** Most lines of news, empty ones not counted: more is for the documents. */
export const MAX_NEWS_LINES = 10;

/**
 * Returns the news that a release brings, Markdown without its heading: the file at `commit`, if it changed since
 * `previous`. Null where it did not, is missing or empty. Throws ReleaseError for news that are too long.
 */
export function newsOf(root: string, commit: string, previous: string | null): string | null {
	const text = textAt(root, commit, NEWS_FILE);
	if (text === null || (previous !== null && text === textAt(root, previous, NEWS_FILE))) return null;
	const news = text.replace(/^# .*\n/, "").trim();
	const lines = news.split("\n").filter((line) => line.trim() !== "").length;
	if (lines > MAX_NEWS_LINES) {
		throw new ReleaseError(
			`${NEWS_FILE} has ${lines} lines of news, and the notes of a release take at most ${MAX_NEWS_LINES}; shorten it and commit`,
		);
	}
	return news === "" ? null : news;
}
