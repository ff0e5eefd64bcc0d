import { type Answer, type Github, withContext } from "../github/client.ts";
import { findOrCreate, NO_RETRY } from "../github/find-or-create.ts";
import type { EvidenceTask } from "./findings.ts";
import { bodyOf, findingsLine, issueTitle, markerOf } from "./issue-text.ts";

/** The label of our issues. */
const LABEL = "evidence";
/** Issues opened in one run: a person can answer no more in a week. */
export const MAX_NEW = 10;

type Issue = Answer<"issues", "listForRepo">[number];

/** Numbers of issues that a run changed. */
export interface IssueCounts {
	readonly opened: number;
	readonly updated: number;
	readonly closed: number;
	/** Files with findings whose issue waits for a later run. */
	readonly waiting: number;
}

/**
 * Keeps one issue per record file with findings: opens it (at most MAX_NEW in a run, the most pressing first), edits it in
 * place, and closes it when nothing is left and all sources of the file were checked. An issue that a person closed
 * stays closed until there is another finding. Throws GithubError.
 */
export async function syncIssues(
	github: Github,
	tasks: readonly EvidenceTask[],
	files: readonly { readonly path: string; readonly isChecked: boolean }[],
): Promise<IssueCounts> {
	const issues = await withContext("list the issues about evidence", () => ourIssues(github));
	const counts = { opened: 0, updated: 0, closed: 0, waiting: 0 };
	const open = new Set(tasks.map(({ file }) => file));
	for (const { path, isChecked } of files) {
		if (open.has(path) || !isChecked) continue;
		for (const issue of issuesOf(issues, path).filter(({ state }) => state === "open")) {
			await close(github, issue.number, path);
			counts.closed++;
		}
	}
	for (const task of tasks) {
		const own = issuesOf(issues, task.file);
		const issue = own.find(({ state }) => state === "open");
		if (issue) {
			if (await update(github, issue, task)) counts.updated++;
		} else if (!own.some(({ body }) => body?.includes(findingsLine(task)))) {
			if (counts.opened === MAX_NEW) counts.waiting++;
			else {
				await openIssue(github, task);
				counts.opened++;
			}
		}
	}
	return counts;
}

/** Lists our issues, oldest first: those that a program opened. A person's issue with the same text is left alone. */
async function ourIssues(github: Github): Promise<Issue[]> {
	const query = { ...github.at, labels: LABEL, state: "all", direction: "asc", per_page: 100 } as const;
	const issues = await github.paginate(github.api.issues.listForRepo, query);
	return issues.filter(({ user, pull_request }) => user?.type === "Bot" && !pull_request);
}

function issuesOf(issues: readonly Issue[], file: string): Issue[] {
	return issues.filter(({ body }) => body?.startsWith(markerOf(file)));
}

async function openIssue(github: Github, task: EvidenceTask): Promise<void> {
	const { file } = task;
	await findOrCreate(
		`open the issue about ${file}`,
		async () => issuesOf(await ourIssues(github), file).find(({ state }) => state === "open")?.number,
		async () => {
			const text = { title: issueTitle(task), body: bodyOf(task), labels: [LABEL] };
			return (await github.api.issues.create({ ...github.at, ...text, ...NO_RETRY })).data.number;
		},
	);
}

async function update(github: Github, issue: Issue, task: EvidenceTask): Promise<boolean> {
	const [title, body] = [issueTitle(task), bodyOf(task)];
	if (issue.title === title && issue.body === body) return false;
	const call = { ...github.at, issue_number: issue.number, title, body };
	await withContext(`update #${issue.number}`, () => github.api.issues.update(call));
	return true;
}

async function close(github: Github, number: number, file: string): Promise<void> {
	const body = `${markerOf(file)}\n\nEverything that this issue asked about is settled.\n`;
	const call = { ...github.at, issue_number: number, state: "closed", state_reason: "completed", body } as const;
	await withContext(`close #${number}`, () => github.api.issues.update(call));
}
