import type { Page } from "playwright-core";

/** One page of each kind, by its path below BASE. */
export const KINDS = [
	"",
	"offerings/deepseek-api/",
	"offerings/claude-vertex/",
	"compare/",
	"compare/?a=claude-bedrock&b=anthropic-api&c=openai-api&d=deepseek-api",
	"compare/anthropic-api-vs-claude-bedrock/",
	"questions/",
	"questions/retention-zero-data-retention/",
	"vendors/",
	"vendors/anthropic/",
	"services/amazon-bedrock/",
	"changes/",
	"quality/",
	"methodology/",
	"data/",
	"about/",
	"correct/?offering=deepseek-api&dimension=retention_zdr",
	"search/?q=openai%20retention",
	"no-such-page/",
] as const;

/** Start of the path of pages whose scripts load something → selector of what they show then. */
const LOADED = { "compare/?": ".vs", "correct/?": "#asked:not(:empty)", "search/?": "#count:not(:empty)" };

/** Goes to a page, and waits until it shows what its script loads. */
export async function openKind(page: Page, url: string, kind: string): Promise<void> {
	await page.goto(url + kind);
	for (const [start, selector] of Object.entries(LOADED))
		if (kind.startsWith(start)) await page.locator(selector).waitFor();
}
