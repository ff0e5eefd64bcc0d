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

test("show --at follows renames, and says what there was then", () => {
	const root = repository();
	const renamed = `${better.replace("id: acme-api", "id: acme-anvil").trimEnd()}\naliases:\n  - acme-api\n`;
	commitAll(root, "Rename and raise", { [FILE]: null, "offerings/acme-anvil.yaml": renamed });
	const show = (id: string, at: string) =>
		registry(["show", id, "soc2_type2", "--root", root, "--at", at, "--format", "yaml"]);
	for (const id of ["acme-anvil", "acme-api"]) {
		expect(show(id, "HEAD~1").stdout).toContain("value: yes_sales_gated");
		expect(show(id, "HEAD").stdout).toContain("value: yes_public");
	}
	const gone = show("acme-nimbu", "HEAD~1");
	expect([gone.code, gone.stderr]).toEqual([
		2,
		'error: there is no offering "acme-nimbu" at HEAD~1. Did you mean "acme-nimbus"?\n',
	]);
	commitAll(root, "Break it", { "offerings/acme-anvil.yaml": "id: [\n" });
	expect(show("acme-anvil", "HEAD").stderr).toBe("error: offerings/acme-anvil.yaml has problems at HEAD\n");
});
