/** Joins the lines of a text with one blank each; blanks around a line break go. */
export function joinLines(text: string): string {
	return text.replace(/\s+/g, (blanks) => (blanks.includes("\n") ? " " : blanks));
}
