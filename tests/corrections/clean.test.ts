import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { cleanAnswer, isNoAnswer } from "../../scripts/corrections/clean.ts";
import { readFacts } from "../../scripts/corrections/facts.ts";
import { readAnswer, readForm } from "../../scripts/corrections/form.ts";
import { formText, formUrl } from "../../scripts/corrections/form-text.ts";
import { meant, namedIn } from "../../scripts/corrections/names.ts";
import { CHOOSE_ONE, QUESTIONS, type QuestionKey } from "../../scripts/corrections/questions.ts";
import { REPOSITORY } from "../support.ts";
import { body } from "./body.ts";

const question = (key: QuestionKey) => {
	const found = QUESTIONS.find((one) => one.key === key);
	if (!found) throw new Error(`no question ${key}`);
	return found;
};
const answer = (key: QuestionKey, text: string) => readAnswer(question(key), text);

const URL_TOLD = "https://acme.com/Terms?a=1#s";
/** Answers that are cleaned: the question, what was written, what it becomes, and what the person is told. */
const CLEANED: readonly [QuestionKey, string, string, string | null][] = [
	["source", `<${URL_TOLD}>`, URL_TOLD, "took off the angle brackets"],
	["source", "HTTPS://ACME.com/Terms?a=1#s", URL_TOLD, "wrote the host in lower case"],
	["source", "https://acme.com/Terms?utm_source=x&a=1&fbclid=y#s", URL_TOLD, "took off what only tracks readers"],
	["source", "https:\u2060//acme.com/Terms?a=1#s", URL_TOLD, "took out invisible characters"],
	["source", `[the terms](${URL_TOLD})`, URL_TOLD, "took the URL out of its Markdown link"],
	["archived", `  ${URL_TOLD}  `, URL_TOLD, null],
	["notes", "It says\u200b so.", "It says so.", "took out invisible characters"],
	["notes", "It\tsays\u00a0 so.\u2028", "It says so.", null],
	["notes", "Ame\u0301lie.", "Amélie.", null],
	["quote", "“We keep\ninputs 30 days.”", "We keep inputs 30 days.", "joined the lines of the quotation"],
	[
		"quote",
		"We keep inputs [...] for (…) days.",
		"We keep inputs […] for […] days.",
		"wrote […] where words are left out",
	],
	["quote", '"We keep inputs."', "We keep inputs.", "took off the quotation marks"],
	["credit", "@fin\u200bder", "@finder", "took out invisible characters"],
];

test.each(CLEANED)("%s: %j is cleaned, and that is told", (key, written, becomes, told) => {
	const read = answer(key, written);
	expect(read).toMatchObject({ value: becomes });
	expect("cleaned" in read && read.cleaned).toEqual(told === null ? [] : expect.arrayContaining([told]));
});

test("nothing is told of an answer that needs no cleaning", () => {
	expect(cleanAnswer("source", URL_TOLD, false)).toEqual({ text: URL_TOLD, done: [] });
});

test.each(["none", "None.", "N/A", "n.a.", "-", "—", "_No response_", "nothing", "no", "keine"])(
	"%j in an optional answer is no answer",
	(written) => {
		expect(isNoAnswer(written)).toBe(true);
		for (const key of ["credit", "caveat", "archived", "locator", "quote"] as const) {
			expect(answer(key, written)).toEqual({ value: null, cleaned: [] });
		}
		expect(answer("source", written)).toEqual({ fault: "this needs an answer" });
	},
);

test.each(["None of it is kept", "No retention", "@none-of-your-business", "Noa"])("%j is an answer", (written) => {
	expect(isNoAnswer(written)).toBe(false);
});

test.each([
	["11/24/2026", "it can be read in more than one way"],
	["2026-1-4", "it can be read in more than one way"],
	["today", "it can be read in more than one way"],
	["24.11.2026", "it can be read in more than one way"],
	["Nov 24, 2026", "it can be read in more than one way"],
	["2026-11-24T10:00", "it can be read in more than one way"],
	["2026-02-30", "there is no such day"],
])("a day as %j gives one clear message", (written, why) => {
	const message = `write the day as YYYY-MM-DD, such as 2026-11-24, not "${written}": ${why}`;
	expect(readForm(body({ read_on: written }))).toEqual({
		problems: [{ question: "Day on which you read it", message }],
	});
});

test("the first option of a dropdown is no answer", () => {
	for (const { key, label, choices, required } of QUESTIONS) {
		if (choices === null) continue;
		const read = readForm(body({ [key]: CHOOSE_ONE }));
		if (!required) expect(read).toHaveProperty("correction");
		else {
			const message = expect.stringContaining(`choose an answer; choose one of: ${choices[0]?.shown}`);
			expect(read).toEqual({ problems: [{ question: label, message }] });
		}
	}
});

test("a text that is too long, or too short, is told in plain words", () => {
	expect(answer("caveat", "x".repeat(121))).toEqual({ fault: "this has 121 characters; at most 120 fit" });
	expect(answer("caveat", "x".repeat(120))).toMatchObject({ value: "x".repeat(120) });
	expect(answer("finding", "x".repeat(81))).toEqual({ fault: "this has 81 characters; at most 80 fit" });
	expect(answer("quote", "too short")).toEqual({ fault: "this has 9 characters; write at least 10" });
	expect(answer("quote", "ten chars.")).toMatchObject({ value: "ten chars." });
	expect(answer("notes", "x".repeat(4001))).toEqual({ fault: "this has 4001 characters; at most 4000 fit" });
});

