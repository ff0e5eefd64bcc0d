import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Change } from "../../schemas/change.ts";
import { releasesIn } from "../../scripts/release/history.ts";
import { commitAll, git, initRepository } from "../git.ts";
import { baseFiles, REPOSITORY, registry, rootWith } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const better = text.replace("value: yes_sales_gated", "value: yes_public");
const [FIRST, SECOND, THIRD] = ["2026-11-20", "2026-11-21", "2026-11-22"].map((day) => `${day}T12:00:00Z`);

/** A repository in which a grade was raised, and taken back together with another edit. */
function reverted(last = text.replace("name: Acme API", "name: Acme's API")): string {
	const root = rootWith();
	initRepository(root);
	commitAll(root, "Raise", { [FILE]: better }, SECOND);
	commitAll(root, "Words that tell nothing", { [FILE]: last }, THIRD);
	return root;
}

const marks = (changes: readonly Change[]) =>
	changes.flatMap(({ kind, reverted_to: day }) => (day === undefined ? [] : [`${kind} ${day}`]));

test("history marks the commit that took a cell back, beside what else it did", () => {
	const root = reverted();
	const entries = JSON.parse(registry(["history", "acme-api", "--root", root, "--format", "json"]).stdout) as {
		changes: Change[];
	}[];
	expect(entries.map(({ changes }) => marks(changes))).toEqual([["grade_changed 2026-11-20"], [], []]);
	expect(registry(["history", "acme-api", "--root", root]).stdout).toContain(
		"SOC 2 Type II: ● Yes, public → ■ Yes, sales-gated ↓ (reverted: as it was on 2026-11-20)\n",
	);
});

test("diff marks it from a commit, and in the work tree", () => {
	const root = reverted();
	const diff = (...args: string[]) => registry(["diff", ...args, "--root", root, "--format", "json"]).stdout;
	const changes = (...args: string[]) => marks((JSON.parse(diff(...args)) as { changes: Change[] }).changes);
	expect(changes("HEAD~1", "HEAD")).toEqual(["grade_changed 2026-11-20"]);
	expect(changes("HEAD~1")).toEqual(["grade_changed 2026-11-20"]);
	expect(changes("HEAD~2", "HEAD~1")).toEqual([]);
	expect(changes("HEAD~2", "HEAD")).toEqual([]);
	expect(registry(["diff", "HEAD~1", "--root", root, "--format", "markdown"]).stdout).toContain(
		"(reverted: as it was on 2026-11-20)",
	);
});

test("a cell that is another than any before is no revert, nor one that was only read again", () => {
	const root = reverted(text.replace("value: yes_sales_gated", "value: partial"));
	const diff = registry(["diff", "HEAD~1", "HEAD", "--root", root, "--format", "json"]).stdout;
	expect(marks((JSON.parse(diff) as { changes: Change[] }).changes)).toEqual([]);
	commitAll(root, "Read again", {
		[FILE]: text
			.replace("value: yes_sales_gated", "value: partial")
			.replaceAll('captured: "2026-11-', 'captured: "2026-10-'),
	});
	const later = registry(["diff", "HEAD~1", "HEAD", "--root", root, "--format", "json"]).stdout;
	expect(marks((JSON.parse(later) as { changes: Change[] }).changes)).toEqual([]);
});

test("a shared cell that a service takes back is marked", () => {
	const service = "services/nimbus-models.yaml";
	const before = baseFiles()[service] ?? "";
	const [, old = ""] = /^ {4}value: (\w+)$/m.exec(before) ?? [];
	const other = old === "partial" ? "unclear" : "partial";
	const root = rootWith();
	initRepository(root);
	commitAll(root, "Change", { [service]: before.replace(`    value: ${old}`, `    value: ${other}`) }, SECOND);
	commitAll(root, "Back", { [service]: before }, THIRD);
	const diff = registry(["diff", "HEAD~1", "HEAD", "--root", root, "--format", "json"]).stdout;
	expect(marks((JSON.parse(diff) as { changes: Change[] }).changes)).toEqual(["grade_changed 2026-11-20"]);
});

test("the changelog tells a release that goes back to what an earlier one said", () => {
	const root = rootWith();
	initRepository(root);
	for (const [version, content, time] of [
		["v1.0.0", text, FIRST],
		["v1.0.1", better, SECOND],
		["v1.0.2", text, THIRD],
	] as const) {
		commitAll(root, version, { [FILE]: content }, time);
		git(root, "tag", version);
	}
	const releases = releasesIn(root);
	expect(releases.map(({ version, changes }) => [version, marks(changes)])).toEqual([
		["1.0.2", ["grade_changed 2026-11-20"]],
		["1.0.1", []],
		["1.0.0", []],
	]);
});

test("no release of this repository before 2.0.0 tells a revert: what was published stays to the letter", () => {
	expect(readFileSync(join(REPOSITORY, "CHANGELOG.md"), "utf8")).not.toContain("reverted: as it was");
});
