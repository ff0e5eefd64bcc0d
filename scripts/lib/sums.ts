/** File of an artifact folder that lists the hash of every other one, as `sha256sum` writes it. */
export const SUMS = "SHA256SUMS";

/** Reads such a list: path → hash. */
export function parseSums(text: string): Map<string, string> {
	const lines = text.split("\n").filter((line) => line !== "");
	return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** Writes it, in the order of the files. */
export function sumsText(files: Iterable<{ readonly path: string; readonly sha256: string }>): string {
	return [...files].map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
}
