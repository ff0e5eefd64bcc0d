import type { Cell, Offering } from "../artifact/shape.ts";
import { GRAVITY, kindOf } from "./glyph.ts";
import type { Terms } from "./terms.ts";

/** Request to a vendor for each question that is no clean public yes. */
const REQUEST: Readonly<Record<string, string>> = {
	soc2_type2: "Please send the current SOC 2 Type II report. Does its scope name this service?",
	iso_27001: "Please send the ISO/IEC 27001 certificate. Does its scope name this service?",
	iso_42001: "Is there an ISO/IEC 42001 certificate, and does its scope name this service?",
	trust_center: "Where can we see your current audit reports and policies?",
	hipaa_baa: "Will you sign a BAA for our use, and which features does it leave out?",
	gdpr_dpa: "Please send your DPA with the standard contractual clauses and the list of subprocessors.",
	subprocessor_change: "How long before a new subprocessor starts do you tell us, and can we object?",
	breach_notice: "Within what time will you notify us of a personal-data breach?",
	contract_terms: "Which of your companies do we contract with, and which law governs?",
	ip_indemnity: "Will you defend us against IP claims over the output of these models, and on what conditions?",
	training_on_customer_data: "Will you exclude our inputs and outputs from training, in the contract?",
	retention_zdr: "How long do you keep our inputs and outputs, and can we have zero retention?",
	human_review: "Who may read our inputs and outputs, and can that be turned off?",
	data_residency: "Can you keep storage and processing in our region, and for which models?",
	gpai_cop: "Have you signed the EU General-Purpose AI Code of Practice, and which chapters?",
	art53_summary: "Where is the public summary of training content for each current model?",
};

/** A question for a vendor, and what the record says of it. */
export interface Ask {
	readonly dimension: string;
	readonly text: string;
	readonly record: string | null;
}

/** The questions that an offering leaves open, one for each dimension: watch-outs, gravest first, then what is not assessed, then limits of what is public. */
export function asksOf(offering: Offering, { dimensions }: Pick<Terms, "dimensions">): Ask[] {
	const cells = dimensions
		.filter(({ id }) => !offering.not_applicable.includes(id))
		.map(({ id, label, question }) => ({ id, label, cell: offering.dimensions[id], text: REQUEST[id] ?? question }));
	const rank = (cell: Cell | undefined) => (cell ? GRAVITY.indexOf(kindOf(cell)) : GRAVITY.length);
	const open = cells
		.filter(({ cell }) => cell?.value !== "yes_public")
		.sort((a, b) => rank(a.cell) - rank(b.cell))
		.map(({ id, cell, text }) => ({
			dimension: id,
			text: [text, ...(cell ? limitsOf(cell) : [])].join(" "),
			record: cell ? (cell.caveat ?? cell.finding) : null,
		}));
	const limited = cells.flatMap(({ id, label, cell }) =>
		cell?.value === "yes_public"
			? limitsOf(cell).map((text) => ({ dimension: id, text: `${label}: ${text}`, record: null }))
			: [],
	);
	return [...open, ...limited];
}

/** Asks about the limits of an answer; empty where it has none. */
function limitsOf({ limits }: Cell): string[] {
	const [first, ...rest] = limits.map(({ what }) => what.replace(/[.\s]+$/, ""));
	if (first === undefined) return [];
	return [
		rest.length === 0
			? `Does this limit apply to our use: ${first}?`
			: `Which of these limits apply to our use: ${[first, ...rest].join("; ")}?`,
	];
}

/** The questions as plain text, to be pasted into an e-mail. */
export function asksText(offering: Offering, terms: Pick<Terms, "dimensions">): string {
	const lines = asksOf(offering, terms).map(
		({ text, record }, at) => `${at + 1}. ${text}${record === null ? "" : ` (Public record: ${record})`}`,
	);
	return [`${offering.name}:`, ...lines].join("\n");
}
