import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { MatchResult, MatchVerdict } from "../../scripts/match/match.ts";
import { isMissed } from "../../scripts/report/verdict.ts";
import { baseFiles, REPOSITORY, registry, rootWith, temporaryFolder } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";

interface Result {
	offering: string;
	meets: boolean;
	misses: { dimension: string; grade: string | null; reason: string | null }[];
	excepted: { dimension: string; reason: string; until: string }[];
}

function resultOf({ offering, meets, cells }: MatchResult): Result {
	return {
		offering,
		meets,
		misses: cells.filter(isMissed).map(({ dimension, grade, reason }) => ({ dimension, grade, reason })),
		excepted: cells.flatMap(({ dimension, exception }) => (exception ? [{ dimension, ...exception }] : [])),
	};
}

function match(
	root: string,
	...args: string[]
): { code: number | null; stderr: string; of: (id: string) => Result | undefined } {
	const { code, stdout, stderr } = registry([
		"match",
		...args,
		"--root",
		root,
		"--today",
		"2026-11-24",
		"--format",
		"json",
	]);
	const results = stdout === "" ? [] : (JSON.parse(stdout) as MatchVerdict).results.map(resultOf);
	return { code, stderr, of: (id) => results.find(({ offering }) => offering === id) };
}

function policyFile(yaml: string): string {
	const path = join(temporaryFolder(), "policy.yaml");
	writeFileSync(path, yaml);
	return path;
}

test("a grade, the least grade, an absent cell and a grade below", () => {
	const root = rootWith();
	expect(match(root, "--require", "soc2_type2").of("acme-api")).toMatchObject({ meets: true, misses: [] });
	expect(match(root, "--require", "soc2_type2=yes_public").of("acme-api")).toMatchObject({
		meets: false,
		misses: [{ dimension: "soc2_type2", grade: "yes_sales_gated", reason: expect.stringContaining("below") }],
	});
	expect(match(root, "--require", "hipaa_baa").of("acme-api")?.misses).toEqual([
		{ dimension: "hipaa_baa", grade: null, reason: "HIPAA BAA is not assessed" },
	]);
	expect(match(root, "--require", "iso_42001=no_public_evidence").of("acme-api")?.meets).toBe(true);
});

test("confidence and freshness", () => {
	const root = rootWith({ [FILE]: text.replace("confidence: high", "confidence: low") });
	const confident = match(root, "--require", "soc2_type2", "--min-confidence", "medium");
	expect(confident.of("acme-api")?.misses[0]?.reason).toBe("SOC 2 Type II: confidence is low, below medium");
	const old = rootWith({ [FILE]: text.replace('captured: "2026-10-15"', 'captured: "2025-10-15"') });
	expect(match(old, "--require", "soc2_type2", "--fresh").of("acme-api")?.misses[0]?.reason).toContain(
		"was fresh until 2026-04-13",
	);
	expect(match(old, "--require", "soc2_type2").of("acme-api")?.meets).toBe(true);
});

test("the opposite practice never meets a requirement, whatever grade is asked for", () => {
	const root = rootWith({
		[FILE]: text.replace(
			"value: yes_public\n    confidence",
			"value: partial\n    contrary: true\n    caveat: Ask.\n    confidence",
		),
	});
	const { misses } = match(root, "--require", "training_on_customer_data=no_public_evidence").of("acme-api") ?? {};
	expect(misses?.[0]?.reason).toContain("the opposite practice");
});

test("a dimension that does not apply is not met, and says why", () => {
	const host =
		"id: host-api\nname: Host API\ndeveloper: various\nplatform: nimbus\ncategory: inference_host\nmodel_family: Many\nsummary: Hosts.\n";
	const root = rootWith({ "offerings/host-api.yaml": `${host}dimensions: {}\n` });
	expect(match(root, "--require", "gpai_cop").of("host-api")?.misses[0]?.reason).toContain("does not apply");
});

test("families and countries choose the offerings; none that meets is 1", () => {
	const root = rootWith();
	expect(match(root, "--require", "soc2_type2", "--family", "anvil").of("acme-api")).toBeDefined();
	const none = match(root, "--require", "soc2_type2", "--family", "Nobody");
	expect([none.code, none.of("acme-api")]).toEqual([1, undefined]);
	expect(match(root, "--require", "soc2_type2", "--country", "ZZ").code).toBe(1);
});

test("a policy file does what options do, and its exceptions end", () => {
	const root = rootWith();
	const policy = (until: string) =>
		policyFile(
			`require:\n  - dimension: hipaa_baa\nexceptions:\n  - offering: acme-api\n    dimension: hipaa_baa\n    reason: signed on paper\n    until: ${until}\n`,
		);
	expect(match(root, "--policy", policy("2026-11-24")).of("acme-api")).toMatchObject({
		meets: true,
		excepted: [{ dimension: "hipaa_baa", reason: "signed on paper", until: "2026-11-24" }],
	});
	expect(match(root, "--policy", policy("2026-11-23")).of("acme-api")?.meets).toBe(false);
});

