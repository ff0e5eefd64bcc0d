/**
 * Text that stands for itself on GitHub: it mentions nobody, refers to no issue, and hides nothing. The characters
 * stay; a word joiner (U+2060) behind `@` and `#` keeps GitHub from reading on.
 */
export function neutralizeMentions(text: string): string {
	return text
		.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, "\u{fffd}")
		.replace(/@(?=[\w-])/g, "@\u{2060}")
		.replace(/#(?=\d)/g, "#\u{2060}")
		.replace(/GH-(?=\d)/gi, "$&\u{2060}");
}

/** Running text in Markdown, in one line: nothing in it is markup, an address that leads somewhere, or a mention. */
export function escapeMarkdown(text: string): string {
	return (
		neutralizeMentions(text.replace(/\s+/g, " "))
			.replace(/[\\`*_[\]<>~&$|!]/g, "\\$&")
			// Addresses are found in text that is no markup, too.
			.replace(/:(?=\/\/)/g, ":\u{2060}")
			.replace(/www(?=\.)/gi, "$&\u{2060}")
			.replace(/^(?=[-+=#]|\d+[.)])/, "\u{2060}")
	);
}
