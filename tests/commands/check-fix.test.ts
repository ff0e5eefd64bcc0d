import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { fixedText } from "../../scripts/check/fixed-text.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { RecordFile } from "../../scripts/registry/record.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkFile } from "../../scripts/rules/engine.ts";
import { contextOf } from "../../scripts/rules/rule.ts";
import { canonicalText } from "../../scripts/yaml/canonical.ts";
import { headerLines } from "../../scripts/yaml/canonical-form.ts";
import { commentsOf } from "../../scripts/yaml/comments.ts";
import { baseFiles, REPOSITORY, registry, rootWith, runs, TODAY } from "../support.ts";

const A = "offerings/acme-api.yaml";
const text = baseFiles()[A] ?? "";
const context = contextOf(loadRegistry(memoryTree(baseFiles())), TODAY);
const realContext = contextOf(loadRegistry(folderTree(REPOSITORY)), TODAY);

function fileOf(content: string): RecordFile {
	return new RecordFile({ folder: "offerings", name: "acme-api.yaml", kind: "file" }, { bytes: Buffer.from(content) });
}

function fixed(content: string): string {
	const result = fixedText(fileOf(content), context);
	if (result === null) throw new Error("not a record");
	return result;
}

test("the command fixes form and addresses, keeps comments, and is quiet the second time", () => {
	const messy = text
		.replace('captured: "2026-10-15"', "captured: '2026-10-15' # read by Ann")
		.replace("name: Acme API\ndeveloper: acme\n", "developer: acme\nname: Acme API\n")
		.replace("https://acme.com/terms\n", "https://acme.com/terms?utm_source=x&lang=en#\n")
		.replace("  iso_42001:", "  # looked again in November\n  iso_42001:");
	const root = rootWith({ [A]: messy });
	const first = registry(["check", "--root", root, "--today", TODAY, "--fix"]);
	expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining(`1 file fixed: ${A}`) });
	const fixed = readFileSync(join(root, A), "utf8");
	expect(fixed).toContain('        captured: "2026-10-15" # read by Ann\n');
	expect(fixed).toContain("  # looked again in November\n  iso_42001:\n");
	expect(fixed).toContain("url: https://acme.com/terms?lang=en\n");
	const rest = (content: string) =>
		content
			.replace(/ *#.*(?:looked|read by).*\n?/g, "\n")
			.replace("?lang=en", "")
			.split("\n")
			.filter(Boolean)
			.sort();
	expect(rest(fixed)).toEqual(rest(text));
	expect(registry(["check", "--root", root, "--today", TODAY, "--fix"]).stderr).toContain("0 files fixed");
	expect(readdirSync(join(root, "offerings")).sort()).toEqual([
		"acme-api.yaml",
		"acme-nimbus.yaml",
		"bolt-nimbus.yaml",
	]);
});

test("only the files that are named are fixed", () => {
	const B = "offerings/acme-nimbus.yaml";
	const messy = (path: string) => `\n${baseFiles()[path]}`;
	const root = rootWith({ [A]: messy(A), [B]: messy(B) });
	const ran = registry(["check", A, "--root", root, "--today", TODAY, "--fix"]);
	expect(ran).toMatchObject({ code: 0, stderr: `1 file fixed: ${A}\n` });
	expect(readFileSync(join(root, A), "utf8")).toBe(text);
	expect(readFileSync(join(root, B), "utf8")).toBe(messy(B));
	expect(registry(["check", "none.yaml", "--root", root, "--fix"]).code).toBe(2);
	expect(readFileSync(join(root, B), "utf8")).toBe(messy(B));
});

test("a file that does not parse, or is no record, is left as it is", () => {
	const broken = { [A]: "id: [\n", "offerings/acme-nimbus.yaml": "id: acme-nimbus\nname:   x\n" };
	const root = rootWith(broken);
	expect(registry(["check", "--root", root, "--today", TODAY, "--fix"]).code).toBe(1);
	for (const [path, content] of Object.entries(broken)) expect(readFileSync(join(root, path), "utf8")).toBe(content);
});

