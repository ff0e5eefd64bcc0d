import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { registry, rootWith, TODAY } from "../support.ts";
import { CLEAR, DOWN, END_OF_INPUT, ENTER, hasTerminal, INTERRUPT, Terminal } from "./terminal.ts";

const FILE = "offerings/acme-api.yaml";

test.skipIf(!hasTerminal)("new asks on a terminal, and says which vendors are missing", async () => {
	const root = rootWith();
	const terminal = new Terminal(["new", "--root", root]);
	await terminal.answer("Id", "zed-api", ENTER);
	await terminal.answer("Name", "Zed: API", ENTER);
	await terminal.answer("Developer", DOWN, DOWN, DOWN, DOWN, ENTER);
	await terminal.answer("Developer, its id", "zed", ENTER);
	await terminal.answer("Served by", ENTER);
	await terminal.answer("Category", DOWN, ENTER);
	await terminal.answer("Model family", "Zed", ENTER);
	await terminal.answer("Summary", "Nimbus serves Zed's models.", ENTER);
	expect(await terminal.ended()).toBe(0);
	expect(terminal.shown).toContain("1. Write vendors/zed.yaml");
	expect(terminal.shown).not.toContain("\ufffd");
	expect(terminal.shown).toContain("3. Run: npm run registry -- check");
	const text = readFileSync(join(root, "offerings/zed-api.yaml"), "utf8");
	expect(text).toContain("# Cells that hold for every offering of this service: ../services/nimbus-models.yaml\n");
	expect(parse(text)).toMatchObject({
		id: "zed-api",
		name: "Zed: API",
		developer: "zed",
		service: "nimbus-models",
		category: "cloud_distribution",
		model_family: "Zed",
		summary: "Nimbus serves Zed's models.",
		dimensions: {},
	});
	expect(existsSync(join(root, ".drafts/offering.json"))).toBe(false);
});

test.skipIf(!hasTerminal).each([
	["Ctrl+C", INTERRUPT],
	["the end of input", END_OF_INPUT],
])("a person who goes away by %s changes nothing, and finds the answers again", async (_how, key) => {
	const root = rootWith();
	const first = new Terminal(["new", "--root", root]);
	await first.answer("Id", "zed-api", ENTER);
	await first.answer("Name", key);
	expect(await first.ended()).toBe(2);
	expect(first.shown).toContain("stopped; nothing was changed. Your answers are kept and offered again");
	expect(existsSync(join(root, "offerings/zed-api.yaml"))).toBe(false);
	const second = new Terminal(["new", "--root", root]);
	await second.answer("Go on with them?", ENTER);
	expect(second.shown).toContain("  Id: zed-api");
	await second.answer("Name", INTERRUPT);
	expect(await second.ended()).toBe(2);
});

test.skipIf(!hasTerminal)(
	"correct asks on a terminal, checks each answer at once, and says what comes next",
	async () => {
		const root = rootWith();
		const terminal = new Terminal(["correct", "--root", root, "--today", TODAY]);
		await terminal.answer("Offering", ENTER);
		await terminal.search("Dimension", "42001", "ISO 42001");
		await terminal.waitFor("The record says: ▬ No public evidence");
		await terminal.answer("What it should say", ENTER);
		await terminal.answer("URL of the page", "https://127.0.0.1/iso", ENTER);
		await terminal.waitFor("(source/url)");
		await terminal.answer("", CLEAR, "https://acme.com/iso", ENTER);
		await terminal.answer("URL of an archived copy", ENTER);
		await terminal.answer("Day on which you read it", CLEAR, "11/24/2026", ENTER);
		await terminal.waitFor("write the day as YYYY-MM-DD");
		await terminal.answer("", CLEAR, "2026-11-22", ENTER);
		await terminal.answer("Where on the page", ENTER);
		await terminal.answer("The sentence", "The certificate covers the API.", ENTER);
		await terminal.answer("The answer in one phrase", CLEAR, "Certificate for the API", ENTER);
		await terminal.answer("What it says, in your words", "It says so.", ENTER);
		await terminal.answer("Your words and the notes", DOWN, DOWN, ENTER);
		await terminal.answer("Facts that the page states", "scope_names_service: yes", ENTER);
		await terminal.answer("Affiliation", ENTER);
		await terminal.answer("How to credit you", "Zoë", ENTER);
		await terminal.waitFor(`It edits ${FILE}, for 1 offering (acme-api).`);
		await terminal.answer("Write it?", ENTER);
		expect(await terminal.ended()).toBe(0);
		for (const line of [
			"npm run registry -- diff HEAD",
			`git commit -m "Correct ISO 42001 of acme-api: Yes, public" --trailer "Credit: Zoë" ${FILE}`,
			"git push -u origin HEAD",
			"/compare/correct-acme-api-iso-42001?expand=1",
		])
			expect(terminal.shown).toContain(line);
		const record = parse(readFileSync(join(root, FILE), "utf8"));
		expect(record.dimensions.iso_42001).toMatchObject({ value: "yes_public", notes: "It says so." });
		expect(existsSync(join(root, ".drafts/correction.json"))).toBe(false);
	},
);

test("without a terminal nothing is asked: the call is wrong", () => {
	for (const command of ["correct", "new"]) {
		const { code, stdout, stderr } = registry([command]);
		expect([code, stdout]).toEqual([2, ""]);
		expect(stderr).toMatch(/name the (?:correction|offering)/);
	}
	expect(registry(["correct", "--issue", "1", "--file", "x"])).toMatchObject({ code: 2 });
	const { code, stderr } = registry(["correct", "--issue", "1"], { env: { GITHUB_TOKEN: "" } });
	expect(code).toBe(2);
	expect(stderr).toContain("GITHUB_TOKEN is not set");
});
