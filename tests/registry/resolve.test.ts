import { expect, test } from "vitest";
import type { DimensionId } from "../../schemas/dimensions/index.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry, type Registry } from "../../scripts/registry/registry.ts";
import { baseFiles } from "../support.ts";

const base = baseFiles();
const NIMBUS = "offerings/acme-nimbus.yaml";
const SERVICE = "services/nimbus-models.yaml";

function registryWith(files: Readonly<Record<string, string>> = {}): Registry {
	return loadRegistry(memoryTree({ ...base, ...files }));
}

function cellOf(registry: Registry, offering: string, dimension: DimensionId) {
	const record = registry.find(offering);
	if (!record) throw new Error(`no offering ${offering}`);
	return registry.resolve(record).cells[dimension];
}

test("a cell is the offering's own, else its service's, else its developer's, and says where it is written", () => {
	const registry = registryWith();
	expect(cellOf(registry, "acme-nimbus", "ip_indemnity")?.writtenIn).toBe(NIMBUS);
	expect(cellOf(registry, "acme-nimbus", "gdpr_dpa")?.writtenIn).toBe(SERVICE);
	expect(cellOf(registry, "acme-nimbus", "gpai_cop")?.writtenIn).toBe("vendors/acme.yaml");
	expect(cellOf(registry, "acme-nimbus", "soc2_type2")).toBeUndefined();
	expect(cellOf(registry, "acme-api", "gdpr_dpa")).toBeUndefined();
});

test("an override that is deleted shows the inherited cell", () => {
	const text = (base[NIMBUS] ?? "").replace(/ {2}data_residency:\n(?: {4}.*\n)+/, "");
	expect(text).not.toBe(base[NIMBUS]);
	const [with_, without] = [registryWith(), registryWith({ [NIMBUS]: text })];
	expect(cellOf(with_, "acme-nimbus", "data_residency")).toMatchObject({
		writtenIn: NIMBUS,
		cell: { value: "no_public_evidence" },
	});
	expect(cellOf(without, "acme-nimbus", "data_residency")).toMatchObject({
		writtenIn: SERVICE,
		cell: { value: "partial" },
	});
});

test("a limit of a service reaches the offerings it names, and an offering's own limits its inherited platform cells", () => {
	const registry = registryWith();
	const japan = { what: "The list of subprocessors for Japan needs an account." };
	const tuning = { what: "Bolt's fine-tuning is left out." };
	expect(cellOf(registry, "acme-nimbus", "gdpr_dpa")?.limits).toMatchObject([japan]);
	expect(cellOf(registry, "bolt-nimbus", "gdpr_dpa")?.limits).toMatchObject([tuning]);
	expect(cellOf(registry, "bolt-nimbus", "gpai_cop")?.limits).toEqual([]);
});

test("the documents of a service and developer are cited by the name of their file", () => {
	const cite = (name: string) =>
		(base[NIMBUS] ?? "").replace(
			'      - url: https://docs.nimbus.io/regions\n        title: Regions\n        via: live\n        captured: "2026-11-18"\n',
			`      - document: ${name}\n`,
		);
	expect(cite("x")).not.toBe(base[NIMBUS]);
	const sourcesWith = (name: string) =>
		cellOf(registryWith({ [NIMBUS]: cite(name) }), "acme-nimbus", "data_residency")?.sources.map(({ url }) => url);
	expect(sourcesWith("nimbus-models/service-terms")).toEqual(["https://nimbus.io/legal/service-terms"]);
	expect(sourcesWith("acme/training-summary")).toEqual(["https://acme.com/ai-act/summary"]);
	expect(sourcesWith("bolt/training-summary")).toEqual([]);
	expect(sourcesWith("service-terms")).toEqual([]);
});

test("the evidence date is when the quoted words were last seen, else the copy's day, else that of the reader", () => {
	const registry = registryWith();
	expect(cellOf(registry, "acme-nimbus", "gdpr_dpa")?.evidenceDate).toBe("2026-11-18");
	expect(cellOf(registry, "acme-api", "soc2_type2")?.evidenceDate).toBe("2026-10-15");
	expect(cellOf(registry, "acme-nimbus", "ip_indemnity")?.evidenceDate).toBe("2026-11-01");
	expect(cellOf(registry, "acme-api", "iso_42001")?.evidenceDate).toBe("2026-11-20");
});

test("pages of the graded vendors are primary when they were read, under domains and whole path segments of prefixes", () => {
	const { vendors } = registryWith();
	const of = (url: string) => vendors.publisherOf(url, ["acme"]);
	expect(of("https://docs.acme.com/x")).toBe("vendor");
	expect(of("https://notacme.com/x")).toBe("other");
	expect(of("https://storage.googleapis.com/acme-documents/a.pdf")).toBe("vendor");
	expect(of("https://storage.googleapis.com/acme-documents-of-others/a.pdf")).toBe("other");
	expect(of("https://digital-strategy.ec.europa.eu/")).toBe("authority");
	const read = (via: "live" | "reported" | "unread") => vendors.isPrimary({ url: "https://acme.com/x", via }, ["acme"]);
	expect([read("live"), read("reported"), read("unread")]).toEqual([true, false, false]);
});