test.each([
	["require: []\n", "1:10"],
	["require:\n  - dimension: soc2_typ2\n", "2:16"],
	["require:\n  - dimension: soc2_type2\n    gade: partial\n", "3:5"],
	["require:\n  - dimension: soc2_type2\nfresh: yes please\n", "3:8"],
	[
		"require:\n  - dimension: soc2_type2\n    grade: yes_publik\n",
		'3:12 "yes_publik" is not one of the values of "grade". Did you mean "yes_public"?',
	],
	["require:\n  - grade: partial\n", '2:5 the key "dimension" is missing'],
	[
		"require:\n  - dimension: soc2_type2\nofferings:\n  - acme-ap\n",
		'4:5 there is no offering "acme-ap". Did you mean "acme-api"?',
	],
	[
		"require:\n  - dimension: soc2_type2\nexceptions:\n  - offering: acme-two\n    dimension: gpai_cop\n    reason: r\n    until: 2027-01-01\n",
		'4:15 there is no offering "acme-two"',
	],
	[
		"require:\n  - dimension: soc2_type2\n  - dimension: soc2_type2\nrequire: []\n",
		'4:1 the key "require" stands twice',
	],
	["- dimension: soc2_type2\n", '1:1 this must be "key: value" lines, not a list'],
	["require: [\n", "1:10"],
	[
		"require:\n  - dimension: soc2_type2\nexceptions:\n  - {offering: acme-api, dimension: gpai_cop, reason: r, until: 2026-02-30}\n",
		"4:65",
	],
])("a faulty policy is named with its place: %j", (yaml, place) => {
	const path = policyFile(yaml);
	const { code, stderr } = match(rootWith(), "--policy", path);
	expect([code, stderr]).toEqual([2, expect.stringContaining(`${path}:${place}`)]);
});

test("all mistakes of a policy are named at once, in the order of its lines", () => {
	const path = policyFile("family: Claude\nrequire:\n  - dimension: soc2\n    min_confidence: sure\n");
	const { stderr } = match(rootWith(), "--policy", path);
	const lines = stderr.split("\n").filter((line) => line.startsWith(path));
	expect(lines.map((line) => line.slice(path.length).split(" ")[0])).toEqual([":1:1", ":3:16", ":4:21"]);
});

test("a requirement may do without what the policy asks of the others", () => {
	const old = rootWith({ [FILE]: text.replace('captured: "2026-10-15"', 'captured: "2025-10-15"') });
	const policy = (own: string) => policyFile(`require:\n  - dimension: soc2_type2\n${own}fresh: true\n`);
	expect(match(old, "--policy", policy("")).of("acme-api")?.meets).toBe(false);
	expect(match(old, "--policy", policy("    fresh: false\n")).of("acme-api")?.meets).toBe(true);
});

test("a policy finds an offering by the id that it bore when the policy was written", () => {
	const root = rootWith({ [FILE]: text.replace("dimensions:\n", "aliases:\n  - acme-old\ndimensions:\n") });
	const policy =
		"require:\n  - dimension: hipaa_baa\nofferings:\n  - acme-old\nexceptions:\n  - offering: acme-old\n    dimension: hipaa_baa\n    reason: signed on paper\n    until: 2027-01-01\n";
	const { code, of } = match(root, "--policy", policyFile(policy));
	expect([code, of("acme-api")?.meets]).toEqual([0, true]);
});

test("where no offering is looked at, it says why", () => {
	const { stderr } = match(rootWith(), "--require", "soc2_type2", "--family", "Anvill");
	expect(stderr).toContain('there is no model family "Anvill". Did you mean "Anvil"?');
});

test.each([
	[[], "nothing is required"],
	[["--require", "soc2"], "There is no such dimension"],
	[["--require", "soc2_type2=yes"], "There is no such grade"],
	[["--policy", "/no/such/file"], "there is no file"],
	[["--policy", "/tmp"], "there is no file /tmp"],
	[["--policy", "x", "--require", "soc2_type2"], "--policy holds all requirements"],
])("a wrong call is refused: %j", (args, reason) => {
	const { code, stderr } = match(rootWith(), ...args);
	expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
});

test("CSV has a row per miss, and the pretty table counts", () => {
	const root = rootWith();
	const csv = registry(["match", "--require", "hipaa_baa", "--root", root, "--format", "csv"]).stdout.split("\n");
	expect(csv[0]).toBe('"offering","name","meets","dimension","grade","reason","permalink"');
	expect(csv[1]).toContain('"acme-api","Acme API","false","hipaa_baa",,"HIPAA BAA is not assessed"');
	expect(registry(["match", "--require", "soc2_type2", "--root", root]).stdout).toMatch(/\d of \d offerings meet/);
});

test("the examples of docs/policy.md are policies of this registry", () => {
	const doc = readFileSync(join(REPOSITORY, "docs/policy.md"), "utf8");
	const examples = [...doc.matchAll(/```yaml\n(.*?)```/gs)].map((found) => found[1] ?? "");
	expect(examples).toHaveLength(2);
	for (const yaml of examples) expect(match(REPOSITORY, "--policy", policyFile(yaml)).code).not.toBe(2);
});
