import { join } from "node:path";
import { inject } from "vitest";
import type { Shared } from "./shared.ts";

export interface BuiltSite {
	/** The artifact folder that the site was built from. */
	readonly artifacts: string;
	/** The site's files; `index.html` is the front page. */
	readonly pages: string;
	/** URL of the front page, served on loopback. */
	readonly url: string;
}

/** Asks for what all test processes share; it is made when the first of them asks. */
export async function fromShared<Name extends keyof Shared>(name: Name): Promise<Shared[Name]> {
	const answer = (await (await fetch(`${inject("shared")}${name}`)).json()) as
		| Shared[Name]
		| { readonly failed: string };
	if ("failed" in answer) throw new Error(answer.failed);
	return answer;
}

/** Returns the site of this repository's records. */
export async function realSite(): Promise<BuiltSite> {
	const { folder, url } = await fromShared("site");
	return { artifacts: join(folder, "artifacts"), pages: join(folder, "pages"), url };
}
