import { stringify } from "yaml";
import { MAX_CAVEAT, MAX_FINDING } from "../../schemas/cell.ts";
import { DIMENSIONS, isDeveloperLevel } from "../../schemas/dimensions/index.ts";
import { GRADES, VIA } from "../../schemas/grades.ts";
import { MAX_QUOTE } from "../../schemas/source.ts";
import { folded, headerLines, WIDTH } from "../yaml/canonical-form.ts";
import { factHelp } from "./facts.ts";

/** The first lines of an offering, as far as they are known. */
export interface FirstLines {
	readonly name?: string;
	readonly developer?: string;
	/** Id of the service that serves it, where one file holds the cells of several offerings. */
	readonly service?: string;
	/** Id of the vendor that serves it, where there is no service. */
	readonly platform?: string;
	readonly category?: string;
	readonly model_family?: string;
	readonly summary?: string;
}

/**
 * Returns the text of a new offering: its first lines to fill in, and every dimension explained in comments, none
 * assessed. It does not pass a check before it is filled in, and the check says what is missing.
 */
export function scaffold(id: string, lines: FirstLines = {}): string {
	const field = (key: keyof FirstLines) =>
		`${key}:${lines[key] === undefined ? "" : ` ${stringify(lines[key]).trim()}`}`;
	const served = lines.service !== undefined && lines.platform === undefined ? "service" : "platform";
	return [
		...headerLines("offerings", lines),
		...comment("A new offering. Lines that begin with # are explanations; delete them when you are done."),
		`id: ${id}`,
		...comment("The name as buyers know it."),
		field("name"),
		...comment("Id of the vendor (a file in vendors/) that makes the models, or various for a host of many."),
		field("developer"),
		...comment(
			"Who serves it. Either service: the id of a file in services/, which holds the cells of all its offerings (amazon-bedrock); or platform: the id of a vendor, where the API has this one offering. For first_party, platform and developer are the same.",
		),
		field(served),
		...comment("first_party, cloud_distribution, inference_host or gateway"),
		field("category"),
		...comment("The family of models, for example Claude."),
		field("model_family"),
		...comment("One to three neutral sentences."),
		"summary: >-",
		...(lines.summary === undefined ? [] : [`  ${lines.summary}`]),
		...comment(
			"A document that several cells cite is written once, with a name; a cell then cites it by that name. To use this, take off the # and the space behind it.",
		),
		...quote(DOCUMENTS_EXAMPLE),
		...comment(
			'A dimension that nobody assessed is left out. To assess one, replace {} by "dimensions:" and its lines, such as:',
		),
		...quote(CELL_EXAMPLE),
		...comment(
			`via: ${Object.entries(VIA)
				.map(([via, meaning]) => `${via}: ${meaning}`)
				.join("; ")}.`,
		),
		...comment(
			served === "service"
				? `The cells that hold for every offering of the service stand in services/${lines.service}.yaml. Write one here only where it differs, and say why in differs.`
				: "The cells on the developer (marked so below) are written in its file in vendors/.",
		),
		...DIMENSIONS.flatMap(explained),
		"dimensions: {}",
		"",
	].join("\n");
}

const DOCUMENTS_EXAMPLE = [
	"documents:",
	"  privacy-policy:",
	"    url: https://vendor.example/privacy",
	"    title: Privacy policy",
	"    via: live",
	'    published: "2026-11-20"',
	'    captured: "2026-11-24"',
];

const CELL_EXAMPLE = [
	"dimensions:",
	"  soc2_type2:",
	`    value: one of ${GRADES.map((grade) => grade.id).join(", ")}`,
	"    confidence: high, medium or low",
	`    finding: the answer in one phrase of at most ${MAX_FINDING} characters`,
	`    caveat: what to check before signing, at most ${MAX_CAVEAT} characters (not with yes_public)`,
	"    notes: >-",
	"      What the page says, in neutral words.",
	"    sources:",
	"      - url: the page, https://… (or document: privacy-policy)",
	"        title: the document's title",
	"        via: live",
	'        captured: "the day on which you read it, YYYY-MM-DD"',
	"        locator: section, clause or page",
	`        quote: the sentence that proves it, word for word, at most ${MAX_QUOTE} characters`,
	"    searched: (with no_public_evidence, instead of sources) the pages that you read whole",
	"      - url: https://…",
	'        as_of: "the day on which you read it, YYYY-MM-DD"',
];

function explained(dimension: (typeof DIMENSIONS)[number]): string[] {
	const level = isDeveloperLevel(dimension.id) ? " (on the developer)" : "";
	return [
		"#",
		...comment(`${dimension.id}${level}: ${dimension.question}`),
		...GRADES.flatMap((grade) => comment(`  ${grade.id}: ${dimension.rubric[grade.id]}`)),
		...comment("  facts:"),
		...factHelp(dimension.id).flatMap((line) => comment(`    ${line}`)),
	];
}

/** Returns a text as comment lines of at most the width of a record, each indented as the text is. */
function comment(text: string): string[] {
	const indent = /^ */.exec(text)?.[0] ?? "";
	return folded(text.trim(), WIDTH - indent.length - 2).map((line) => `# ${indent}${line}`);
}

/** Returns lines of YAML as comments. */
function quote(lines: readonly string[]): string[] {
	return lines.map((line) => `# ${line}`);
}
