import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADE_IDS } from "../../schemas/grades.ts";
import { jsonSchema } from "../../schemas/json-schema.ts";
import { baseFiles, REPOSITORY, registry, rootWith, TODAY, temporaryFolder } from "../support.ts";

test("the committed JSON Schemas are what the definitions give", () => {
	const ran = registry(["schema", "--check"]);
	expect(ran.stderr).toBe("");
	expect(ran.code).toBe(0);
});

test("a schema that drifted, is missing or is left over fails the check and is fixed by the command", () => {
	const root = rootWith();
	cpSync(join(REPOSITORY, "schemas"), join(root, "schemas"), { recursive: true });
	writeFileSync(join(root, "schemas/data.schema.json"), "{}\n");
	writeFileSync(join(root, "schemas/draft-07/old.schema.json"), "{}\n");
	const drifted = registry(["schema", "--check", "--root", root]);
	expect(drifted.code).toBe(1);
	expect(drifted.stderr).toContain("schemas/data.schema.json differs");
	expect(drifted.stderr).toContain("schemas/draft-07/old.schema.json differs");
	expect(registry(["schema", "--root", root]).code).toBe(0);
	expect(registry(["schema", "--check", "--root", root]).code).toBe(0);
});

test("every field of a record is described for the reader of an editor's hover", () => {
	const undescribed: string[] = [];
	const walk = (schema: Record<string, unknown>, path: string): void => {
		for (const [key, property] of Object.entries(
			(schema.properties ?? {}) as Record<string, Record<string, unknown>>,
		)) {
			// A shared part bears its description itself.
			if (!property.description && !property.$ref) undescribed.push(`${path}.${key}`);
			walk(property, `${path}.${key}`);
		}
	};
	for (const name of ["offering", "service", "vendor", "archives", "policy"] as const) {
		const schema = jsonSchema(name);
		walk(schema, name);
		for (const [part, inner] of Object.entries((schema.$defs ?? {}) as Record<string, Record<string, unknown>>)) {
			expect(inner.description, part).toBeTruthy();
			walk(inner, part);
		}
	}
	expect(undescribed).toEqual([]);
});

test("a dimension is described whole: a rubric text for every grade, a slug of its own", () => {
	for (const dimension of DIMENSIONS) {
		expect(Object.keys(dimension.rubric).sort()).toEqual([...GRADE_IDS].sort());
		expect(dimension.slug).toMatch(/^[a-z0-9-]+$/);
	}
	expect(new Set(DIMENSIONS.map(({ slug }) => slug)).size).toBe(DIMENSIONS.length);
});

test("a seventeenth dimension is one file and one line of schemas/dimensions/index.ts", () => {
	const copy = temporaryFolder();
	for (const folder of ["schemas", "scripts"])
		cpSync(join(REPOSITORY, folder), join(copy, folder), { recursive: true });
	symlinkSync(join(REPOSITORY, "node_modules"), join(copy, "node_modules"));
	for (const name of ["LICENSE", "LICENSE-DATA", "NOTICE", "package.json", "package-lock.json"])
		cpSync(join(REPOSITORY, name), join(copy, name));
	const rubric = GRADE_IDS.map((grade) => `${grade}: "text"`).join(", ");
	writeFileSync(
		join(copy, "schemas/dimensions/uptime.ts"),
		`import { z } from "zod";
import { defineDimension } from "../dimension.ts";
export const uptime = defineDimension({ id: "uptime_sla", label: "Uptime", question: "Is there an SLA?", buyer_question: "Who?",
	slug: "uptime", group: "Contracts", graded_on: "platform", fresh_days: 90, platform_wide: false,
	rubric: { ${rubric} }, facts: { percent: z.number().describe("Percent.") }, contradictions: [], requirements: [] });
`,
	);
	const index = join(copy, "schemas/dimensions/index.ts");
	const text = readFileSync(index, "utf8");
	const added = text
		.replace("import { trustCenter }", 'import { uptime } from "./uptime.ts";\nimport { trustCenter }')
		.replace("\tart53Summary,\n]", "\tart53Summary,\n\tuptime,\n]");
	expect(added).not.toBe(text);
	writeFileSync(index, added);

	const files = baseFiles();
	const cell = `  uptime_sla:
    value: yes_public
    confidence: high
    finding: 99.9 % a month
    notes: An SLA is public.
    sources:
      - url: https://acme.com/sla
        title: Service level agreement
        via: live
        captured: "2026-11-20"
    facts:
      percent: 99.9
`;
	for (const [path, record] of Object.entries(files)) {
		mkdirSync(dirname(join(copy, path)), { recursive: true });
		writeFileSync(join(copy, path), path.endsWith("acme-api.yaml") ? record + cell : record);
	}
	// One process runs all commands, since each would load the program anew.
	const calls = [
		["check", "--today", TODAY],
		["build", "--today", TODAY],
		["show", "acme-api", "uptime_sla"],
		["new", "other-api"],
	];
	const program = `import { main } from ${JSON.stringify(pathToFileURL(join(copy, "scripts/main.ts")).href)};
for (const call of ${JSON.stringify(calls)}) console.log("\\n" + call[0] + " ends with " + (await main(call)));`;
	const ran = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
	for (const [name] of calls) expect(ran.stdout).toContain(`\n${name} ends with 0\n`);
	expect(ran.stdout).toContain("12 cells checked");
	expect(ran.stderr).toContain("without history");
	const data = JSON.parse(readFileSync(join(copy, "build/data.json"), "utf8"));
	expect(data.dimensions.uptime_sla).toBe("Is there an SLA?");
	expect(data.offerings[0].dimensions.uptime_sla.facts).toEqual({ percent: 99.9 });
	expect(readFileSync(join(copy, "build/offerings.csv"), "utf8").split("\n")[0]).toContain(
		'"art53_summary","uptime_sla"',
	);
	expect(readFileSync(join(copy, "build/facts.csv"), "utf8")).toContain(
		'"acme-api/uptime_sla","percent","number",,"99.9"',
	);
	expect(ran.stdout).toContain("percent: 99.9");
	expect(readFileSync(join(copy, "offerings/other-api.yaml"), "utf8")).toContain("uptime_sla: Is there an SLA?");
});
