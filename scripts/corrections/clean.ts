import { joinLines } from "../lib/join-lines.ts";
import { cleanUrl } from "../registry/urls.ts";
import type { QuestionKey } from "./questions.ts";

/** An answer without what it need not hold, and what was done to it, as ends of the sentence "We …". */
export interface Cleaned {
	readonly text: string;
	readonly done: readonly string[];
}

/** Answers that say that there is none. */
const NO_ANSWER =
	/^(?:_no response_|no response|none|no|n\/?a|n\.\s?a\.|nil|null|nothing|nobody|anonymous|not applicable|keine?|[-–—_.]+)\.?$/i;
/** Characters of no width that change nothing that is read: a byte order mark, joiners, soft hyphens, zero-width spaces. */
const NO_WIDTH = /\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff/gu;

/** True for an answer to an optional question that says that there is none. */
export function isNoAnswer(answer: string): boolean {
	return NO_ANSWER.test(answer);
}

/** Cleans an answer of what can be cleaned without changing what it says; whatever else is wrong is for others to tell. */
export function cleanAnswer(key: QuestionKey, answer: string, isLong: boolean): Cleaned {
	const done: string[] = [];
	const step = (after: string, what: string) => {
		if (after !== text) done.push(what);
		text = after;
	};
	let text = answer.replace(/\r\n?/g, "\n").normalize("NFC").trim();
	step(text.replace(NO_WIDTH, "").trim(), "took out invisible characters");
	if (key === "source" || key === "archived") {
		step(
			text
				.trim()
				.replace(/^<(.*)>$/s, "$1")
				.trim(),
			"took off the angle brackets",
		);
		step(text.replace(/^\[[^\]\n]*\]\(\s*<?([^()\s<>]+)>?\s*\)$/, "$1"), "took the URL out of its Markdown link");
		step(withLowerCaseHost(text), "wrote the host in lower case");
		step(cleanUrl(text), "took off what only tracks readers");
	}
	if (key === "quote") {
		step(joinLines(text), "joined the lines of the quotation");
		step(text.replace(/\[\.{2,}\]|\((?:\.{3}|…)\)/g, "[…]"), "wrote […] where words are left out");
		step(text.trim().replace(/^(?:"(.*)"|“(.*)”|„(.*)“|«\s?(.*?)\s?»)$/s, "$1$2$3$4"), "took off the quotation marks");
	}
	const lines = text.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
	const tidy = lines.join("\n").trim();
	return { text: isLong ? tidy.replace(/\n{3,}/g, "\n\n") : tidy, done };
}

/** Scheme and host are the same in capitals; the path is not. */
function withLowerCaseHost(url: string): string {
	return url.replace(/^(https?:\/\/)([^/?#@\s]+)/i, (_all, scheme: string, host: string) => {
		return `${scheme.toLowerCase()}${host.toLowerCase()}`;
	});
}
