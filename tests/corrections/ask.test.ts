import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type GradeId, gradeOf } from "../../schemas/grades.ts";
import { type Asking, askCorrection } from "../../scripts/corrections/ask-correction.ts";
import { askOffering, type OfferingKey } from "../../scripts/corrections/ask-offering.ts";
import { DRAFTS, openDraft } from "../../scripts/corrections/draft.ts";
import { changedLines } from "../../scripts/corrections/proposal.ts";
import type { QuestionKey } from "../../scripts/corrections/questions.ts";
import { correctionValidator } from "../../scripts/corrections/validate-correction.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { rootWith, TODAY, temporaryFolder } from "../support.ts";
import { memoryDraft, scripted } from "./person.ts";

const grade = (id: GradeId) => `${gradeOf(id).glyph} ${gradeOf(id).label}`;

type Answer = readonly [string, string];

function asking(answers: readonly Answer[], given: Partial<Record<QuestionKey, string>> = {}) {
	const root = rootWith();
	const registry = loadRegistry(folderTree(root));
	const person = scripted(answers);
	const draft = memoryDraft<QuestionKey>(given);
	const validate = correctionValidator(folderTree(root), registry, TODAY);
	return { person, registry, today: TODAY, draft, validate, summary: changedLines } satisfies Asking;
}

async function asked(answers: readonly Answer[], given: Partial<Record<QuestionKey, string>> = {}) {
	const call = asking(answers, given);
	const agreed = await askCorrection(call);
	expect(call.person.left).toEqual([]);
	return { agreed, said: call.person.said.join("\n"), kept: call.draft.kept };
}

const END: readonly Answer[] = [
	["Affiliation", "none"],
	["How to credit", "@finder"],
	["Write it?", "write"],
];

const GRADE: readonly Answer[] = [
	["Offering", "acme-api"],
	["Dimension", "iso_42001"],
	["What it should say", "yes_public"],
	["URL of the page", "https://acme.com/iso"],
	["URL of an archived copy", ""],
	["Day on which", "2026-11-22"],
	["Where on the page", ""],
	["The sentence", "The certificate covers the API."],
	["The answer in one phrase", "Certificate for the API"],
	["What it says", "It says so."],
	["Your words", "replace"],
	["Facts", "scope_names_service: yes"],
	...END,
];

test("a grade is asked for question by question, and what it would change is shown before it is written", async () => {
	const { agreed, said } = await asked(GRADE);
	expect(agreed?.read.correction).toEqual({
		offering: "acme-api",
		dimension: "iso_42001",
		answer: "yes_public",
		holds_for: "offering",
		source: "https://acme.com/iso",
		read_on: "2026-11-22",
		quote: "The certificate covers the API.",
		finding: "Certificate for the API",
		notes: "It says so.",
		notes_mode: "replace",
		facts: "scope_names_service: yes",
		affiliation: "none",
		credit: "@finder",
	});
	for (const line of [
		"The record says: ▬ No public evidence, as of 2026-11-20. No certificate on the security page",
		"Notes: The security page names no certificate.",
		"Searched: https://acme.com/security (2026-11-20)",
		"Written in offerings/acme-api.yaml, for 1 offering (acme-api).",
		`  ISO 42001: ▬ No public evidence → ${grade("yes_public")} ↑`,
		"  ISO 42001: notes The security page names no certificate. → It says so.",
		"It edits offerings/acme-api.yaml, for 1 offering (acme-api).",
	])
		expect(said).toContain(line);
});

