import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** Paints text for a terminal, or leaves it as it is. */
export type Paint = (format: Format, text: string) => string;

/** A painter for a stream that shows colour, or for one that does not. */
export function painter(color: boolean): Paint {
	return color ? (format, text) => styleText(format, text, { validateStream: false }) : (_format, text) => text;
}

/** Makes text from a record safe and visible on a terminal: no control, invisible or direction-changing character. */
export function stripControl(text: string): string {
	return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\u{fffd}");
}

/** `1 error`, `2 errors` */
export function pluralize(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
