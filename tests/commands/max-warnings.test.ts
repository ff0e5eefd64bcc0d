import { expect, test } from "vitest";
import { registry, rootWith } from "../support.ts";

/** Checks the base records on a day on which all their evidence is old, so that there are warnings. */
function check(...args: string[]) {
	return registry(["check", "--root", rootWith(), "--today", "2028-01-01", "--format", "json", ...args]);
}

test("as many warnings as are allowed pass, and one more fails", () => {
	const { code, stdout } = check();
	const { warnings, errors } = JSON.parse(stdout).counts;
	expect([code, errors]).toEqual([0, 0]);
	expect(warnings).toBeGreaterThan(0);
	expect(check("--max-warnings", String(warnings))).toMatchObject({ code: 0, stderr: "" });
	expect(check("--max-warnings", String(warnings + 1))).toMatchObject({ code: 0, stderr: "" });
	expect(check("--max-warnings", String(warnings - 1))).toMatchObject({
		code: 1,
		stderr: `more warnings than --max-warnings ${warnings - 1} allows\n`,
	});
});
