import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readForm } from "../../scripts/corrections/form.ts";
import { formText } from "../../scripts/corrections/form-text.ts";
import { QUESTIONS } from "../../scripts/corrections/questions.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { baseFiles, REPOSITORY, TODAY } from "../support.ts";

const GUIDE = readFileSync(join(REPOSITORY, "CONTRIBUTING.md"), "utf8");

test("the example of a cell passes every rule as it stands", () => {
	const [, example = ""] = /```yaml\n( {2}retention_zdr:\n[\s\S]*?)```/.exec(GUIDE) ?? [];
	expect(example).not.toBe("");
	const path = "offerings/acme-api.yaml";
	const text = (baseFiles()[path] ?? "").replace(
		/ {2}retention_zdr:\n(?: {3,}.*\n)*/,
		example.replaceAll("vendor.example", "acme.com"),
	);
	const registry = loadRegistry(memoryTree({ ...baseFiles(), [path]: text }));
	expect(registry.find("acme-api")?.value.dimensions.retention_zdr?.finding).toBe("30 days; no zero retention");
	expect(checkRegistry(registry, TODAY).filter(({ file }) => file === path)).toEqual([]);
});

test("the example of the form names questions of the form, with answers that it takes", () => {
	const rows = [...GUIDE.matchAll(/^\| (?!question|---)(.+?) \| (.+) \|$/gm)].map(([, label = "", answer = ""]) => {
		const question = QUESTIONS.find((one) => one.label === label);
		expect(question, label).toBeDefined();
		return [question?.key ?? "", answer.replaceAll("`", "")] as const;
	});
	expect(rows.length).toBeGreaterThan(8);
	const read = readForm(formText({ offering: "acme-api", dimension: "hipaa_baa", ...Object.fromEntries(rows) }));
	expect(read).toMatchObject({ correction: { answer: "yes_sales_gated", holds_for: "offering" }, cleaned: [] });
});
