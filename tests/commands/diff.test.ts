import { expect, test } from "vitest";
import { commitAll, git, initRepository, writeFiles } from "../git.ts";
import { baseFiles, registry, rootWith } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const better = text.replace("value: yes_sales_gated", "value: yes_public");

function repository(): string {
	const root = rootWith();
	initRepository(root);
	return root;
}

test("diff compares refs, tags, days and the work tree", () => {
	const root = repository();
	git(root, "tag", "v1.0.0");
	commitAll(root, "Raise the grade", { [FILE]: better });
	const between = (...names: string[]) => {
		const ran = registry(["diff", ...names, "--root", root, "--format", "json"]);
		expect([ran.code, ran.stderr]).toEqual([0, ""]);
		return JSON.parse(ran.stdout) as {
			from: string;
			to: string | null;
			bump: string;
			changes: { direction: string }[];
		};
	};
	expect(between("v1.0.0", "HEAD")).toMatchObject({
		from: "v1.0.0",
		to: "HEAD",
		bump: "patch",
		changes: [{ direction: "up" }],
	});
	expect(between("HEAD", "v1.0.0").changes[0]?.direction).toBe("down");
	expect(between("HEAD")).toMatchObject({ to: null, bump: "none", changes: [] });
	expect(between("2026-11-20").changes).toEqual([]);
	writeFiles(root, { [FILE]: text });
	expect(between("HEAD").changes).toHaveLength(1);
	for (const [name, reason] of [
		["2020-01-01", "there is no commit on or before 2020-01-01"],
		["nowhere", 'there is no commit "nowhere"'],
		["--help=x", ""],
	] as const) {
		const ran = registry(["diff", name, "--root", root]);
		expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(reason)]);
	}
});

test("diff names a record that it cannot read, and ends with 1", () => {
	const root = repository();
	writeFiles(root, { [FILE]: "id: [\n" });
	const ran = registry(["diff", "HEAD", "--root", root]);
	expect([ran.code, ran.stdout]).toEqual([1, "0 changes, bump: none\n"]);
	expect(ran.stderr).toContain("offerings/acme-api.yaml at the work tree has problems");
});

test("Markdown keeps texts of records from being markup or mentions", () => {
	const root = repository();
	const hostile = text.replace("name: Acme API", 'name: "</td> @everyone [x](https://evil.example) `code`"');
	writeFiles(root, { [FILE]: hostile });
	const { stdout } = registry(["diff", "HEAD", "--root", root, "--format", "markdown"]);
	expect(stdout).toContain("→ `` </td> @everyone [x](https://evil.example) `code` ``");
	expect(stdout.split("\n").filter((line) => line.startsWith("- "))).toHaveLength(1);
});
