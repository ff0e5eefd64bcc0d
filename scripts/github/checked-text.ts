import { sha256 } from "../lib/hash.ts";

/** Characters of a hash that tell whether a text was edited. */
const LENGTH = 16;

/** The first line of a pull request's text that we wrote. */
const MARK = /^<!-- registry text [0-9a-f]{16} -->\r?\n/;
/** The last line of a commit's message that we wrote. */
const TRAILER = "Checksum: ";

/** A pull request's text with a mark by which an edit of it, or of its title, shows. */
export function markedText(title: string, body: string): string {
	return `<!-- registry text ${hashOf(title, body)} -->\n${body}`;
}

/** True for a title and a text that stand as they were written by us, whichever it was. */
export function isUnedited(title: string, text: string): boolean {
	const [mark = ""] = MARK.exec(text) ?? [];
	const body = text.slice(mark.length).replaceAll("\r\n", "\n");
	return mark !== "" && markedText(title, body) === `${mark.trimEnd()}\n${body}`;
}

/** A commit's message with a checksum of itself and of the commit's tree. */
export function signedMessage(message: string, tree: string): string {
	const text = message.trimEnd();
	return `${text}\n${TRAILER}${hashOf(text, tree)}\n`;
}

/** True for a commit that was made by us and not amended since: its checksum fits its message and its tree. */
export function isOwnCommit({ message, tree }: { readonly message: string; readonly tree: { sha: string } }): boolean {
	const at = message.lastIndexOf(`\n${TRAILER}`);
	return at >= 0 && signedMessage(message.slice(0, at), tree.sha).trimEnd() === message.trimEnd();
}

function hashOf(...parts: readonly string[]): string {
	return sha256(JSON.stringify(parts)).slice(0, LENGTH);
}
