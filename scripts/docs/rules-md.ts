import { blockOf } from "../report/pretty.ts";
import { painter } from "../report/style.ts";
import { RULES } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";
import { fixtureCases, runFixture } from "./fixtures.ts";

const GROUPS: Readonly<Record<string, string>> = {
	file: "What is on disk.",
	schema: "What a record is: closed mappings, lists of values, types, lengths, the facts of each dimension.",
	grade: "What a grade needs, and what contradicts it.",
	source: "What can stand as evidence.",
	date: "Dates that exist, in an order that can be.",
	reference: "What records say of each other.",
	prose: "The words of `summary`, `notes` and `caveat`.",
	change: "With `--base`: what a change may do. The base is read from git.",
	exception: "What is knowingly let pass (`exceptions.yaml`).",
};

/** `docs/rules.md`: every rule with its reason, and an example of its problem as it is printed. */
export function rulesMarkdown(fixtures: string): string {
	const sections = Object.entries(GROUPS).map(([group, what]) => {
		const rules = RULES.filter(({ id }) => id.startsWith(`${group}/`));
		return [`## ${group}`, what, ...rules.map((rule) => section(rule, fixtures))].join("\n\n");
	});
	return `${[
		"# The rules",
		"<!-- Written by `npm run registry -- docs`; edits here are lost. -->",
		`What \`registry check\` holds every record to: ${RULES.length} rules. An error refuses the data, a warning asks for a look.`,
		...sections,
	].join("\n\n")}\n`;
}

function section(rule: Rule, fixtures: string): string {
	const facts = [
		`**${rule.level === "error" ? "Error" : "Warning"}**`,
		...(rule.fix ? ["mended by `registry check --fix`"] : []),
	].join(", ");
	return [
		`### ${rule.id}`,
		`${facts}. ${rule.summary}`,
		`Why: ${rule.why}`,
		`\`\`\`text\n${example(rule, fixtures)}\n\`\`\``,
	].join("\n\n");
}

function example(rule: Rule, fixtures: string): string {
	const [name] = fixtureCases(fixtures, rule.id, "fail");
	if (name === undefined) throw new Error(`the rule ${rule.id} has no fixture that fails`);
	const { registry, problems } = runFixture(fixtures, rule.id, "fail", name);
	const problem = problems.find((one) => one.rule === rule.id);
	if (!problem) throw new Error(`the fixture ${name} of ${rule.id} does not fail`);
	const text = registry.files.find(({ path }) => path === problem.file)?.text ?? null;
	return blockOf(problem, () => text, painter(false)).trimEnd();
}
