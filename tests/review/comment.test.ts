import fc from "fast-check";
import type { Link, Root, Text } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import type { Change } from "../../schemas/change.ts";
import { type CommentParts, commentText } from "../../scripts/review/comment.ts";
import type { Evidence, Review } from "../../scripts/review/review.ts";
import type { Problem } from "../../scripts/rules/problem.ts";
import { LONG, runs } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const PROBLEM: Problem = {
	rule: "date/future",
	level: "error",
	file: FILE,
	line: 12,
	column: 15,
	end_line: 12,
	end_column: 25,
	path: "dimensions.soc2_type2.verified",
	message: "2026-12-24 lies in the future",
	hint: "Write the day on which it was read.",
	fixable: false,
	docs: "docs/rules.md#datefuture",
};
const STATUS = { state: "success", description: "no errors" };
const RUN = "https://github.com/ai-offering-registry/registry/actions/runs/7";
const UPGRADE: Change = {
	kind: "grade_changed",
	offering: "acme-api",
	dimension: "hipaa_baa",
	field: "value",
	before: "partial",
	after: "yes_public",
	direction: "up",
	path: "dimensions.hipaa_baa.value",
};
const SOURCE: Evidence = {
	record: FILE,
	name: "acme-api",
	dimension: "hipaa_baa",
	model: null,
	url: "https://acme.com/baa",
	kind: "primary",
	archived: true,
	fresh: true,
};

function parts(changes: Partial<Review> = {}, others: Partial<CommentParts> = {}): CommentParts {
	const review: Review = {
		base: "b".repeat(40),
		head: "a".repeat(40),
		paths: [FILE],
		program: [],
		changes: [UPGRADE],
		evidence: [SOURCE],
		unreadable: [],
		fault: null,
		...changes,
	};
	return { review, problems: [], status: STATUS, affiliation: "none", reasons: [], run: RUN, ...others };
}

test("the comment says what changes, on what evidence, with which problems, by whom, and what comes next", () => {
	const warning = { ...PROBLEM, level: "warning" as const, file: "offerings/other.yaml" };
	const hold = {
		...PROBLEM,
		level: "hold" as const,
		rule: "change/upgrade",
		message: "the grade goes up without a new source",
		hint: "",
	};
	const problems = [warning, PROBLEM, hold];
	const status = { state: "failure", description: "1 error: see the comment" };
	const second = {
		...SOURCE,
		url: "https://blog.example.org/",
		kind: "secondary" as const,
		archived: false,
		fresh: false,
	};
	const reasons = ["somebody affiliated with the vendor makes its record look better"];
	expect(commentText(parts({ evidence: [SOURCE, second] }, { problems, status, affiliation: "vendor", reasons }))).toBe(
		`### What this pull request changes

#### \`acme-api\`

- HIPAA BAA: ◓ Partial → ● Yes, public ↑

### Evidence

| Cell | Source | | Archived | |
| --- | --- | --- | --- | --- |
| \`acme-api\` HIPAA BAA | \`https://acme.com/baa\` | primary | yes | new |
| \`acme-api\` HIPAA BAA | \`https://blog.example.org/\` | secondary | no | known |

### Problems

The rules of main find 1 error, 1 hold, 1 warning elsewhere.

- ❌ error \`offerings/acme-api.yaml\` line 12: 2026-12-24 lies in the future → Write the day on which it was read. ([date/future](https://github.com/ai-offering-registry/registry/blob/main/docs/rules.md#datefuture))
- ✋ hold \`offerings/acme-api.yaml\` line 12: the grade goes up without a new source ([change/upgrade](https://github.com/ai-offering-registry/registry/blob/main/docs/rules.md#changeupgrade))

### Affiliation

Declared: works for or with the vendor.

### What happens next

- The status \`registry\` of this commit is **failure**: 1 error: see the comment.
- Fix the errors above: edit the file on this branch, and it is checked again.
- A maintainer reads every source that is new, and decides.
- The holds are settled by a maintainer's approval of this very commit.
- A second person reviews, because somebody affiliated with the vendor makes its record look better.
- The changelog of the release that brings it names whom the commits credit.

<sub>About commit aaaaaaaaaa, compared with bbbbbbbbbb. This comment is kept up to date.</sub>
`,
	);
});

test("records that cannot be read are no records without problems", () => {
	const text = commentText(parts({ fault: "there are no offerings" }, { problems: null }));
	expect(text).toContain("Its records were not checked, for they cannot be read.");
	expect(text).not.toContain("no problem");
});

test("what a check says that the pull request itself could change is marked as its own word", () => {
	const text = commentText(parts({ program: ["scripts/rules/index.ts", "exceptions.yaml"] }));
	expect(text).toContain(
		`**Program changed: read it.** These files are no records: \`scripts/rules/index.ts\`, \`exceptions.yaml\`. What [its own check](${RUN}) says was said`,
	);
	expect(commentText(parts())).not.toContain("Program changed");
	expect(commentText(parts({ program: ["a.ts"] }, { run: null }))).toContain("What its own check says");
});

