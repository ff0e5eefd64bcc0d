import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADES, VIA } from "../../schemas/grades.ts";
import { commandLine } from "../lib/command-line.ts";
import { EXPIRING_DAYS } from "../registry/freshness.ts";
import { table } from "./table.ts";

/** `docs/methodology.md`: what the grades mean, in general and for each dimension. */
export function methodologyMarkdown(): string {
	return `${[
		"# Methodology",
		`<!-- Written by \`${commandLine("docs")}\`; edits here are lost. -->`,
		"A grade says how well public evidence supports a yes on the day on which it was read. It is no endorsement, no legal advice, and no promise by any vendor.",
		"## Grades",
		table(
			["Grade", "Id", "When"],
			GRADES.map(({ glyph, label, id, meaning }) => [`${glyph} ${label}`, `\`${id}\``, meaning]),
		),
		"## How evidence is read",
		table(
			["`via`", "Meaning"],
			Object.entries(VIA).map(([via, meaning]) => [`\`${via}\``, meaning]),
		),
		`A cell counts as fresh for the days of its dimension, from the day as of which the evidence is known to hold; it is *expiring* in its last ${EXPIRING_DAYS} days, *expired* after them, and *undated* when a stored copy does not tell its date. Freshness never changes a grade by itself.`,
		"## The two-level rule",
		"Vendor trust, contracts and data handling grade the platform that serves the offering, under whose terms a customer buys. The questions of the EU AI Act grade the developer of the model, whoever serves it; they do not apply where a host serves models of several developers.",
		"## Dimensions",
		...DIMENSIONS.map((dimension) =>
			[
				`### ${dimension.label}`,
				`${dimension.question} Graded on the ${dimension.graded_on}; fresh for ${dimension.fresh_days} days.`,
				table(
					["Grade", "When"],
					GRADES.map(({ glyph, label, id }) => [`${glyph} ${label}`, dimension.rubric[id]]),
				),
			].join("\n\n"),
		),
	].join("\n\n")}\n`;
}
