import { expect, test } from "vitest";
import { commitAll, initRepository } from "../git.ts";
import { baseFiles, registry, rootWith } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const better = text.replace("value: yes_sales_gated", "value: yes_public");

function repository(): string {
	const root = rootWith();
	initRepository(root);
	return root;
}

test("show --at gives the record as it was known then", () => {
	const root = repository();
	commitAll(root, "Raise the grade", { [FILE]: better });
	const at = (ref: string) =>
		registry(["show", "acme-api", "soc2_type2", "--root", root, "--at", ref, "--format", "yaml"]).stdout;
	expect(at("HEAD")).toContain("value: yes_public");
	expect(at("HEAD~1")).toContain("value: yes_sales_gated");
	expect(at("2026-11-20")).toContain("value: yes_public");
});
