import { commandLine } from "../lib/command-line.ts";
import { blockOf } from "../report/pretty.ts";
import { painter } from "../report/style.ts";
import { RULES } from "../rules/index.ts";
import type { Level } from "../rules/problem.ts";
import type { Rule } from "../rules/rule.ts";
import { type BaseFiles, runExample } from "./run-example.ts";

const GROUPS: Readonly<Record<string, string>> = {
	file: "Files as they lie on disk.",
	schema: "The shape of a record: closed mappings, lists of values, types, lengths, the facts of each dimension.",
	grade: "The evidence and the facts that a grade needs, and those that contradict it.",
	source: "Documents that can stand as evidence, and how they were read.",
	date: "Dates that exist, in an order that can be.",
	reference: "Records that refer to each other.",
	prose: "The words of texts: `summary`, `notes`, `finding`, `caveat`, `limits`, `differs`, titles and locators.",
	change:
		"With `--base`: changes against a branch, tag or commit, which is read from git. A hold is no error: it needs a maintainer's approval.",
	archive: "The archives that copies may be cited from (`archives.yaml`).",
	exception: "Problems that are knowingly let pass (`exceptions.yaml`).",
};

const LEVELS: Readonly<Record<Level, string>> = { error: "Error", hold: "Hold", warning: "Warning" };

/** Returns the text of `docs/rules.md`: every rule with its reason, and an example of its problem as it is printed. */
export function rulesMarkdown(base: BaseFiles): string {
	const sections = Object.entries(GROUPS).map(([group, what]) => {
		const rules = RULES.filter(({ id }) => id.startsWith(`${group}/`));
		return [`## ${group}`, what, ...rules.map((rule) => section(rule, base))].join("\n\n");
	});
	return `${[
		"# The rules",
		`<!-- Written by \`${commandLine("docs")}\`; edits here are lost. -->`,
		`\`check\` holds every record to ${RULES.length} rules. An error refuses the data, a hold needs a maintainer, a warning asks for a look.`,
		...sections,
	].join("\n\n")}\n`;
}

function section(rule: Rule, base: BaseFiles): string {
	const facts = [`**${LEVELS[rule.level]}**`, ...(rule.fix ? ["fixed by `check --fix`"] : [])].join(", ");
	return [
		`### ${rule.id}`,
		`${facts}. ${rule.summary}`,
		`Why: ${rule.why}`,
		`\`\`\`text\n${example(rule, base)}\n\`\`\``,
	].join("\n\n");
}

function example(rule: Rule, base: BaseFiles): string {
	const failing = rule.examples.find(({ problem }) => problem !== undefined);
	if (!failing) throw new Error(`the rule ${rule.id} has no example that fails`);
	const { registry, problems, tree } = runExample(base, failing, rule.scope === "change");
	const problem = problems.find((one) => one.rule === rule.id);
	if (!problem) throw new Error(`the example "${failing.name}" of ${rule.id} does not fail`);
	const text = registry.files.find(({ path }) => path === problem.file)?.text ?? listText(problem.file);
	return blockOf(problem, () => text, painter(false)).trimEnd();

	function listText(path: string): string | null {
		const content = tree.file(path);
		return content && "bytes" in content ? new TextDecoder().decode(content.bytes) : null;
	}
}
