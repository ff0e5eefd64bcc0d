import { DATASET } from "../../schemas/dataset.ts";
import { RULES } from "../rules/index.ts";
import type { Level } from "../rules/problem.ts";
import type { Report } from "./report.ts";
import { stripControl } from "./style.ts";

/** SARIF's levels; it knows no hold. */
const LEVELS: Readonly<Record<Level, string>> = { error: "error", hold: "warning", warning: "warning" };

/** The report as SARIF 2.1.0 (OASIS), for code scanning and editors. Columns count UTF-16 code units. */
export function sarifReport({ problems }: Report): string {
	const used = [...new Set(problems.map((problem) => problem.rule))].sort();
	const sarif = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [
			{
				tool: {
					driver: {
						name: "registry check",
						informationUri: DATASET.repository,
						rules: used.map(ruleDescriptor),
					},
				},
				columnKind: "utf16CodeUnits",
				results: problems.map((problem) => ({
					ruleId: problem.rule,
					ruleIndex: used.indexOf(problem.rule),
					level: LEVELS[problem.level],
					message: { text: stripControl([problem.message, problem.hint].filter(Boolean).join(". ")) },
					locations: [
						{
							physicalLocation: {
								artifactLocation: { uri: encodeURI(problem.file), uriBaseId: "%SRCROOT%" },
								region: {
									startLine: problem.line,
									startColumn: problem.column,
									endLine: problem.end_line,
									endColumn: problem.end_column,
								},
							},
							...(problem.path ? { logicalLocations: [{ fullyQualifiedName: stripControl(problem.path) }] } : {}),
						},
					],
				})),
			},
		],
	};
	return `${JSON.stringify(sarif, null, 2)}\n`;
}

function ruleDescriptor(id: string) {
	const rule = RULES.find((one) => one.id === id);
	return {
		id,
		...(rule
			? {
					shortDescription: { text: rule.summary },
					fullDescription: { text: rule.why },
					defaultConfiguration: { level: LEVELS[rule.level] },
				}
			: {}),
		helpUri: `${DATASET.repository}/blob/main/docs/rules.md#${id.replaceAll("/", "")}`,
	};
}