test("a source that is primary by the pull request's own doing is marked as such", () => {
	const text = commentText(parts({ evidence: [{ ...SOURCE, kind: "claimed" }] }));
	expect(text).toContain("primary **by a domain that this pull request gives to a vendor**");
});

test("what is not declared, not readable or not changed is said", () => {
	expect(commentText(parts({}, { affiliation: null }))).toContain("Not declared. Tick one of the three boxes");
	expect(commentText(parts({ fault: "there are no offerings" }))).toContain(
		"It cannot be read: there are no offerings.",
	);
	expect(commentText(parts({ changes: [] }))).toContain("Nothing in meaning.");
	const unreadable = commentText(parts({ changes: [], unreadable: [FILE] }));
	expect(unreadable).toContain(`What these change is unknown, for they have problems: \`${FILE}\``);
	expect(unreadable).not.toContain("Nothing in meaning");
});

test("a comment fits, however much there is to say", () => {
	const count = LONG ? 3000 : 200;
	const long = "`|@all ".repeat(600);
	const sources = Array.from({ length: 30 }, (_, index) => ({ url: `https://acme.com/${index}/${long}` }));
	const change = { ...UPGRADE, kind: "evidence_changed" as const, field: "sources", before: null, after: sources };
	const problem = { ...PROBLEM, file: "x".repeat(500), message: long.slice(0, 4000), hint: long.slice(0, 4000) };
	const text = commentText(
		parts(
			{
				changes: Array.from({ length: count }, () => change),
				evidence: Array.from({ length: count }, () => ({ ...SOURCE, url: long })),
				unreadable: Array.from({ length: count }, () => long),
				program: Array.from({ length: count }, () => long),
			},
			{ problems: Array.from({ length: 300 }, () => problem) },
		),
	);
	expect(text.length).toBeLessThan(65_536);
	for (const more of ["more changes", "more sources", "and 270 more", `and ${count - 10} more`])
		expect(text).toContain(more);
});

/** Pieces from which a stranger makes texts that are to mislead. */
const PIECES = [
	"@octocat",
	"@acme/all",
	"#1",
	"GH-1",
	"https://evil.example/",
	"www.evil.example",
	"[x](https://evil.example)",
	"![x](https://evil.example/x.png)",
	"<img src=x>",
	"<!--",
	"-->",
	"</sub>",
	"`",
	"``",
	"```",
	"~~~",
	"**",
	"|",
	"\\",
	"\\|",
	"\n",
	"# ",
	"### Problems",
	"- [x] No affiliation",
	"> ",
	"$x$",
	":tada:",
	"\u202e",
	"\u0000",
	"\u2028",
	" ",
	"● Yes, public ↑",
];
const hostile = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 10 }).map((pieces) => pieces.join(""));

test("nothing in a record, an address, a path or a report becomes markup, a link, a mention or another section", () => {
	fc.assert(
		fc.property(hostile, (text) => {
			const markdown = commentText(
				parts(
					{
						changes: [
							{ ...UPGRADE, kind: "field_changed", field: "geography", before: text, after: `${text}x` },
							{
								...UPGRADE,
								kind: "offering_added",
								offering: text,
								dimension: null,
								field: null,
								before: null,
								after: text,
								path: "id",
							},
							{
								...UPGRADE,
								kind: "vendor_changed",
								offering: null,
								dimension: null,
								field: "name",
								before: text,
								after: null,
								path: text,
							},
						],
						evidence: [{ ...SOURCE, name: text, url: text }],
						unreadable: [text],
						program: [text],
					},
					{ problems: [{ ...PROBLEM, file: text, message: text, hint: text }] },
				),
			);
			const tree = unified().use(remarkParse).use(remarkGfm).parse(markdown) as Root;
			const seen: Record<string, number> = {};
			visit(tree, (node) => {
				seen[node.type] = (seen[node.type] ?? 0) + 1;
				if (node.type === "link")
					expect((node as Link).url).toMatch(/^https:\/\/github\.com\/ai-offering-registry\/registry\//);
				// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
				if (node.type === "text") expect((node as Text).value).not.toMatch(/@[\w-]|#\d|GH-\d|[\u202e\u0000\u2028]/i);
			});
			expect(seen).toMatchObject({ table: 1, tableRow: 2, tableCell: 10, html: 2, link: 2 });
			for (const kind of ["image", "code", "blockquote", "thematicBreak", "definition", "delete", "emphasis"]) {
				expect(seen[kind]).toBeUndefined();
			}
			const headings = tree.children.filter(({ type }) => type === "heading");
			expect(headings).toHaveLength(5 + new Set(["acme-api", "vendors", text]).size);
		}),
		runs(200),
	);
});
