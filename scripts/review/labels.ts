import type { Change } from "../../schemas/change.ts";
import type { Affiliation } from "../corrections/affiliation.ts";
import type { Review } from "./review.ts";

/** Labels by kind of change. They follow the pull request: put on when they hold, taken off when they do not. */
export const CHANGE_LABELS = ["upgrade", "downgrade", "reverified", "new-offering", "prose", "schema"] as const;
export type Kind = (typeof CHANGE_LABELS)[number];

/** Asks for a second reviewer. A person takes it off; what declares or hides the reason again does not. */
export const SECOND_REVIEWER = "second-reviewer";

/** The kinds of change in a pull request, in the order of KINDS. */
export function kindsOf({ changes, program }: Pick<Review, "changes" | "program">): Kind[] {
	const cells = Map.groupBy(
		changes.filter(({ offering }) => offering !== null),
		({ offering, dimension, path }) =>
			`${offering} ${dimension} ${path.startsWith("model_exceptions.") ? path.split(".dimensions.")[0] : ""}`,
	);
	const found = new Set<Kind>([...cells.values()].flatMap((list) => kindOfCell(list)));
	if (changes.some(({ kind }) => kind === "schema_changed") || program.some((path) => path.startsWith("schemas/"))) {
		found.add("schema");
	}
	return CHANGE_LABELS.filter((kind) => found.has(kind));
}

/** Returns the label for the changes of one cell or of one record's own fields: a new grade brings a new reading and other words with it. */
function kindOfCell(changes: readonly Change[]): Kind[] {
	if (changes.some(({ kind }) => kind === "offering_added")) return ["new-offering"];
	const grades = changes.filter(({ kind }) => kind === "grade_changed");
	if (grades.some(({ direction }) => direction === "up")) return ["upgrade"];
	if (grades.some(({ direction }) => direction === "down")) return ["downgrade"];
	if (changes.some(({ kind }) => kind === "reverified")) return ["reverified"];
	return changes.every(({ kind }) => kind === "prose_changed") ? ["prose"] : [];
}

/** Why a second person has to review; empty when one is enough. */
export function reasonsForSecond(
	{ changes, fault }: Pick<Review, "changes" | "fault">,
	affiliation: Affiliation | null,
): string[] {
	const reasons: string[] = [];
	if (fault !== null) reasons.push("what it changes could not be read");
	const better = changes.some(makesBetter);
	if (better && affiliation === "vendor")
		reasons.push("somebody affiliated with the vendor makes its record look better");
	if (better && affiliation === null) reasons.push("it makes a record look better, and no affiliation is declared");
	if (affiliation === "competitor" && changes.some(({ direction }) => direction === "down")) {
		reasons.push("somebody affiliated with a competitor makes a record look worse");
	}
	if (changes.some(decidesWhatIsPrimary)) reasons.push("it decides which pages count as a vendor's own");
	return reasons;
}

function decidesWhatIsPrimary({ kind, field }: Change): boolean {
	return kind === "vendor_added" || (kind === "vendor_changed" && (field === "domains" || field === "kind"));
}

/** Returns true if a change favours an offering: a better grade, a new cell, or a removed cell. */
function makesBetter({ kind, direction }: Change): boolean {
	return direction === "up"
		? kind !== "schema_changed"
		: ["cell_added", "cell_removed", "offering_added", "offering_removed"].includes(kind);
}
