/**
 * The six grades a cell can bear, in descending order of how well public evidence supports a yes.
 * The only place that holds their labels, glyphs, ranks and general meaning.
 */
export const GRADES = [
	{
		id: "yes_public",
		label: "Yes, public",
		glyph: "●",
		rank: 5,
		meaning:
			"A primary public source states it for this offering, and anyone can read the terms or fetch the document without sales or NDA.",
	},
	{
		id: "yes_sales_gated",
		label: "Yes, sales-gated",
		glyph: "■",
		rank: 4,
		meaning:
			"A primary public source states it; the document or the commitment needs sales, an NDA, portal approval or a certain contract.",
	},
	{
		id: "yes_platform_only",
		label: "Yes, platform-only",
		glyph: "◆",
		rank: 3,
		meaning: "Only by another platform or a private deployment.",
	},
	{
		id: "partial",
		label: "Partial",
		glyph: "◓",
		rank: 2,
		meaning: "Part of the question is met, or it holds for some plans only; the caveat says which.",
	},
	{
		id: "unclear",
		label: "Unclear",
		glyph: "▽",
		rank: 1,
		meaning: "Sources conflict, or their wording cannot be resolved.",
	},
	{
		id: "no_public_evidence",
		label: "No public evidence",
		glyph: "▬",
		rank: 0,
		meaning: "Pages that were read do not state it, or (with `contrary`) a primary source states the opposite.",
	},
] as const;

export type Grade = (typeof GRADES)[number];
export type GradeId = Grade["id"];

export const GRADE_IDS = GRADES.map((grade) => grade.id) as [GradeId, ...GradeId[]];

const BY_ID = new Map<GradeId, Grade>(GRADES.map((grade) => [grade.id, grade]));

/** Sign of a cell whose opposite a primary source documents. */
export const OPPOSITE_GLYPH = "✕";

/** Returns the sign of a graded cell: that of its grade, or of the documented opposite. */
export function glyphOf({
	value,
	contrary,
}: {
	readonly value: GradeId;
	readonly contrary?: boolean | undefined;
}): string {
	return contrary ? OPPOSITE_GLYPH : gradeOf(value).glyph;
}

/** Returns the grade with that id. Throws on an id that the schema would have refused. */
export function gradeOf(id: GradeId): Grade {
	const grade = BY_ID.get(id);
	if (!grade) throw new Error(`no grade ${id}`);
	return grade;
}

/** True for a grade that claims a yes of some kind (and so needs a source). */
export function isYes(id: GradeId): boolean {
	return id.startsWith("yes_");
}

/** Levels of confidence in the reading of the evidence, from most to least. */
export const CONFIDENCES = ["high", "medium", "low"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Ways in which the evidence of a source was read. */
export const VIA = {
	live: "somebody read the page itself",
	copy: "somebody read a full stored copy",
	excerpt: "somebody read a part of the page, or an abridged edition",
	quoted: "a third party gives the vendor's words in quotation marks",
	reported: "a third party says in its own words what the page says",
	unread: "only the URL is known",
} as const;
export type Via = keyof typeof VIA;
export const VIA_IDS = Object.keys(VIA) as [Via, ...Via[]];

/** Ways that count as having been read. */
const READ: ReadonlySet<Via> = new Set(["live", "copy", "excerpt", "quoted"]);

/** True when the vendor's own words were read, at first or second hand. */
export function isRead(via: Via): boolean {
	return READ.has(via);
}
