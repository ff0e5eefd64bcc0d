/** First or second labels of hosts on which customers and visitors write: `community.databricks.com`, `chat.z.ai`. */
const HOST_LABELS =
	/^(?:chat|[a-z-]*community|communities|feedback|playground|forums?|answers|discuss|discussions?|discourse|share|shared|groups|ideas|usercontent|user-content|[a-z-]*usercontent|gist|paste|wiki|repost)$/;

/** Parts of paths below which customers and visitors write, on any host. */
const PATH_PARTS =
	/^(?:shares?|shared|playground|community|communities|forums?|discussions?|answers|user-content|usercontent|artifacts)$/i;

/** Hosts on which only some pages are the vendor's: host, and paths that anybody can fill. */
const OPEN_PATHS: readonly (readonly [RegExp, RegExp])[] = [
	[/(?:^|\.)perplexity\.ai$/, /^\/(?:page|search|collections|discover)\b/],
	[/(?:^|\.)(?:chatgpt\.com|chat\.openai\.com)$/, /^\/(?:c|g|s)\//],
	[/(?:^|\.)claude\.(?:ai|site)$/, /^\/(?:public|chat)\b/],
	[/(?:^|\.)(?:kimi\.com|moonshot\.cn|z\.ai|qwen\.ai|grok\.com)$/, /^\/(?:chat|c|s)\//],
	[/^(?:www\.)?huggingface\.co$/, /^\/(?!(?:docs|terms-of-service|privacy|security|legal|policies|pricing|blog)\b)/],
	[/^(?:sites|docs|drive|forms|notebooklm)\.google\.com$/, /^\//],
	[/^aistudio\.google\.com$/, /^\/app\/prompts\b/],
	[/^(?:repost|community|builder)\.aws$/, /^\//],
	[/(?:^|\.)(?:poe\.com|x\.com|twitter\.com)$/, /^\/[^/]+\//],
	[/^(?:github|gitlab)\.com$/, /^\/[^/]+\/[^/]+\/(?:-\/)?(?:issues|pull|merge_requests|wiki|commit)\b/],
];

/** A URL that a parser leaves as it is written, without a word of the lists above: nearly every one is of that kind. */
const SURELY_NOT_OPEN =
	/^(?!.*(?:chat|communit|forum|answers|discuss|discourse|share|playground|feedback|groups|ideas|user-?content|artifacts|gist|paste|wiki|repost|perplexity|claude|kimi|moonshot|z\.ai|qwen|grok|huggingface|\.google\.|\.aws|poe\.com|\/x\.com|twitter|github|gitlab))https:\/\/[\w.~/?#=&+-]*$/i;

/** True for a page that anybody can fill, whoever owns the host: shared chats, forums, users' files. */
export function isOpenToAnybody(url: string): boolean {
	if (SURELY_NOT_OPEN.test(url)) return false;
	if (!URL.canParse(url)) return false;
	const { hostname, pathname } = new URL(url);
	// The registrable part (`discourse.org`) is the vendor's own name.
	if (
		hostname
			.split(".")
			.slice(0, -2)
			.some((label) => HOST_LABELS.test(label))
	)
		return true;
	if (
		pathname
			.split("/")
			.slice(1, 4)
			.some((part) => PATH_PARTS.test(part))
	)
		return true;
	return OPEN_PATHS.some(([host, path]) => host.test(hostname) && path.test(pathname));
}