/** Answers that are refused at once: the question, what is given, what is said. */
const REFUSED: readonly [string, string, string][] = [
	["URL of the page", "http://acme.com/iso", "write the whole URL, beginning with https"],
	["URL of the page", "https://127.0.0.1/", "source/url"],
	["URL of the page", "https://bit.ly/x", "source/shortener"],
	["URL of the page", "acme.com", "write the whole URL"],
	["URL of the page", "", "this needs an answer"],
	["URL of an archived copy", "https://web.archive.org/web/20261122010101/https://acme.com/other", "source/archive"],
	["Day on which", "11/24/2026", "write the day as YYYY-MM-DD"],
	["Day on which", "2026-02-30", "there is no such day"],
	["Day on which", "2026-12-24", "lies in the future"],
	["The sentence", "short", "at least 10"],
	["The answer in one phrase", "x".repeat(81), "at most 80 fit"],
	["The answer in one phrase", "", "this needs an answer"],
	["What it says", "<!-- x", "a comment is not an answer"],
	["What it says", "It <b>says</b> so.", "prose/markdown"],
	["What it says", "", "this needs an answer"],
	["Facts", "retention_days: 3", "this question has no fact"],
	["How to credit", "fixes #1", "write your @account"],
];

test.each(REFUSED)("%s: %j is refused when it is given, and asked for again", async (question, answer, why) => {
	const at = GRADE.findIndex(([label]) => label === question);
	const { agreed, said } = await asked(GRADE.toSpliced(at, 0, [question, answer]));
	expect(said).toMatch(new RegExp(`✗ .*${why.replace(/[/]/g, "\\/")}`));
	expect(agreed).not.toBeNull();
});

test("still right asks for the page and the day alone; both are offered", async () => {
	const { agreed, said } = await asked([
		["Offering", "acme-nimbus"],
		["Dimension", "gdpr_dpa"],
		["What it should say", "still_right"],
		["Where does it hold?", "shared"],
		["URL of the page", "="],
		["URL of an archived copy", ""],
		["Day on which", "="],
		["Where on the page", ""],
		["The sentence", ""],
		["What it says", ""],
		["Everything else", "hold"],
		...END,
	]);
	expect(agreed?.correct).toMatchObject({
		unread: [],
		path: "services/nimbus-models.yaml",
		reach: ["acme-nimbus", "bolt-nimbus"],
	});
	expect(agreed?.read.correction).toMatchObject({
		source: "https://nimbus.io/legal/service-terms",
		read_on: TODAY,
		answer: "still_right",
	});
	for (const line of [
		"Notes: The DPA is part of the service terms",
		"“The Data Processing Addendum forms part of these Terms.”",
		"This one is written in services/nimbus-models.yaml, for 2 offerings (acme-nimbus, bolt-nimbus).",
		"It edits services/nimbus-models.yaml, for 2 offerings (acme-nimbus, bolt-nimbus).",
	])
		expect(said).toContain(line);
});

test("what the record says besides is listed and asked about", async () => {
	const { agreed, said } = await asked([
		["Offering", "acme-api"],
		["Dimension", "soc2_type2"],
		["What it should say", "unclear"],
		["URL of the page", "<HTTPS://acme.com/soc?utm_source=x>"],
		["URL of an archived copy", "none"],
		["Day on which", "2026-11-22"],
		["Where on the page", ""],
		["The sentence", ""],
		["The answer in one phrase", "Page and report differ"],
		["What it says", "The page and the report differ."],
		["Your words", ""],
		["Facts", ""],
		["Everything else", "maintainer"],
		["What a buyer should check", "They differ."],
		...END,
	]);
	expect(said).toContain("Does it still hold? tier: self_serve; route: trust_center_nda; criteria:");
	expect(said).toContain("We took off the angle brackets: https://acme.com/soc");
	expect(agreed?.correct.unread).toContain("tier: self_serve");
	expect(agreed?.read.correction.source).toBe("https://acme.com/soc");
});

