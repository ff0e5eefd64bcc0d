import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { affiliationList, declaredAffiliation } from "../../scripts/corrections/affiliation.ts";
import { REPOSITORY } from "../support.ts";

const template = readFileSync(join(REPOSITORY, ".github/pull_request_template.md"), "utf8");

test("the template of a pull request asks for the affiliation as it is read, and ticks nothing", () => {
	expect(template).toContain(affiliationList(null));
	expect(declaredAffiliation(template)).toBeNull();
	const filled = template.replace("- [ ] I work for or with the vendor", "- [X] I work for or with the vendor");
	expect(declaredAffiliation(filled)).toBe("vendor");
});

test.each(["none", "vendor", "competitor"] as const)("what is ticked is read: %s", (affiliation) => {
	expect(declaredAffiliation(affiliationList(affiliation))).toBe(affiliation);
	expect(declaredAffiliation(affiliationList(affiliation).replaceAll("\n", "\r\n"))).toBe(affiliation);
});

test.each([
	["nothing", ""],
	[
		"two boxes",
		affiliationList("none").replace("[ ] I work for or with the vendor", "[x] I work for or with the vendor"),
	],
	["other words", "- [x] No affiliation, honestly"],
	["words without a box", "No affiliation"],
])("no declaration: %s", (_what, text) => {
	expect(declaredAffiliation(text)).toBeNull();
});
