import { expect, test } from "vitest";
import { contributionsTouching } from "../../scripts/git/contributions.ts";
import { creditAs, creditsIn } from "../../scripts/git/credits.ts";
import { commitAll, git, initRepository } from "../git.ts";
import { processorTime, temporaryFolder } from "../support.ts";

test.each<[string, readonly string[]]>([
	["Credit: Zoë Müller", ["Zoë Müller"]],
	["credit: @finder\nCredit: @finder", ["@finder"]],
	["Co-authored-by: Bo Helper <bo@example.org>", ["Bo Helper"]],
	["Co-authored-by: Bo <12345+bo@users.noreply.github.com>", ["Bo"]],
	["* First\n\nCredit: One\n\n* Second\n\nCredit: Two", ["One", "Two"]],
	["Credit: none\nCredit: N/A\nCredit: nobody\nCredit: -\nCredit: _No response_\nCredit: Anonymous\nCredit:", []],
	["Credit: Nona Noah", ["Nona Noah"]],
	["Co-authored-by: github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>", []],
	["Co-authored-by: Copilot Autofix <62310815+github-advanced-security[bot]@users.noreply.github.com>", []],
	["Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>", []],
	["Co-authored-by: Claude <noreply@anthropic.com>", []],
	["Co-authored-by: A tool <no-reply@tool.example>\nCo-authored-by: B <no_reply@tool.example>", []],
	["Credit: Claude Monet", ["Claude Monet"]],
	["Credit: Claude", []],
	["No Credit: here", []],
])("credits in %j", (message, names) => {
	expect(creditsIn(message)).toEqual(names);
});

test("a name is cut at 100 characters, a line over 500 is no credit, and nobody reads more than 100", () => {
	expect(creditsIn(`Credit: ${"x".repeat(101)}`)).toEqual(["x".repeat(100)]);
	expect(creditsIn(`Credit: ${" ".repeat(491)}x`)).toEqual(["x"]);
	expect(creditsIn(`Credit: ${" ".repeat(492)}x`)).toEqual([]);
	const many = Array.from({ length: 101 }, (_, index) => `Credit: Person ${index}`).join("\n");
	expect(creditsIn(many)).toHaveLength(100);
});

test("a message of a megabyte is read in far less than a second", () => {
	const messages = ["Credit: ", "Credit: <", "credit", "\n", "Credit: a\n"].map(
		(piece) => `Credit: ${piece.repeat(1_000_000 / piece.length)}`,
	);
	const time = processorTime(() => {
		for (const message of messages) creditsIn(message);
	});
	expect(time).toBeLessThan(1000);
});

test("an account is mentioned only where it is known whose it is", () => {
	expect(creditAs("@Finder", new Set(["finder"]))).toBe("@Finder");
	expect(creditAs("@somebody-famous", new Set(["finder"]))).toBe("somebody-famous");
	expect(creditAs("Zoë", new Set())).toBe("Zoë");
});

const BOT = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>";

/** The contributions to a.txt since the first commit, as somebody made them. */
function contributions(make: (root: string) => void) {
	const root = temporaryFolder();
	initRepository(root);
	const first = git(root, "rev-parse", "HEAD").trim();
	make(root);
	return contributionsTouching(root, `${first}..HEAD`, ["a.txt"]).map(({ pull, credits }) => ({ pull, credits }));
}

function commitAs(root: string, author: string, message: string, content: string): void {
	commitAll(root, message, { "a.txt": content });
	git(root, "commit", "-q", "--amend", "--no-edit", `--author=${author}`);
}

test.each<[string, string, string, readonly string[]]>([
	[
		"a squash of its author's own",
		"Ann <1+finder@users.noreply.github.com>",
		"Fix (#5)\n\nCredit: @finder",
		["@finder"],
	],
	[
		"a squash that names somebody else",
		"Ann <1+ann@users.noreply.github.com>",
		"Fix (#5)\n\nCredit: @famous",
		["famous"],
	],
	["a squash of a form's", BOT, "Fix (#5)\n\nCredit: @finder", ["@finder"]],
	["an address of its own", "Ann <finder@example.org>", "Fix (#5)\n\nCredit: @finder", ["finder"]],
])("a mention: %s", (_what, author, message, credits) => {
	expect(contributions((root) => commitAs(root, author, message, "a\n"))).toEqual([{ pull: 5, credits }]);
});

