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
		glyph: "◐",
		rank: 4,
		meaning:
			"A primary public source states it; the document or the commitment needs sales, an NDA, portal approval or a certain contract.",
	},
	{
		id: "yes_platform_only",
		label: "Yes, platform-only",
		glyph: "◑",
		rank: 3,
		meaning: "Only by another platform or a private deployment.",
	},
	{
		id: "partial",
		label: "Partial",
		glyph: "◔",
		rank: 2,
		meaning: "Part of the question is met, or it holds for some plans only; the caveat says which.",
	},
	{
		id: "unclear",
		label: "Unclear",
		glyph: "◌",
		rank: 1,
		meaning: "Sources conflict, or their wording cannot be resolved.",
	},
	{
		id: "no_public_evidence",
		label: "No public evidence",
		glyph: "○",
		rank: 0,
		meaning: "Somebody searched, says where, and found nothing, or (with `contrary`) found the opposite.",
	},
] as const;

export type Grade = (typeof GRADES)[number];
export type GradeId = Grade["id"];

export const GRADE_IDS = GRADES.map((grade) => grade.id) as [GradeId, ...GradeId[]];

const BY_ID = new Map<GradeId, Grade>(GRADES.map((grade) => [grade.id, grade]));

/** The grade with that id; throws on an id that the schema would have refused. */
export function gradeOf(id: GradeId): Grade {
	const grade = BY_ID.get(id);
	if (!grade) throw new Error(`no grade ${id}`);
	return grade;
}

/** Whether a grade claims a yes of some kind (and so needs a source). */
export function isYes(id: GradeId): boolean {
	return id.startsWith("yes_");
}

/** How sure the reader of the evidence is, from most to least. */
export const CONFIDENCES = ["high", "medium", "low"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** How the evidence was read. */
export const VERIFIED_VIA = {
	live: "read on the live page",
	archived_copy: "read in a stored copy",
	secondary: "read by another registry",
} as const;
export type VerifiedVia = keyof typeof VERIFIED_VIA;