test("with a grade the phrase and the words are needed, with a dismissal the reason, and with still right neither", () => {
	const left = { finding: "_No response_", notes: "_No response_" };
	const asked = (changes: Record<string, string>) => {
		const read = readForm(body({ ...left, ...changes }));
		return "problems" in read ? read.problems.map((one) => one.question) : [];
	};
	expect(asked({})).toEqual(["The answer in one phrase", "What it says, in your words"]);
	expect(asked({ answer: "Dismiss the flag, what changed does not matter" })).toEqual(["What it says, in your words"]);
	expect(asked({ answer: "Still right, I re-read it" })).toEqual([]);
});

const DIMENSIONS_MEANT: readonly [string, string | null, boolean | null][] = [
	["soc2_type2", "soc2_type2", true],
	["SOC 2 Type II", "soc2_type2", true],
	["soc-2 type ii", "soc2_type2", true],
	["SOC2 Type 2", "soc2_type2", true],
	["Is a SOC 2 Type II report available for this offering?", "soc2_type2", true],
	["HIPPA BAA", "hipaa_baa", false],
	["iso 42001", "iso_42001", true],
	["ISO 27002", null, null],
	["ISO 4200", null, null],
	["SOC", null, null],
	["", null, null],
];

test.each(DIMENSIONS_MEANT)("%j names the dimension %j", (written, id, exact) => {
	const read = readForm(body({ dimension: written }));
	if (id === null) expect(read).toMatchObject({ problems: [{ question: "Dimension" }] });
	else {
		expect(read).toMatchObject({ correction: { dimension: id } });
		expect("cleaned" in read && read.cleaned).toEqual(exact ? [] : [`Dimension: we read "${written}" as HIPAA BAA.`]);
	}
});

test("a name is forgiven one mistake where one thing alone is near, and never a digit", () => {
	const known = [
		{ id: "claude-bedrock", names: ["Claude on Amazon Bedrock"] },
		{ id: "nova-bedrock", names: ["Amazon Nova on Bedrock"] },
		{ id: "llama-3", names: ["Llama 3"] },
		{ id: "llama-4", names: ["Llama 4"] },
	];
	expect(meant("Claude on Amazon Bedrock (claude-bedrock)", known)).toEqual({ id: "claude-bedrock", exact: true });
	expect(meant("Whatever (nova-bedrock)", known)).toEqual({ id: "nova-bedrock", exact: true });
	expect(meant("claude on amazon  bedrok", known)).toEqual({ id: "claude-bedrock", exact: false });
	expect(meant("llama-5", known)).toEqual({ nearest: expect.stringMatching(/^llama-[34]$/) });
	expect(meant("claude", known)).toEqual({ nearest: null });
	expect(meant("x".repeat(200), known)).toEqual({ nearest: null });
	expect(namedIn("Correction: SOC 2 of claude-bedrock", known)).toEqual(["claude-bedrock"]);
	expect(namedIn("Correction: of claude-bedrocks", known)).toEqual([]);
});

test("facts are read by the types of the dimension", () => {
	expect(readFacts("retention_zdr", "retention_days: 30\nzdr_available = No; ZDR how: by contract\n")).toEqual({
		facts: { retention_days: 30, zdr_available: false, zdr_how: "by contract" },
	});
	expect(readFacts("soc2_type2", "- criteria: Security, Privacy")).toEqual({
		facts: { criteria: ["Security", "Privacy"] },
	});
	const fault = (text: string) => {
		const read = readFacts("retention_zdr", text);
		return "fault" in read ? read.fault : read;
	};
	expect(fault("retention_days: thirty")).toBe('retention_days: write a whole number from 0 to 36500, not "thirty"');
	expect(fault("retention_days: 36501")).toContain("a whole number from 0 to 36500");
	expect(fault("zdr_available: maybe")).toBe('zdr_available: write yes or no, not "maybe"');
	expect(fault("retention_day: 30")).toBe('this question has no fact "retention_day". Did you mean "retention_days"?');
	expect(fault("__proto__: 1")).toContain("this question has no fact");
	expect(fault("30 days")).toBe('write each fact as name: value, not "30 days"');
	expect(fault("retention_days: 30; retention_days: 31")).toBe("retention_days is there twice");
});

test("the text of a form is read back, and the URL fills inputs alone", () => {
	const answers = { offering: "acme-api", dimension: "iso_42001", answer: "still_right", source: "https://acme.com/" };
	const given = { ...answers, holds_for: "offering", read_on: "2026-11-22", affiliation: "none" };
	expect(readForm(formText(given))).toEqual({ correction: given, cleaned: [] });
	const url = new URL(formUrl("https://github.com/o/r", answers, "Correction: x (y)"));
	expect(Object.fromEntries(url.searchParams)).toEqual({
		template: "correction.yml",
		title: "Correction: x (y)",
		offering: "acme-api",
		dimension: "iso_42001",
		source: "https://acme.com/",
	});
	expect(url.href).not.toMatch(/[()]/);
});

test("the reader of the form needs nothing of Node, so that a page can use it", () => {
	const seen = new Set<string>();
	const visit = (path: string): void => {
		if (seen.has(path)) return;
		seen.add(path);
		for (const [, from = ""] of readFileSync(path, "utf8").matchAll(
			/^(?:import|export)(?! type)[^;]*? from "([^"]+)";$/gms,
		)) {
			expect(`${path} imports ${from}`).not.toMatch(/ imports node:/);
			expect(builtinModules, path).not.toContain(from);
			if (from.startsWith(".")) visit(join(dirname(path), from));
		}
	};
	for (const name of ["form.ts", "form-text.ts", "questions.ts"]) visit(join(REPOSITORY, "scripts/corrections", name));
	expect(seen.size).toBeGreaterThan(20);
});
