interface Exception {
	readonly file: string;
	/** Beginning of the pattern. */
	readonly begins: string;
	/** Bound of what it reads, or of what it repeats. */
	readonly reason: string;
}

const ERROR_PAGE = "reads titles of at most 500 characters and lines of at most 250";
const STEPS =
	"each of its repetitions is bounded, so that its time is the length of the text times a constant; the text is of a page of at most 5 MB, read in a thread that is stopped after 20 s";
const HEAD = "reads the first 64 KiB of a page, with bounded repetitions";

/** Patterns whose time may grow faster than their text, with what bounds it. */
export const SLOW: readonly Exception[] = [
	{ file: "scripts/changes/contract.ts", begins: "\\/\\*\\*", reason: "reads the types that this project generated" },
	{ file: "scripts/evidence/normalize-text.ts", begins: "\\b(?:request|ray", reason: STEPS },
	{ file: "scripts/evidence/normalize-text.ts", begins: "\\b(build|commit", reason: STEPS },
	{ file: "scripts/evidence/normalize-text.ts", begins: "\\bv?\\d{1,4}", reason: STEPS },
	{ file: "scripts/evidence/quote.ts", begins: "!?\\[([^\\][]{0,500})", reason: STEPS },
	{
		file: "scripts/evidence/quote.ts",
		begins: "[*`]+|(?<!",
		reason: "a run of underscores is matched whole or but for its last",
	},
	{ file: "scripts/git/repository.ts", begins: "dubious ownership", reason: "reads git's own sentence about a path" },
	{ file: "scripts/links/bot-detection.ts", begins: "just a moment", reason: HEAD },
	{ file: "scripts/links/html-text.ts", begins: "<title", reason: STEPS },
	{ file: "scripts/links/html-text.ts", begins: "<input", reason: STEPS },
	{ file: "scripts/links/html-text.ts", begins: "<meta", reason: HEAD },
	{ file: "scripts/links/html-text.ts", begins: "content\\s*=", reason: "reads one tag of at most 3,000 characters" },
	{
		file: "scripts/links/markdown-text.ts",
		begins: "^---",
		reason: "begins at the beginning alone, and reads at most 10,000 characters",
	},
	...[
		...["\\b(?:page|document|content", "\\b(?:can't|cannot", "\\b(?:seite", "\\b(?:page|document|article|contenu)"],
		...["\\b(?:página", "\\b(?:pagina", "(?:страница", "(?:strona", "(?:页面", "(?:ページ", "^\\W*(?:(?:(?:error"],
		"^\\W*(?:(?:error",
	].map((begins) => ({ file: "scripts/links/missing-page.ts", begins, reason: ERROR_PAGE })),
	{
		file: "scripts/registry/archives.ts",
		begins: "^(?=[^?#]+$)(https",
		reason: "what the path may hold is looked for once; tests/rules/slow.test.ts measures it on 2 MB",
	},
	{
		file: "scripts/publish/csv.ts",
		begins: '((?<![\\s"])',
		reason: "begins at the beginning of a run of blanks alone, so that each is read once and given back once",
	},
	{
		file: "scripts/registry/anybody.ts",
		begins: "^(?!.*",
		reason: "begins at the beginning alone; reads a URL, at most 2,000 characters",
	},
	{
		file: "scripts/registry/anybody.ts",
		begins: "^\\/[^/]+\\/",
		reason: "reads the path of a URL, at most 2,000 characters",
	},
];

/** Files that make patterns when the program runs → why no stranger's text makes one slow. */
export const MADE: Readonly<Record<string, string>> = {
	"scripts/evidence/normalize-text.ts": STEPS,
	"scripts/links/html-text.ts":
		"begins at a word, reads blanks once, and then the characters of the fragment as they are",
	"scripts/links/sign-in.ts": ERROR_PAGE,
	"scripts/match/resolve.ts": "reads a host, at most 253 characters, with a pattern that has a placeholder or two",
	"scripts/rules/prose/neutral.ts": "words, without a repetition",
	"scripts/yaml/canonical-form.ts": "one character",
	"scripts/yaml/diagnose.ts": "begins at a bracket, and ends with the line whatever follows",
};