test.each<[string, string, string, readonly string[]]>([
	["from the account that is credited", "finder", "Ann <ann@example.org>", ["@finder"]],
	["from another account", "mallory", "Ann <1+finder@users.noreply.github.com>", ["finder"]],
	["of a form's branch", "ai-offering-registry", BOT, ["@finder"]],
	["with a forged author", "mallory", BOT, ["finder"]],
])("a mention in a merge %s", (_what, owner, author, credits) => {
	const found = contributions((root) => {
		git(root, "checkout", "-q", "-b", "side");
		commitAs(root, author, "Fix", "a\n");
		commitAll(root, "More\n\nCredit: @finder", { "b.txt": "b\n" });
		git(root, "commit", "-q", "--amend", "--no-edit", `--author=${author}`);
		git(root, "checkout", "-q", "main");
		git(root, "merge", "-q", "--no-ff", "-m", `Merge pull request #6 from ${owner}/side`, "side");
	});
	expect(found).toEqual([{ pull: 6, credits }]);
});

test("a foxtrot merge credits each side for what it did, and the pull requests in it keep their own", () => {
	const found = contributions((root) => {
		git(root, "branch", "mine");
		git(root, "checkout", "-q", "-b", "side");
		commitAll(root, "Fix\n\nCredit: One", { "a.txt": "a\n" });
		git(root, "checkout", "-q", "main");
		git(root, "merge", "-q", "--no-ff", "-m", "Merge pull request #6 from one/side", "side");
		commitAll(root, "Another file\n\nCredit: Two", { "b.txt": "b\n" });
		git(root, "checkout", "-q", "mine");
		commitAll(root, "Mine\n\nCredit: Three", { "c.txt": "c\n" });
		git(root, "merge", "-q", "--no-ff", "-m", "Merge branch 'main'", "main");
	});
	expect(found).toEqual([{ pull: 6, credits: ["One"] }]);
});

test("who brought what was taken back is not credited, though the file was edited in between", () => {
	const lines = (second: string, last: string) => `one\n${second}\nthree\nfour\n${last}\n`;
	const edited = (...steps: readonly (readonly [string, string])[]) =>
		contributions((root) => {
			commitAll(root, "Make it (#9)\n\nCredit: Maker", { "a.txt": lines("two", "five") });
			for (const [message, text] of steps) commitAll(root, message, { "a.txt": text });
		}).map(({ credits }) => credits);
	const fix = ["Fix (#1)\n\nCredit: One", lines("better", "five")] as const;
	const other = ["Other (#2)\n\nCredit: Two", lines("better", "six")] as const;
	expect(edited(fix, other, ["Undo (#3)\n\nCredit: Three", lines("two", "six")])).toEqual([["Maker"], ["Two"]]);
	// One that also does something else, or takes it back in part, is a contribution of its own.
	expect(edited(fix, other, ["More (#3)\n\nCredit: Three", lines("two", "seven")])).toHaveLength(4);
	// Words of a message take nobody's credit.
	expect(edited(fix, ["This reverts commit 1 (#2)\n\nCredit: Two", lines("better", "six")])).toHaveLength(3);
});

test("who brought what was taken back is not credited", () => {
	const found = contributions((root) => {
		commitAll(root, "Fix (#1)\n\nCredit: One", { "a.txt": "a\n" });
		commitAll(root, "Better (#2)\n\nCredit: Two", { "a.txt": "b\n" });
		git(root, "revert", "--no-edit", "HEAD");
	});
	expect(found).toEqual([{ pull: 1, credits: ["One"] }]);
	const gone = contributions((root) => {
		commitAll(root, "Fix (#1)\n\nCredit: One", { "a.txt": "a\n" });
		git(root, "revert", "--no-edit", "HEAD");
	});
	expect(gone).toEqual([]);
});