test("a real record in canonical form, its comments included, stays to the byte", () => {
	const { files } = loadRegistry(folderTree(REPOSITORY));
	expect(files.length).toBeGreaterThan(100);
	for (const file of files) {
		const codes = checkFile(file, realContext).problems.filter(({ fixable }) => fixable);
		// A problem that can be fixed is told, and everything else stays.
		if (codes.length === 0) expect(fixedText(file, realContext), file.path).toBe(file.text);
	}
});

test("comments stay wherever they stand", () => {
	const commented = `# top one
# top two

# before id
id: acme-api # behind id
name: Acme API
developer: acme
platform: acme
category: first_party
model_family: Anvil
summary: >- # behind the header
  Acme serves its models.
# before dimensions
dimensions: # behind dimensions
  # before the cell
  iso_42001: # behind the cell
    # before value
    value: no_public_evidence
    confidence: medium
    finding: None
    caveat: None.
    notes: None.
    searched: # behind searched
      # before the item
      - url: https://acme.com/ # behind the item
        as_of: "2026-11-20"
      # after the item
  # after the cells
# at the end
`;
	const comments = (content: string) => (content.match(/# .*/g) ?? []).sort();
	const result = fixed(commented);
	const header = headerLines("offerings", load(commented));
	expect(comments(result)).toEqual([...comments(commented), ...header].sort());
	expect(comments(commented)).toHaveLength(16);
	expect(fixed(result)).toBe(result);
	expect(load(result)).toEqual(load(commented));
});

const word = fc.string({
	unit: fc.constantFrom(
		"a",
		"B",
		"9",
		"-",
		":",
		"#",
		"'",
		'"',
		"*",
		"&",
		"!",
		"%",
		"@",
		"`",
		"{",
		"[",
		",",
		"?",
		"|",
		">",
		".",
		"é",
		"千",
		"~",
		"\\",
	),
	minLength: 1,
	maxLength: 12,
});
const prose = fc
	.array(fc.tuple(word, fc.constantFrom(" ", " ", " ", "  ", "\n", "\n\n", "\n- ", "\n   ")), {
		minLength: 1,
		maxLength: 60,
	})
	.map((parts) => parts.map(([one, space]) => one + space).join(""));
const plainLine = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));

test("whatever the words are, the canonical text reads back as the same value in both parsers, and is its own canonical text", () => {
	fc.assert(
		fc.property(prose, plainLine, prose, (summary, name, notes) => {
			const value = load(text) as Record<string, unknown> & { dimensions: Record<string, Record<string, unknown>> };
			value.summary = summary;
			value.name = name;
			Object.assign(value.dimensions.iso_42001 ?? {}, { notes, caveat: name });
			const written = canonicalText("offerings", value);
			expect(load(written)).toEqual(value);
			expect(parseYaml(written, { schema: "core" })).toEqual(value);
			expect(canonicalText("offerings", load(written), commentsOf(written))).toBe(written);
		}),
		runs(500),
	);
});

test("fixing is idempotent and keeps every value and comment", () => {
	const lines = text.split("\n");
	const header = lines.filter((line) => line.startsWith("#")).length;
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.integer({ min: header, max: lines.length - 2 }), fc.stringMatching(/^[a-z ]{1,20}$/)), {
				maxLength: 6,
			}),
			(places) => {
				const commented = [...lines];
				for (const [at, words] of places) {
					// Inside a block a line is text, whatever it begins with.
					const indent = /^ */.exec(lines[at] ?? "")?.[0] ?? "";
					if (!(lines[at - 1] ?? "").endsWith(">-")) commented[at] = `${indent}# ${words}\n${commented[at]}`;
				}
				const messy = commented.join("\n");
				const once = fixed(messy);
				expect(load(once)).toEqual(load(messy));
				expect(fixed(once)).toBe(once);
				const found = (content: string) => (content.match(/# [a-z ]*/g) ?? []).map((one) => one.trim()).sort();
				expect(found(once)).toEqual(found(messy));
			},
		),
		runs(200),
	);
});
