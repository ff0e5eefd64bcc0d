import { join } from "node:path";
import { inject } from "vitest";
import type { SharedSite } from "./shared.ts";

export interface BuiltSite {
	/** The artifact folder that the site was built from. */
	readonly artifacts: string;
	/** The site's files; `index.html` is the front page. */
	readonly pages: string;
	/** URL of the front page, served on loopback. */
	readonly url: string;
}

/** Returns the site of this repository's records, which is built once for all processes. */
export async function realSite(): Promise<BuiltSite> {
	const answer = (await (await fetch(inject("sharedSite"))).json()) as SharedSite | { readonly failed: string };
	if ("failed" in answer) throw new Error(answer.failed);
	return { artifacts: join(answer.folder, "artifacts"), pages: join(answer.folder, "pages"), url: answer.url };
}
