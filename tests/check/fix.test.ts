import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { API, INHERITING, OVERRIDE, SHARED } from "../../scripts/rules/example.ts";
import { baseFiles, registry, rootWith, TODAY } from "../support.ts";

const BASE = baseFiles();
const TEXT = BASE[API] ?? "";

function fix(files: Record<string, string>) {
	const root = rootWith(files);
	const ran = registry(["check", "--root", root, "--today", TODAY, "--fix", "--format", "json"]);
	const read = (path: string) => readFileSync(join(root, path), "utf8");
	return { ...ran, problems: JSON.parse(ran.stdout).problems as { rule: string }[], read, root };
}

describe("the encoding is fixed, and no word changes", () => {
	const NAMED = TEXT.replace("name: Acme API", "name: Café API");
	test.each([
		["carriage returns", NAMED.replaceAll("\n", "\r\n")],
		["byte order mark", `\ufeff${NAMED}`],
		["letter in parts", NAMED.replace("é", "e\u0301")],
		["all of them", `\ufeff${NAMED.replace("é", "e\u0301").replaceAll("\n", "\r\n")}`],
	])("%s", (_name, text) => {
		const { code, problems, read, stderr } = fix({ [API]: text });
		expect(code).toBe(0);
		expect(problems).toEqual([]);
		expect(read(API)).toBe(NAMED);
		expect(stderr).toContain(`1 file fixed: ${API}`);
	});

	test("also in a file that has other errors, which stay", () => {
		const broken = TEXT.replace("confidence: high", "confidence: sure");
		const { code, problems, read } = fix({ [API]: `\ufeff${broken.replaceAll("\n", "\r\n")}` });
		expect(code).toBe(1);
		expect(read(API)).toBe(broken);
		expect(problems.map(({ rule }) => rule)).toEqual(["schema/enum"]);
	});

	test("bytes that are no text are left alone", () => {
		const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x41]);
		const root = rootWith({ [API]: bytes });
		registry(["check", "--root", root, "--today", TODAY, "--fix"]);
		expect(readFileSync(join(root, API)).equals(bytes)).toBe(true);
	});
});

describe("text and intention can differ: the file is left as it is, and both are shown", () => {
	test.each([
		["entry one space in", "        - Availability", "         - Availability", "Security - Availability"],
		["number sign", "caveat: The report needs an NDA.", "caveat: See section #4 of it", "See section"],
		[
			"two entries on a line",
			"        - Security\n        - Availability",
			"        - Security - Availability",
			"Security - Availability",
		],
	])("%s", (_name, find, put, shown) => {
		const text = TEXT.replace(find, put);
		expect(text).not.toBe(TEXT);
		const root = rootWith({ [API]: text });
		const { code, stdout } = registry(["check", "--root", root, "--today", TODAY, "--fix", "--no-color"]);
		expect(code).toBe(1);
		expect(readFileSync(join(root, API), "utf8")).toBe(text);
		expect(stdout).toContain(JSON.stringify(shown));
		expect(stdout).toContain(put.split("\n").at(-1)?.trim());
	});
});

describe("values that a rule names are fixed", () => {
	test("a document that is described twice is described once, under a name of its own", () => {
		const inline =
			'- url: https://docs.nimbus.io/regions\n        title: Regions\n        via: live\n        captured: "2026-11-18"';
		const text = (BASE[SHARED] ?? "").replace(
			"- document: service-terms\n        locator: Section 4",
			`${inline}\n        locator: Section 4`,
		);
		const { problems, read } = fix({ [SHARED]: text });
		expect(problems).toEqual([]);
		const value = load(read(SHARED)) as {
			documents: Record<string, object>;
			dimensions: Record<string, { sources: object[] }>;
		};
		expect(value.documents.regions).toEqual({
			url: "https://docs.nimbus.io/regions",
			title: "Regions",
			via: "live",
			captured: "2026-11-18",
		});
		expect(value.dimensions.data_residency?.sources).toEqual([{ document: "regions" }]);
		expect(value.dimensions.gdpr_dpa?.sources).toMatchObject([{ document: "regions", locator: "Section 4" }]);
	});

	test("an override that says what it overrides is deleted", () => {
		const shared = load(BASE[SHARED] ?? "") as { dimensions: { data_residency: object } };
		const [, cell = ""] = /( {2}data_residency:\n.*)$/s.exec(BASE[SHARED] ?? "") ?? [];
		expect(shared.dimensions.data_residency).toBeDefined();
		const { problems, read } = fix({
			[INHERITING]: (BASE[INHERITING] ?? "").replace("dimensions: {}\n", `dimensions:\n${cell}`),
		});
		expect(problems).toEqual([]);
		expect(read(INHERITING)).toBe(BASE[INHERITING]);
	});

	test("tracking and a better reading that stands second", () => {
		const live =
			'      - url: https://nimbus.io/legal/indemnity\n        title: Indemnity\n        via: live\n        captured: "2026-11-18"\n        locator: Section 2\n';
		const text = (BASE[OVERRIDE] ?? "")
			.replace('          date: "2026-11-01"\n', `          date: "2026-11-01"\n${live}`)
			.replace("https://watch.org/nimbus", "https://watch.org/nimbus?utm_source=x");
		const { problems, read } = fix({ [OVERRIDE]: text });
		expect(problems).toEqual([]);
		expect(read(OVERRIDE)).toContain(`    sources:\n${live}      - url: https://nimbus.io/legal/indemnity\n`);
		expect(read(OVERRIDE)).toContain("url: https://watch.org/nimbus\n");
	});
});

test("a day that does not exist crashes no command", () => {
	const root = rootWith({ [API]: TEXT.replace('captured: "2026-11-20"', "captured: 11/24/2026") });
	for (const args of [
		["show", "acme-api"],
		["quality"],
		["match", "--require", "soc2_type2"],
		["docs"],
		["check", "--format", "json"],
	]) {
		const { code, stderr } = registry([...args, "--root", root, ...(args[0] === "docs" ? [] : ["--today", TODAY])]);
		expect({ args, stderr: stderr.includes("Invalid time value") }).toEqual({ args, stderr: false });
		expect({ args, code: code === 2 }).toEqual({ args, code: false });
	}
});
