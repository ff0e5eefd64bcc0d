import { expect, test } from "vitest";
import { commitAll, git, gitOn, initRepository, writeFiles } from "../git.ts";
import { baseFiles, LONG, registry, registryProcess, rootWith } from "../support.ts";

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
	expect(stdout).toContain("→ `` </td> @\u2060everyone [x](https://evil.example) `code` ``");
	expect(stdout.split("\n").filter((line) => line.startsWith("- "))).toHaveLength(1);
});

test("a day is the last commit of the main line up to its end in UTC", () => {
	const root = repository();
	commitAll(root, "At the end of the 21st", { [FILE]: better }, "2026-11-21T23:59:59Z");
	commitAll(root, "At the start of the 22nd", { [FILE]: text }, "2026-11-22T00:00:00Z");
	commitAll(root, "On the 22nd in UTC, the 23rd elsewhere", { [FILE]: better }, "2026-11-23T01:00:00+02:00");
	git(root, "checkout", "-q", "-b", "topic", "HEAD~1");
	commitAll(root, "On a branch", { [FILE]: text.replace("name: Acme API", "name: Acme") }, "2026-11-24T12:00:00Z");
	git(root, "checkout", "-q", "main");
	gitOn(root, "2026-11-25T12:00:00Z", "merge", "-q", "--no-ff", "-X", "theirs", "-m", "Merge it", "topic");
	const between = (from: string, to: string) => {
		const args = ["diff", from, to, "--root", root, "--format", "json"];
		// A process has a time zone of its own; in the short suite one, which tells the end of the day of its zone.
		const elsewhere = LONG || from === "2026-11-20";
		const ran = elsewhere ? registryProcess(args, { env: { TZ: "America/New_York" } }) : registry(args);
		return (JSON.parse(ran.stdout) as { changes: { path: string }[] }).changes.map(({ path }) => path);
	};
	const grade = "dimensions.soc2_type2.value";
	expect(between("2026-11-20", "2026-11-21")).toEqual([grade]);
	expect(between("2026-11-21", "2026-11-22")).toEqual([]);
	expect(between("HEAD~2", "2026-11-22")).toEqual([grade]);
	expect(between("2026-11-22", "2026-11-24")).toEqual([]);
	expect(between("2026-11-24", "2026-11-25")).toEqual(["name"]);
	expect(between("2026-11-25", "2030-01-01")).toEqual([]);
});

test.each([
	["2026-02-30", "the day 2026-02-30 does not exist"],
	["2026-11-19", "there is no commit on or before 2026-11-19"],
	["2026-11-20", "2026-11-20 (commit "],
])("%s is refused: %s", (name, reason) => {
	const root = rootWith();
	git(root, "init", "-q", "-b", "main");
	writeFiles(root, { "README.md": "No records yet\n" });
	git(root, "add", "README.md");
	git(root, "commit", "-q", "-m", "first");
	const ran = registry(["diff", name, "--root", root]);
	expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, "", expect.stringContaining(reason)]);
});

test("before the first commit, and outside a repository, it says what to do", () => {
	const root = rootWith();
	expect(registry(["diff", "HEAD", "--root", root]).stderr).toContain("is in no git repository");
	git(root, "init", "-q");
	for (const name of ["HEAD", "2026-11-20"]) {
		const ran = registry(["diff", name, "--root", root]);
		expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining("commit first")]);
	}
});

test("vendors and schemas are compared, and a schema that is no JSON is named", () => {
	const root = repository();
	commitAll(root, "Narrow", {
		"schemas/data.schema.json": '{"properties": {"a": {}}}\n',
		"vendors/zeta.yaml": "id: zeta\nname: Zeta\ndomains:\n  - zeta.example\ncountry: DE\n",
	});
	commitAll(root, "Narrow again", { "schemas/data.schema.json": '{"properties": {}}\n' });
	commitAll(root, "Break it", { "schemas/data.schema.json": "{" });
	const diff = (...names: string[]) => registry(["diff", ...names, "--root", root]);
	expect(diff("HEAD~3", "HEAD~2").stdout).toBe(
		"schemas\n  schemas/data.schema.json#: new\n\nvendors\n  vendors.zeta: added\n\n2 changes, bump: minor\n",
	);
	expect(diff("HEAD~2", "HEAD~1").stdout).toContain("schemas/data.schema.json#/properties/a: gone");
	const broken = diff("HEAD~1", "HEAD");
	expect([broken.code, broken.stdout]).toEqual([1, "0 changes, bump: none\n"]);
	expect(broken.stderr).toBe("schemas/data.schema.json at HEAD has problems and was not compared\n");
});

test("comments, order of keys, style and line folding are no change", () => {
	const root = repository();
	const other = text
		.replace("id: acme-api\nname: Acme API\n", "# for people\nname: 'Acme API'\nid: \"acme-api\"\n")
		.replace(
			"summary: >-\n  Acme serves its Anvil models through",
			"summary: >-\n  Acme serves its Anvil\n  models through",
		)
		.replace(
			"      criteria:\n        - Security\n        - Availability\n",
			"      criteria: [Security, Availability]\n",
		);
	expect(other).not.toBe(text);
	writeFiles(root, { [FILE]: other });
	expect(registry(["diff", "HEAD", "--root", root]).stdout).toBe("0 changes, bump: none\n");
});
