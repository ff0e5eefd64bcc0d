import { type Answer, type Github, withContext } from "../github/client.ts";
import { findOrCreate, NO_RETRY } from "../github/find-or-create.ts";
import type { EvidenceTask } from "./findings.ts";
import { bodyOf, findingsLine, markerOf, titleOf } from "./issue-text.ts";

/** The label of our issues. */
const LABEL = "evidence";
/** Issues that one run opens at most: a person can answer no more in a week. */
export const MAX_NEW = 10;

type Issue = Answer<"issues", "listForRepo">[number];

/** What a run did. */
export interface Kept {
	readonly opened: number;
	readonly updated: number;
	readonly closed: number;
	/** Offerings that need a look and have to wait for a later run. */
	readonly waiting: number;
}

/**
 * Keeps one issue for each offering that needs a look: opened, at most MAX_NEW in a run and the most pressing first,
 * edited in place, closed when nothing is left. `known` tells whether all sources of an offering were looked at: of one
 * that was not, nothing is closed. An issue that a person closed stays closed until there is another finding. Throws
 * GithubError.
 */
export async function syncIssues(
	github: Github,
	needing: readonly EvidenceTask[],
	offerings: readonly { readonly id: string; readonly known: boolean }[],
): Promise<Kept> {
	const issues = await withContext("list the issues about evidence", () => ourIssues(github));
	const kept = { opened: 0, updated: 0, closed: 0, waiting: 0 };
	const needed = new Map(needing.map((one) => [one.offering.id, one]));
	for (const { id, known } of offerings) {
		if (needed.has(id) || !known) continue;
		for (const issue of issuesOf(issues, id).filter(({ state }) => state === "open")) {
			await close(github, issue.number, id);
			kept.closed++;
		}
	}
	for (const one of needing) {
		const own = issuesOf(issues, one.offering.id);
		const open = own.find(({ state }) => state === "open");
		if (open) {
			if (await update(github, open, one)) kept.updated++;
		} else if (!own.some(({ body }) => body?.includes(findingsLine(one)))) {
			if (kept.opened === MAX_NEW) kept.waiting++;
			else {
				await openIssue(github, one);
				kept.opened++;
			}
		}
	}
	return kept;
}

/** Issues of ours: made by a program, with our marker; a person's with the same words is left alone. Oldest first. */
async function ourIssues(github: Github): Promise<Issue[]> {
	const asked = { ...github.at, labels: LABEL, state: "all", direction: "asc", per_page: 100 } as const;
	const issues = await github.paginate(github.api.issues.listForRepo, asked);
	return issues.filter(({ user, pull_request }) => user?.type === "Bot" && !pull_request);
}

function issuesOf(issues: readonly Issue[], offering: string): Issue[] {
	return issues.filter(({ body }) => body?.startsWith(markerOf(offering)));
}

async function openIssue(github: Github, needing: EvidenceTask): Promise<void> {
	const { id } = needing.offering;
	await findOrCreate(
		`open the issue about ${id}`,
		async () => issuesOf(await ourIssues(github), id).find(({ state }) => state === "open")?.number,
		async () => {
			const text = { title: titleOf(needing), body: bodyOf(needing), labels: [LABEL] };
			return (await github.api.issues.create({ ...github.at, ...text, ...NO_RETRY })).data.number;
		},
	);
}

async function update(github: Github, issue: Issue, needing: EvidenceTask): Promise<boolean> {
	const [title, body] = [titleOf(needing), bodyOf(needing)];
	if (issue.title === title && issue.body === body) return false;
	const call = { ...github.at, issue_number: issue.number, title, body };
	await withContext(`update #${issue.number}`, () => github.api.issues.update(call));
	return true;
}

async function close(github: Github, number: number, offering: string): Promise<void> {
	const body = `${markerOf(offering)}\n\nEverything that this issue asked about is settled.\n`;
	const call = { ...github.at, issue_number: number, state: "closed", state_reason: "completed", body } as const;
	await withContext(`close #${number}`, () => github.api.issues.update(call));
}
