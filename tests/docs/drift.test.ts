import { expect, test } from "vitest";
import { commitAll, initRepository, writeFiles } from "../git.ts";
import { baseFiles, registry, rootWith, TODAY } from "../support.ts";

const RECORD = "offerings/acme-api.yaml";
const regraded = (baseFiles()[RECORD] ?? "").replace("value: yes_sales_gated", "value: partial");

/** A repository whose README and coverage are as their generators write them. */
function repository(): string {
	const root = rootWith({ "README.md": "# Records\n\n<!-- totals -->\n<!-- /totals -->\n", "docs/coverage.md": "" });
	expect(registry(["docs", "--root", root]).code).toBe(0);
	initRepository(root);
	return root;
}

const drifted = (root: string) =>
	registry(["docs", "--check", "--root", root])
		.stderr.split("\n")
		.flatMap((line) => (line === "" ? [] : [line.split(" ")[0]]));

test("a record can be corrected alone: what follows from the records lags behind without being a problem", () => {
	const root = repository();
	writeFiles(root, { [RECORD]: regraded });
	expect(drifted(root)).toEqual([]);
	commitAll(root, "correct a cell");
	expect(drifted(root)).toEqual([]);
	const { stdout } = registry(["check", "--root", root, "--today", TODAY, "--base", "HEAD~1", "--format", "json"]);
	expect(stdout).toContain('"base": "HEAD~1"');
	expect(stdout).not.toContain("change/generated");
});

test("what follows from the records is not written by hand, before or after it is committed", () => {
	const root = repository();
	writeFiles(root, { "docs/coverage.md": "# Everything is covered\n", [RECORD]: regraded });
	expect(drifted(root)).toEqual(["docs/coverage.md"]);
	commitAll(root, "say that everything is covered");
	expect(drifted(root)).toEqual(["docs/coverage.md"]);
	expect(registry(["docs", "--root", root]).code).toBe(0);
	expect(drifted(root)).toEqual([]);
});
