import type { LinkHistory } from "../evidence/link-history.ts";
import { TextStore } from "../evidence/text-store.ts";
import { unchangedProposals } from "../evidence/unchanged.ts";
import { verdictsOf } from "../evidence/verdict.ts";
import { openGithub } from "../github/client.ts";
import type { Registry } from "../registry/registry.ts";
import { pluralize } from "../report/style.ts";
import { evidenceTasksOf } from "./findings.ts";
import { proposeLinkHistory } from "./propose-history.ts";
import { syncIssues } from "./sync-issues.ts";

/** Keeps the issues and the pull request with the history up to date; returns a sentence about it. Throws GithubError. */
export async function syncGithub(
	registry: Registry,
	history: LinkHistory,
	{ root, texts, today }: { readonly root: string; readonly texts: string; readonly today: string },
): Promise<string> {
	const github = await openGithub(process.env);
	const verdicts = verdictsOf(registry, history);
	const unchecked = new Set(
		verdicts
			.filter(({ last }) => last === null)
			.flatMap(({ citations }) => citations.map(({ record }) => record.file.path)),
	);
	const records = [...registry.offerings, ...registry.services, ...registry.vendorRecords];
	const { opened, updated, closed, waiting } = await syncIssues(
		github,
		evidenceTasksOf(registry, verdicts, new TextStore(texts), today),
		records.map(({ file: { path } }) => ({ path, isChecked: !unchecked.has(path) })),
	);
	const unchanged = unchangedProposals(registry, history, today);
	const pull = await proposeLinkHistory(github, { root, history, unchanged, today });
	const proposal = pull === null ? "somebody else committed to its branch" : `#${pull}`;
	return `Issues: ${opened} opened, ${updated} updated, ${closed} closed, ${waiting} waiting. History: ${proposal}, with ${pluralize(unchanged.length, "document")} seen unchanged.\n`;
}
