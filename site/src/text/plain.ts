/** Markdown of a record as plain text, for where it is only a part of a line: links keep their words, marks go. */
export function plain(markdown: string): string {
	return markdown
		.replace(/!?\[([^\][]*)\]\((?:[^()\s]|\([^()\s]*\))*\)/g, "$1")
		.replace(/<(https:\/\/[^\s<>]+)>/g, "$1")
		.replace(/(?<!\\)(\*\*|__|\*|`+)(?=\S)([^\n]*?\S)\1/g, "$2")
		.replace(/^[-*+] /gm, "")
		.replace(/\\([!-/:-@[-`{-~])/g, "$1")
		.replace(/\s+/g, " ")
		.trim();
}
