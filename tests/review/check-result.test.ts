import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCheckResult } from "../../scripts/review/check-result.ts";
import { initRepository } from "../git.ts";
import { registry, rootWith, TODAY, temporaryFolder } from "../support.ts";
import { PROBLEM, reportOf } from "./reports.ts";

/** What is read of a report with this text, from a run that ended so. */
function read(text: string, conclusion: string | null = "failure") {
	const path = join(temporaryFolder(), "report.json");
	writeFileSync(path, text);
	return readCheckResult(path, conclusion);
}

const bad = reportOf([PROBLEM]);
const good = reportOf([]);
const withProblem = (changes: object) => JSON.stringify({ ...bad, problems: [{ ...PROBLEM, ...changes }] });

test("what the check prints is a report, with problems and without", () => {
	const root = rootWith();
	initRepository(root);
	const args = ["check", "--root", root, "--base", "main", "--format", "json", "--today"];
	const [fine, future] = [TODAY, "2026-11-01"].map((today) => registry([...args, today]));
	expect([fine?.code, future?.code]).toEqual([0, 1]);
	expect(read(fine?.stdout ?? "", "success")).toMatchObject({ report: { ok: true } });
	expect(read(future?.stdout ?? "", "failure")).toMatchObject({ report: { ok: false } });
});

/** Reports that a stranger's code may have left, and why nothing of them is taken. */
const HOSTILE: readonly [string, string, string | null, string][] = [
	["nothing", "", "failure", "no JSON"],
	["half a report", JSON.stringify(bad).slice(0, 100), "failure", "no JSON"],
	["a list", "[]", "failure", "not of the form"],
	["null", "null", "failure", "not of the form"],
	["another key", JSON.stringify({ ...bad, pull: 7 }), "failure", "not of the form"],
	["a prototype", '{"__proto__": {"ok": true}}', "failure", "not of the form"],
	["a key that is missing", JSON.stringify({ ...bad, counts: undefined }), "failure", "not of the form"],
	[
		"counts below nothing",
		JSON.stringify({ ...bad, counts: { ...bad.counts, errors: -1 } }),
		"failure",
		"not of the form",
	],
	[
		"a count that no problem stands for",
		JSON.stringify({ ...bad, counts: { ...bad.counts, warnings: 9 } }),
		"failure",
		"not of the form",
	],
	["errors that are said to be none", JSON.stringify({ ...bad, ok: true }), "success", "not of the form"],
	[
		"errors that are left out of the count",
		JSON.stringify({ ...bad, ok: true, counts: good.counts }),
		"success",
		"not of the form",
	],
	["no errors, from a run that failed", JSON.stringify(good), "failure", "its run ended as failure"],
	["no errors, from a run that was stopped", JSON.stringify(good), "cancelled", "its run ended as cancelled"],
	["no errors, from a run that has not ended", JSON.stringify(good), null, "its run ended as nothing"],
	["errors, from a run that went well", JSON.stringify(bad), "success", "its run ended as success"],
	[
		"a check that compared with nothing",
		JSON.stringify({ ...good, base: null }),
		"success",
		"does not compare with a base",
	],
	["a rule that is a link", withProblem({ rule: "](https://evil.example)" }), "failure", "not of the form"],
	["a level of its own", withProblem({ level: "notice" }), "failure", "not of the form"],
	["a file of two lines", withProblem({ file: "a\n### b" }), "failure", "not of the form"],
	["a line that is no number", withProblem({ line: "1" }), "failure", "not of the form"],
	["a line without end", withProblem({ line: 1e300 }), "failure", "not of the form"],
	["a message without end", withProblem({ message: "x".repeat(5000) }), "failure", "not of the form"],
	[
		"more problems than anybody reads",
		JSON.stringify(reportOf(Array.from({ length: 20_001 }, () => PROBLEM))),
		"failure",
		"too large",
	],
	["more text than is read", JSON.stringify({ ...bad, root: "x".repeat(5_000_000) }), "failure", "too large"],
];

test.each(HOSTILE)("nothing is taken of a report that is or has %s", (_what, text, conclusion, fault) => {
	expect(read(text, conclusion)).toEqual({ fault: expect.stringContaining(fault) });
});

test("a report that is not there, a folder or a link is none", () => {
	const folder = temporaryFolder();
	writeFileSync(join(folder, "secret"), JSON.stringify(good));
	symlinkSync(join(folder, "secret"), join(folder, "link.json"));
	mkdirSync(join(folder, "folder.json"));
	for (const name of ["gone.json", "link.json"]) {
		expect(readCheckResult(join(folder, name), "success")).toEqual({ fault: "it left no report" });
	}
	expect(readCheckResult(join(folder, "folder.json"), "success")).toEqual({ fault: "its report is no plain file" });
});
