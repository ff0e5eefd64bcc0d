import { expect, test } from "vitest";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { isRead, isYes } from "../../schemas/grades.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { REPOSITORY } from "../support.ts";

const registry = loadRegistry(folderTree(REPOSITORY));
const { header, offerings } = datasetOf(registry, { version: "0.0.0", generated: "2026-11-26" });
const cells = offerings.flatMap(({ dimensions }) => Object.values(dimensions));

/** Ids of the cells that do not meet a condition. */
const failing = (isFine: (cell: (typeof cells)[number]) => boolean) =>
	cells.filter((cell) => !isFine(cell)).map(({ cell_id }) => cell_id);

test("the registry holds what its coverage promises", () => {
	const { coverage } = header;
	expect(coverage.offerings).toBeGreaterThanOrEqual(66);
	expect(coverage.cells).toBeGreaterThanOrEqual(700);
	expect(coverage.written).toBeGreaterThanOrEqual(480);
	expect(coverage.quoted / coverage.written).toBeGreaterThanOrEqual(0.6);
	expect(coverage.dated / coverage.written).toBeGreaterThanOrEqual(0.6);
});

test("no evidence holds after its last fresh day, unless a certificate ends before", () => {
	expect(
		failing(
			({ evidence_date, fresh_until, valid_until, verified, checked }) =>
				(evidence_date === null && fresh_until === null && verified === checked) ||
				(evidence_date !== null &&
					fresh_until !== null &&
					verified === evidence_date &&
					(verified <= fresh_until || (valid_until !== null && valid_until < verified))),
		),
	).toEqual([]);
});

test("a yes above confidence low rests on a source that was read, and an absence on a page that was read", () => {
	expect(
		failing(
			({ value, confidence, sources }) =>
				!isYes(value) || confidence === "low" || sources.some(({ via }) => isRead(via)),
		),
	).toEqual([]);
	expect(
		failing(
			({ value, sources, searched }) =>
				value !== "no_public_evidence" || searched.length > 0 || sources.some(({ via }) => isRead(via)),
		),
	).toEqual([]);
});

test("whoever read a page for us is named, and nothing claims to have been read live", () => {
	const sources = cells.flatMap((cell) => cell.sources);
	expect(sources.filter(({ via, reader }) => (via === "reported" || via === "quoted") && !reader?.name)).toEqual([]);
	expect(sources.filter(({ via }) => via === "live")).toEqual([]);
});

test("developer-level answers stand with the developer, and shared platform answers once, in the service", () => {
	const own = cells.filter(({ written_in, cell_id }) => {
		const dimension = dimensionOf(cell_id.split("/")[1] as Parameters<typeof dimensionOf>[0]);
		return dimension.graded_on === "developer" && written_in.startsWith("offerings/");
	});
	expect(own.filter(({ differs }) => differs === null)).toEqual([]);
	expect(own.length).toBeLessThan(10);
	const shared = new Set(cells.map(({ written_in }) => written_in).filter((file) => !file.startsWith("offerings/")));
	for (const service of ["amazon-bedrock", "microsoft-foundry", "vertex-ai"]) {
		expect(shared).toContain(`services/${service}.yaml`);
	}
});

test("deepseek-api answers the eleven questions that it always answered", () => {
	const deepseek = offerings.find(({ id }) => id === "deepseek-api");
	const grades = Object.fromEntries(
		Object.entries(deepseek?.dimensions ?? {}).map(([id, cell]) => [id, cell.value] as const),
	);
	expect(grades).toMatchObject({
		soc2_type2: "no_public_evidence",
		iso_27001: "no_public_evidence",
		iso_42001: "no_public_evidence",
		trust_center: "no_public_evidence",
		hipaa_baa: "no_public_evidence",
		gdpr_dpa: "no_public_evidence",
		training_on_customer_data: "no_public_evidence",
		retention_zdr: "partial",
		data_residency: "no_public_evidence",
		gpai_cop: "no_public_evidence",
		// A summary for DeepSeek-V4 is public since 2026-08-04.
		art53_summary: "partial",
	});
	expect(deepseek?.dimensions.art53_summary?.notes).toContain("2026-08");
	expect(deepseek?.dimensions.gdpr_dpa?.sources.map(({ url }) => url)).toContainEqual(
		expect.stringContaining("garanteprivacy.it"),
	);
});
