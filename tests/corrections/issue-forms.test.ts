import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADES } from "../../schemas/grades.ts";
import { QUESTIONS } from "../../scripts/corrections/form.ts";
import { issueForms } from "../../scripts/corrections/issue-forms.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles, REPOSITORY, rootWith } from "../support.ts";

interface Element {
	readonly type: string;
	readonly id?: string;
	readonly attributes: { readonly label?: string; readonly options?: readonly string[]; readonly value?: string };
	readonly validations?: { readonly required: boolean };
}
interface Form {
	readonly name: string;
	readonly description: string;
	readonly labels: readonly string[];
	readonly body: readonly Element[];
}

const FOLDER = join(REPOSITORY, ".github/ISSUE_TEMPLATE");
const formNamed = (name: string) => parse(readFileSync(join(FOLDER, name), "utf8")) as Form;
const forms = ["correction.yml", "new-offering.yml", "dispute.yml"];
const offeringsIn = (root: string) => loadRegistry(folderTree(root)).offerings.map(({ value }) => value);

test("the committed forms are what is generated from the definitions and the offerings, and there are no others", () => {
	const generated = issueForms(offeringsIn(REPOSITORY));
	expect([...generated.keys()].sort()).toEqual(
		readdirSync(FOLDER)
			.map((name) => `.github/ISSUE_TEMPLATE/${name}`)
			.sort(),
	);
	for (const [path, text] of generated) expect(readFileSync(join(REPOSITORY, path), "utf8")).toBe(text);
});

test("the correction form asks the questions by which a body is read, with every offering, dimension and grade", () => {
	const questions = formNamed("correction.yml").body.filter(({ type }) => type !== "markdown");
	expect(questions.map(({ attributes }) => attributes.label)).toEqual(QUESTIONS.map(({ label }) => label));
	const optionsOf = (id: string) => questions.find((question) => question.id === id)?.attributes.options ?? [];
	expect(optionsOf("offering")).toEqual(offeringsIn(REPOSITORY).map(({ id, name }) => `${name} (${id})`));
	expect(optionsOf("dimension")).toEqual(DIMENSIONS.map(({ label }) => label));
	expect(optionsOf("answer")).toEqual([
		...GRADES.map(({ label }) => label),
		"Still right, I re-read it",
		"Dismiss the flag, what changed does not matter",
	]);
	expect(questions.find(({ id }) => id === "affiliation")?.validations?.required).toBe(true);
});

test("a retired offering is not offered for correction", () => {
	const file = "offerings/acme-api.yaml";
	const retired = (baseFiles()[file] ?? "").replace(
		"dimensions:\n",
		"status: retired\nretired_on: 2026-10-01\ndimensions:\n",
	);
	const text =
		issueForms(offeringsIn(rootWith({ [file]: retired }))).get(".github/ISSUE_TEMPLATE/correction.yml") ?? "";
	expect(text).toContain("(acme-nimbus)");
	expect(text).not.toContain("(acme-api)");
});

// What GitHub refuses in a form: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
test.each(forms)("%s is a form as GitHub takes it", (name) => {
	const form = formNamed(name);
	expect(form.name.length).toBeGreaterThan(3);
	expect(form.description).not.toBe("");
	const questions = form.body.filter(({ type }) => type !== "markdown");
	expect(questions.length).toBeGreaterThan(0);
	const labels = questions.map(({ attributes }) => attributes.label?.toLowerCase());
	expect(new Set(labels).size).toBe(questions.length);
	expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
	for (const { type, id, attributes } of form.body) {
		expect(["markdown", "input", "textarea", "dropdown"]).toContain(type);
		if (type === "markdown") expect(attributes.value).not.toBe("");
		else expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
		if (type !== "dropdown") continue;
		const options = attributes.options ?? [];
		expect(options.length).toBeGreaterThan(0);
		expect(new Set(options).size).toBe(options.length);
		// GitHub offers "None" by itself where a choice may be left out.
		expect(options).not.toContain("None");
	}
});

test("every form asks for what its issue is decided by", () => {
	const required = (name: string) =>
		formNamed(name).body.flatMap(({ id, validations }) => (validations?.required ? [id] : []));
	expect(required("new-offering.yml")).toEqual([
		"name",
		"platform",
		"developer",
		"category",
		"model_family",
		"terms",
		"affiliation",
	]);
	expect(required("dispute.yml")).toEqual(["offering", "dimension", "statement", "url", "speaker"]);
});

test("the chooser names the forms' way out", () => {
	const { blank_issues_enabled, contact_links } = parse(readFileSync(join(FOLDER, "config.yml"), "utf8"));
	expect(blank_issues_enabled).toBe(true);
	for (const { name, url, about } of contact_links) {
		expect([typeof name, typeof about]).toEqual(["string", "string"]);
		expect(url).toMatch(/^https:\/\/github\.com\//);
	}
});
