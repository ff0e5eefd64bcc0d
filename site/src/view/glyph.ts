import type { Cell, GradeId } from "../artifact/shape.ts";
import { counted, viaText } from "../text/words.ts";
import { isOld, oldText } from "./age.ts";
import { type Element, el } from "./tree.ts";

/** The visual kinds of an answer: the grades, with the documented opposite and what is absent as kinds of their own. */
export type Kind = "public" | "gated" | "elsewhere" | "partial" | "unclear" | "none" | "opposite" | "blank";

const KIND: Readonly<Record<GradeId, Kind>> = {
	yes_public: "public",
	yes_sales_gated: "gated",
	yes_platform_only: "elsewhere",
	partial: "partial",
	unclear: "unclear",
	no_public_evidence: "none",
};

/** Symbol of each kind in the sprites. */
export const SHAPE: Readonly<Record<Kind, string>> = {
	public: "disc",
	gated: "square",
	elsewhere: "diamond",
	partial: "dome",
	unclear: "wedge",
	none: "bar",
	opposite: "cross",
	blank: "dot",
};

/** One word for each kind, for narrow columns. */
export const SHORT: Readonly<Record<Kind, string>> = {
	public: "Public",
	gated: "Gated",
	elsewhere: "Elsewhere",
	partial: "Partial",
	unclear: "Unclear",
	none: "None",
	opposite: "Opposite",
	blank: "–",
};

/** Kinds from best to worst, the order of every sorting by grade. */
export const KINDS: readonly Kind[] = [
	"public",
	"gated",
	"elsewhere",
	"partial",
	"unclear",
	"none",
	"opposite",
	"blank",
];

/** The gravity of a watch-out: the documented opposite first. */
export const GRAVITY: readonly Kind[] = ["opposite", "none", "unclear", "partial", "elsewhere", "gated"];

/** The kind of an answer; `blank` where there is none. */
export function kindOf(cell: Cell | undefined): Kind {
	if (!cell) return "blank";
	return cell.contrary ? "opposite" : KIND[cell.value];
}

/** Returns the grade that a kind stands for; null where nothing was assessed. */
export function gradeOfKind(kind: Kind): GradeId | null {
	if (kind === "opposite") return "no_public_evidence";
	return (Object.keys(KIND) as GradeId[]).find((grade) => KIND[grade] === kind) ?? null;
}

/** Returns the fill of a glyph: `read` solid, `half` for an excerpt or a quotation, `told` for a report. */
export function fillOf({ sources: [main] }: Cell): "read" | "half" | "told" {
	if (!main || main.via === "live" || main.via === "copy") return "read";
	return main.via === "excerpt" || main.via === "quoted" ? "half" : "told";
}

/** A glyph of a kind, for keys and counts. */
export function kindGlyph(kind: Kind, fill = "read", marks: readonly string[] = []): Element {
	return el(
		"svg",
		{ class: kind === "blank" ? "g g-blank" : `g g-${kind} ${fill}`, "aria-hidden": "true" },
		el("use", { href: `#s-${SHAPE[kind]}` }),
		marks.map((mark) => el("use", { class: "m", href: `#m-${mark}` })),
	);
}

/** The glyph of an answer: shape for its grade, fill for how it was read, marks for limits and for an unknown date. */
export function glyph(cell: Cell | undefined): Element {
	if (!cell) return kindGlyph("blank");
	const marks = [cell.limits.length > 0 && "limit", cell.evidence_date === null && "undated"];
	return kindGlyph(
		kindOf(cell),
		fillOf(cell),
		marks.filter((mark) => mark !== false),
	);
}

/** `data-d` of a mark: confidence, day of the evidence and last day on which it counts as fresh, for the reader's day. */
export function dates({ confidence, evidence_date: evidence, fresh_until: until }: Cell): string {
	return [confidence.charAt(0), ...(evidence !== null && until !== null ? [evidence, until] : [])].join(" ");
}

/** The grade of an answer in words. */
export function gradeText(cell: Cell | undefined, label: (grade: GradeId) => string): string {
	if (!cell) return "Not assessed";
	return cell.contrary ? "Opposite documented" : label(cell.value);
}

/** Returns the text alternative of a glyph. */
export function glyphText(cell: Cell, label: (grade: GradeId) => string, today: string): string {
	const [main] = cell.sources;
	return [
		gradeText(cell, label).replace(/^./, (first) => first.toLowerCase()),
		main ? viaText(main) : "pages searched",
		...(cell.limits.length > 0 ? [`with ${counted(cell.limits.length, "limit")}`] : []),
		...(cell.evidence_date === null ? ["undated"] : []),
		...(cell.evidence_date !== null && isOld(cell, today) ? [oldText(cell.evidence_date)] : []),
	].join(", ");
}
