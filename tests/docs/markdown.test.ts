import { execFileSync } from "node:child_process";
import { PassThrough } from "node:stream";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import shortcutReference from "remark-lint-no-shortcut-reference-link";
import consistent from "remark-preset-lint-consistent";
import recommended from "remark-preset-lint-recommended";
import validateLinks from "remark-validate-links";
import { engine } from "unified-engine";
import type { VFile } from "vfile";
import { expect, test } from "vitest";
import { writeFiles } from "../git.ts";
import { REPOSITORY, temporaryFolder } from "../support.ts";

/** Returns the problems of Markdown files, each as `file:line:column rule: message`; links between files included. */
async function problemsOf(cwd: string, names: readonly string[]): Promise<string[]> {
	const files = await new Promise<VFile[]>((resolve, reject) => {
		engine(
			{
				processor: remark()
					.use(remarkGfm)
					.use(recommended)
					.use(consistent)
					// Keep a Changelog writes versions as such links.
					.use(shortcutReference, false)
					.use(validateLinks, { repository: false }),
				cwd,
				files: [...names],
				output: false,
				quiet: true,
				silent: true,
				streamError: new PassThrough(),
			},
			(error, _code, context) => (error ? reject(error) : resolve(context?.files ?? [])),
		);
	});
	expect(files).toHaveLength(names.length);
	return files.flatMap((file) =>
		file.messages.map(
			(message) => `${file.path}:${message.line}:${message.column} ${message.ruleId}: ${message.reason}`,
		),
	);
}

test("the Markdown of the repository passes remark-lint, and its links lead somewhere", async () => {
	const names = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
		cwd: REPOSITORY,
		encoding: "utf8",
	})
		.trim()
		.split("\n");
	expect(names).toContain("README.md");
	expect(await problemsOf(REPOSITORY, names)).toEqual([]);
});

test("a broken link, a lost anchor and untidy Markdown are found", async () => {
	const root = temporaryFolder();
	writeFiles(root, { "a.md": "# One\n\n[gone](b.md), [lost](#two)\n\n*x* and _y_\n" });
	const found = (await problemsOf(root, ["a.md"])).join("\n");
	for (const rule of ["missing-file", "missing-heading", "emphasis-marker"]) expect(found).toContain(rule);
});
