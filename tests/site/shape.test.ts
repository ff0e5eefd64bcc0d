import { expect, test } from "vitest";
import type { Release as PublishedRelease } from "../../schemas/changelog.ts";
import { GRADE_IDS } from "../../schemas/grades.ts";
import { type PublishedData, STATES } from "../../schemas/published.ts";
import type { Data, GradeId, Release, State } from "../../site/src/artifact/shape.ts";

// The compiler, which the linter runs, refuses this file when what is published is not what the site reads.
const data = (published: PublishedData): Data => published;
const release = (published: PublishedRelease): Release => published;

test("the site knows every grade and every state", () => {
	const grades: readonly GradeId[] = GRADE_IDS;
	const states: readonly State[] = STATES;
	expect([grades.length, states.length, typeof data, typeof release]).toEqual([6, 4, "function", "function"]);
});
