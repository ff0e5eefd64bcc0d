import { expect, test } from "vitest";
import { type GradeId, gradeOf } from "../../schemas/grades.ts";
import { readJson } from "../../scripts/corrections/form.ts";
import { proposalOf } from "../../scripts/corrections/proposal.ts";
import { proposedReply } from "../../scripts/corrections/reply.ts";
import { correctionValidator } from "../../scripts/corrections/validate-correction.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { rootWith, TODAY } from "../support.ts";

const grade = (id: GradeId) => `${gradeOf(id).glyph} ${gradeOf(id).label}`;

const DPA = {
	offering: "acme on nimbus",
	dimension: "GDPR DPA",
	answer: "partial",
	holds_for: "unknown",
	source: "https://nimbus.io/legal/service-terms",
	read_on: "2026-11-22",
	locator: "Section 4",
	quote: "The list of subprocessors is sent on request.",
	finding: "List of subprocessors on request",
	notes: "The list is sent on request.",
	facts: "subprocessor_list_published: no",
	others: "maintainer",
	caveat: "Ask for the list.",
	affiliation: "none",
};

/** Texts of the pull request and of the answer on the issue. */
function told(changes: Readonly<Record<string, string>> = {}) {
	const read = readJson({ ...DPA, ...changes });
	if ("problems" in read) throw new Error(JSON.stringify(read.problems));
	const root = rootWith();
	const outcome = correctionValidator(folderTree(root), loadRegistry(folderTree(root)), TODAY)(read.correction);
	if ("problems" in outcome) throw new Error(JSON.stringify(outcome.problems));
	const proposal = proposalOf({ number: 7, body: "" }, read, outcome);
	return { ...proposal, reply: proposedReply(8, proposal, read, outcome) };
}

test("a pull request and the answer on the issue name the file, its offerings, and before and after of everything", () => {
	const { title, message, body, reply } = told();
	expect(title).toBe("Correct GDPR DPA of nimbus-models (2 offerings): Partial");
	expect(message).toBe(`${title}\n\nCorrection: #7\nAnswers: e3b0c44298fc1c14\n`);
	for (const text of [body, reply]) {
		for (const line of [
			"### `services/nimbus-models.yaml (2 offerings: acme-nimbus, bolt-nimbus)`",
			`- GDPR DPA: ${grade("yes_public")} → ${grade("partial")} ↓`,
			"- GDPR DPA: evidence as of `2026-11-18` → `2026-11-22`",
			"via `copy` → `live`",
			"- GDPR DPA: finding “Public DPA with clauses and subprocessors” → “List of subprocessors on request”",
			"- GDPR DPA: caveat none → “Ask for the list.”",
			"The list of subprocessors is public.” → “The DPA is part of the service terms",
			"- GDPR DPA: facts.subprocessor_list_published `true` → `false`",
			"a maintainer decides",
			"`public_dpa_published: true`",
		])
			expect(text).toContain(line);
	}
	expect(reply).toContain("It edits `services/nimbus-models.yaml`, which holds for 2 offerings");
	expect(reply).toContain("edit your answer to **Everything else that the record says**");
	expect(body).toContain("### Not read again");
	expect(body).toContain("- [ ] `limit: The list of subprocessors for Japan needs an account.`");
	expect(body).toContain("> “The list of subprocessors is sent on request.”");
});

test("what a person answered for is not listed as unread", () => {
	for (const others of ["hold", "remove"]) {
		const { body, reply } = told({ others, facts: "subprocessor_list_published: no\npublic_dpa_published: yes" });
		expect(body).not.toContain("### Not read again");
		expect(reply).not.toContain("though nobody said");
	}
});

test("nothing of an answer mentions, refers or links in a description that becomes a commit message", () => {
	const hostile = "@all fixes #7 GH-8 https://evil.com";
	const { body, message } = told({
		locator: `Section 4 ${hostile}`,
		quote: `It says so ${hostile}.`,
		finding: hostile,
		notes: "See @all, fixes #7, GH-8.",
		caveat: hostile,
		facts: `clause: ${hostile}`,
	});
	const own = body.replace("#7. To change it", "").replace("Closes #7", "");
	expect(own).toContain("evil");
	expect(own).not.toMatch(/@all|#7|GH-8/);
	expect(message).toBe(
		"Correct GDPR DPA of nimbus-models (2 offerings): Partial\n\nCorrection: #7\nAnswers: e3b0c44298fc1c14\n",
	);
});
