import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";
import type { GithubEnvironment, Pace } from "../../scripts/github/client.ts";
import { NO_FAULTS } from "./faults.ts";
import { quickTimers } from "./quick-timers.ts";
import { answer, type Service, TOKEN } from "./request.ts";
import { actionsRoutes } from "./routes/actions.ts";
import { checksRoutes } from "./routes/checks.ts";
import { gitRoutes } from "./routes/git.ts";
import { issuesRoutes } from "./routes/issues.ts";
import { labelsRoutes } from "./routes/labels.ts";
import { pullsRoutes } from "./routes/pulls.ts";
import { releasesRoutes } from "./routes/releases.ts";
import { repositoryRoutes } from "./routes/repository.ts";
import { type Routes, Store } from "./store.ts";

/** GitHub on loopback that does what GitHub's own description says, and refuses the rest. */
export interface FakeGithub extends Service {
	/** Environment that makes a program talk to this fake. */
	readonly env: Required<GithubEnvironment>;
}

/** A second of waiting, and the longest wait for an answer, in tests. */
export const TEST_PACE: Pace = { second: 1, patience: 60_000 };

/** Every operation that GitHub carries out. */
export function routesOf(store: Store): Routes {
	return Object.assign(
		{},
		...[
			repositoryRoutes,
			gitRoutes,
			releasesRoutes,
			issuesRoutes,
			labelsRoutes,
			pullsRoutes,
			actionsRoutes,
			checksRoutes,
		].map((routes) => routes(store)),
	);
}

/** Starts GitHub, which ends with the test; the test fails when a request or an answer departed from the description. */
export async function startGithub(): Promise<FakeGithub> {
	quickTimers();
	const store = new Store();
	const routes = routesOf(store);
	const departures: string[] = [];
	const github: FakeGithub = {
		store,
		env: { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: "", GITHUB_REPOSITORY: `${store.owner}/${store.repo}` },
		faults: NO_FAULTS,
		requestsLeft: Number.POSITIVE_INFINITY,
		scopes: null,
		log: [],
	};
	const server = createServer(async (request, response) => {
		try {
			await answer(github, routes, departures, request, response);
		} catch (error) {
			departures.push(error instanceof Error ? String(error.stack) : String(error));
			response.destroy();
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	store.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	Object.assign(github.env, { GITHUB_API_URL: store.url });
	onTestFinished(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		expect(departures).toEqual([]);
	});
	return github;
}
