import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit, type RestEndpointMethodTypes } from "@octokit/rest";
import Bottleneck from "bottleneck";
import { DATASET } from "../../schemas/dataset.ts";
import { GithubError } from "./error.ts";

/** One repository on GitHub, with the rights of one token. */
export interface Github {
	readonly api: InstanceType<typeof Client>["rest"];
	readonly request: InstanceType<typeof Client>["request"];
	readonly paginate: InstanceType<typeof Client>["paginate"];
	/** Names the repository in every call. */
	readonly at: { readonly owner: string; readonly repo: string };
}

/** Data of GitHub's response to a call: `Answer<"issues", "create">`. */
export type Answer<
	Area extends keyof RestEndpointMethodTypes,
	Name extends keyof RestEndpointMethodTypes[Area],
> = RestEndpointMethodTypes[Area][Name] extends { response: { data: infer Data } } ? Data : never;

/** Environment variables that GitHub Actions sets: the API's URL, the repository and the token. */
export interface GithubEnvironment {
	readonly GITHUB_TOKEN?: string | undefined;
	readonly GITHUB_API_URL?: string | undefined;
	readonly GITHUB_REPOSITORY?: string | undefined;
}

/** Delays of the client, in milliseconds: tests shorten them. */
export interface Pace {
	/** The length of a second between two writes, and of one that GitHub asks to wait. */
	readonly second: number;
	/** The longest that one answer may take. */
	readonly patience: number;
}

/** Number of retries of a call that fails for a while. */
export const TRIES = 3;

/** The scopes of a classic token that are needed at most. */
const NEEDED = new Set(["repo", "public_repo"]);

const Client = Octokit.plugin(retry, throttling);

/**
 * Opens the repository on GitHub. The client waits and asks again where GitHub says so, and when it fails.
 * Throws GithubError without a token, with one that is refused, and with one that may do more than is needed.
 */
export async function openGithub(
	env: GithubEnvironment,
	{ second, patience }: Pace = { second: 1000, patience: 300_000 },
): Promise<Github> {
	if (!env.GITHUB_TOKEN) {
		throw new GithubError("GITHUB_TOKEN is not set; set it to a token that may write to this repository alone");
	}
	const [owner = "", repo = ""] = (env.GITHUB_REPOSITORY || new URL(DATASET.repository).pathname.slice(1)).split("/");
	const again = (_after: number, _options: object, _client: unknown, count: number) => count < TRIES;
	const group = (id: string, maxConcurrent: number, seconds: number) =>
		new Bottleneck.Group({ id, maxConcurrent, minTime: seconds * second });
	// The plugin's own pace, in seconds of the given length, and for this client alone.
	const pace = {
		global: group("octokit-global", 10, 0),
		write: group("octokit-write", 1, 1),
		notifications: group("octokit-notifications", 1, 3),
	};
	const client = new Client({
		auth: env.GITHUB_TOKEN,
		userAgent: "ai-offering-registry",
		baseUrl: env.GITHUB_API_URL || "https://api.github.com",
		// What is worth saying is said by the error; a log could hold what an error must not.
		log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
		request: { fetch: wholeAnswers(patience) },
		retry: { retries: TRIES, retryAfterBaseValue: second },
		throttle: {
			onRateLimit: again,
			onSecondaryRateLimit: again,
			retryAfterBaseValue: second,
			...pace,
		},
	});
	const { headers } = await withContext("look up the repository", () => client.rest.repos.get({ owner, repo }));
	const scopes = String(headers["x-oauth-scopes"] ?? "").split(",");
	const broader = scopes.map((scope) => scope.trim()).filter((scope) => scope !== "" && !NEEDED.has(scope));
	if (broader.length > 0) {
		throw new GithubError(
			`the token may do more than is needed (${broader.join(", ")}); make a fine-grained one for this repository alone`,
		);
	}
	return { api: client.rest, request: client.request, paginate: client.paginate, at: { owner, repo } };
}

/**
 * A fetch that answers with a whole body or fails. Octokit reads a body that breaks off as an empty one, and waits
 * for one that never ends.
 */
function wholeAnswers(patience: number): typeof fetch {
	return async (input, init) => {
		const answer = await fetch(input, { ...init, signal: AbortSignal.timeout(patience) });
		const body = await answer.arrayBuffer();
		const { status, headers } = answer;
		return new Response(status === 204 || status === 205 || status === 304 ? null : body, { status, headers });
	};
}

/** HTTP status of a failed call; 500 when there was no answer, 0 when it was no call. */
export function httpStatus(error: unknown): number {
	const status = (error as { status?: unknown } | null)?.status;
	return typeof status === "number" ? status : 0;
}

/** Runs a call; a failure becomes a GithubError that says what was tried and what GitHub answered. */
export async function withContext<Result>(what: string, call: () => Promise<Result>): Promise<Result> {
	try {
		return await call();
	} catch (error) {
		if (error instanceof GithubError) throw error;
		const [answer] = (error instanceof Error ? error.message : String(error)).split("\n");
		throw new GithubError(`could not ${what}: ${answer} (status ${httpStatus(error)}); run it again`);
	}
}
