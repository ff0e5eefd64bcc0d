import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADES } from "../../schemas/grades.ts";
import { issueForms } from "../../scripts/corrections/issue-forms.ts";
import { CHOOSE_ONE, QUESTIONS } from "../../scripts/corrections/questions.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { REPOSITORY } from "../support.ts";

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

test("the committed forms are what is generated from the definitions, and there are no others", () => {
	const generated = issueForms();
	expect([...generated.keys()].sort()).toEqual(
		readdirSync(FOLDER)
			.map((name) => `.github/ISSUE_TEMPLATE/${name}`)
			.sort(),
	);
	for (const [path, text] of generated) expect(readFileSync(join(REPOSITORY, path), "utf8")).toBe(text);
});

test("the correction form asks the questions by which a body is read", () => {
	const questions = formNamed("correction.yml").body.filter(({ type }) => type !== "markdown");
	expect(questions.map(({ attributes }) => attributes.label)).toEqual(QUESTIONS.map(({ label }) => label));
	const of = (id: string) => questions.find((question) => question.id === id);
	expect(of("answer")?.attributes.options).toEqual([
		CHOOSE_ONE,
		...GRADES.map(({ label }) => label),
		"Still right, I re-read it",
		"Dismiss the flag, what changed does not matter",
	]);
	expect(of("holds_for")).toMatchObject({
		attributes: {
			label: "Where does it hold?",
			options: [CHOOSE_ONE, "This offering", "Every offering of the service or developer", "I don't know"],
		},
		validations: { required: true },
	});
	expect(of("quote")).toMatchObject({
		type: "input",
		attributes: { label: "The sentence on the page that proves it, word for word" },
		validations: { required: false },
	});
	expect(of("affiliation")?.validations?.required).toBe(true);
});

test("no form lists offerings or dimensions: a record that is added, renamed or removed changes no form", () => {
	const offerings = loadRegistry(folderTree(REPOSITORY)).offerings.map(({ value }) => value);
	for (const name of forms) {
		const options = formNamed(name).body.flatMap(({ attributes }) => attributes.options ?? []);
		const lists = [
			...offerings.flatMap((one) => [one.id, one.name]),
			...DIMENSIONS.flatMap((one) => [one.id, one.label]),
		];
		expect(options.filter((option) => lists.some((listed) => option.includes(listed)))).toEqual([]);
		for (const { id, type } of formNamed(name).body) {
			if (id === "offering" || id === "dimension") expect(type).toBe("input");
		}
	}
});

test("every dropdown begins with an option that says nothing, for GitHub starts a required one on its first", () => {
	for (const name of forms) {
		for (const { type, attributes } of formNamed(name).body) {
			if (type === "dropdown") expect(attributes.options?.[0]).toBe(CHOOSE_ONE);
		}
	}
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