test("where nobody has looked, it is said that still right is no answer, and the answer is asked for again", async () => {
	const { said } = await asked([
		["Offering", "acme-api"],
		["Dimension", "trust_center"],
		["What it should say", "still_right"],
		["URL of the page", "https://acme.com/trust"],
		["URL of an archived copy", ""],
		["Day on which", "2026-11-22"],
		["Where on the page", ""],
		["The sentence", ""],
		["What it says", ""],
		["Affiliation", "none"],
		["How to credit", ""],
		["What it should say", "yes_public"],
		["The answer in one phrase", "Public trust center"],
		["Facts", ""],
		["What it says", "It is public."],
		["Write it?", "write"],
	]);
	expect(said).toContain("Nobody has assessed this yet, so that it is still right is no answer.");
	expect(said).toContain("✗ What it should say: nobody has assessed this yet");
});

test("an answer can be changed at the end, and the rest stays", async () => {
	const { agreed } = await asked([
		...GRADE.slice(0, -1),
		["Write it?", "change"],
		["Which answer?", "finding"],
		["The answer in one phrase", "Certificate of 2026"],
		["Write it?", "write"],
	]);
	expect(agreed?.read.correction.finding).toBe("Certificate of 2026");
});

test("each answer is kept when it is given, and offered again", async () => {
	const call = asking(GRADE.slice(0, 5));
	await expect(askCorrection(call)).rejects.toThrow("no answer is left for: Day on which");
	const kept = call.draft.kept.at(-1) ?? {};
	expect(kept).toMatchObject({ offering: "acme-api", source: "https://acme.com/iso", archived: "" });
	const { agreed, said } = await asked([["Go on with them?", "go on"], ...GRADE.slice(5)], kept);
	expect(said).toContain("  URL of the page: https://acme.com/iso");
	expect(agreed?.read.correction.source).toBe("https://acme.com/iso");
	const anew = await asked([["Go on with them?", "anew"], ...GRADE], kept);
	expect(anew.agreed).not.toBeNull();
	expect((await asked([...GRADE.slice(0, -1), ["Write it?", "leave"]])).agreed).toBeNull();
});

test("a draft is a file in one ignored folder; one that cannot be read is none", () => {
	const root = temporaryFolder();
	const draft = openDraft<string>(root, "correction", ["a", "b"]);
	expect(draft.answers).toEqual({});
	draft.keep({ a: "1" });
	expect(openDraft<string>(root, "correction", ["a", "b"]).answers).toEqual({ a: "1" });
	expect(openDraft<string>(root, "correction", ["b"]).answers).toEqual({});
	draft.drop();
	expect(openDraft<string>(root, "correction", ["a"]).answers).toEqual({});
	mkdirSync(join(root, DRAFTS), { recursive: true });
	for (const text of ["{", "null", '["a"]', '{"a": 1}', '{"__proto__": {"a": "1"}}']) {
		writeFileSync(join(root, DRAFTS, "correction.json"), text);
		expect(openDraft<string>(root, "correction", ["a"]).answers).toEqual({});
	}
});

test("a new offering is asked for line by line, and an offering of that name is told", async () => {
	const person = scripted([
		["Id", "Acme Batch"],
		["Id", "acme-api"],
		["Id", "acme-batch"],
		["Name", "Acme API"],
		["Developer", "acme"],
		["Served by", "another"],
		["Served by, its id", "Zed Cloud"],
		["Served by, its id", "zed"],
		["Category", "cloud_distribution"],
		["Model family", "Anvil"],
		["Summary", ""],
	]);
	const draft = memoryDraft<OfferingKey>();
	expect(await askOffering(person, loadRegistry(folderTree(rootWith())), draft)).toEqual({
		id: "acme-batch",
		lines: {
			name: "Acme API",
			developer: "acme",
			platform: "zed",
			category: "cloud_distribution",
			model_family: "Anvil",
		},
	});
	const said = person.said.join("\n");
	expect(said).toContain("✗ there is an offering acme-api already");
	expect(said).toContain("There is an offering of that name: offerings/acme-api.yaml.");
	expect(said.match(/✗ use lower-case letters/g)).toHaveLength(2);
	expect(draft.kept.at(-1)).toMatchObject({ id: "acme-batch", served_by: "zed" });
});
