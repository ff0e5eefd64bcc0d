import type { CommitStatus } from "../github/upsert-status.ts";
import { pluralize } from "../report/style.ts";
import type { Problem } from "../rules/problem.ts";

/** Name under which branch protection requires the status. */
export const STATUS_CONTEXT = "registry";

/** Facts from which a status is decided. */
export interface StatusParts {
	/** Problems of the commit's records; null where they could not be read. */
	readonly problems: readonly Problem[] | null;
	/** Files of the program that the commit changes. */
	readonly program: readonly string[];
	/** Conclusion of the commit's own check, null while it runs; only needed where the program changes. */
	readonly ownCheck: string | null;
	/** Maintainers who approved this very commit. */
	readonly approvers: readonly string[];
}

/** Lists that let problems pass, and that a pull request could change for its own records. */
const LISTS = new Set(["exceptions.yaml", "archives.yaml"]);

/** True for a problem that a maintainer's approval settles. */
export function isHold({ level }: Pick<Problem, "level">): boolean {
	return level === "hold";
}

/** True for a problem that nothing settles but a correction of it. */
export function isError({ level }: Pick<Problem, "level">): boolean {
	return level === "error";
}

/** Decides the status of a commit. A check that did not end, or of a program that changes, is no success. */
export function computeStatus({ problems, program, ownCheck, approvers }: StatusParts): Omit<CommitStatus, "url"> {
	if (problems === null) return { state: "failure", description: "its records cannot be read" };
	const errors = problems.filter(isError).length;
	if (errors > 0) return { state: "failure", description: `${pluralize(errors, "error")}: see the comment` };
	if (program.length > 0 && ownCheck === null) {
		return { state: "pending", description: "program changed: its own check has not ended" };
	}
	if (program.length > 0 && ownCheck !== "success") {
		return { state: "failure", description: "program changed: its own check did not succeed" };
	}
	const holds = problems.filter(isHold).length + program.filter((path) => LISTS.has(path)).length;
	if (holds > 0 && approvers.length === 0) {
		return { state: "pending", description: `needs a maintainer: ${pluralize(holds, "hold")}, see the comment` };
	}
	return { state: "success", description: program.length > 0 ? "program changed: read it" : "no errors" };
}
