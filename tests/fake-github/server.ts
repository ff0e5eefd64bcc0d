import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";
import type { GithubEnvironment, Pace } from "../../scripts/github/client.ts";
import { type Fault, NO_FAULTS, type Schedule } from "./faults.ts";
import { faultsOfAnswer, faultsOfRequest, type Json, type Operation, operationOf } from "./openapi.ts";
import { actionsArea } from "./routes/actions.ts";
import { checksArea } from "./routes/checks.ts";
import { gitArea } from "./routes/git.ts";
import { issuesArea } from "./routes/issues.ts";
import { labelsArea } from "./routes/labels.ts";
import { pullsArea } from "./routes/pulls.ts";
import { addAsset, releasesArea } from "./routes/releases.ts";
import { repositoryArea } from "./routes/repository.ts";
import { type Area, type Call, Refusal, type Reply, World } from "./state.ts";

/** GitHub on loopback that does what GitHub's own description says, and refuses the rest. */
export interface FakeGithub {
	readonly world: World;
	/** Environment that makes a program talk to this fake. */
	readonly env: Required<GithubEnvironment>;
	/** Faults from now on. */
	faults: Schedule;
	/** From now on, nothing is answered after so many requests: to a client, a crash of GitHub. */
	requestsLeft: number;
	/** Scopes of the client's token; none for a fine-grained one. */
	scopes: string | null;
	/** Every request so far: `git/get-ref`. */
	readonly log: string[];
}

/** A second of waiting, and the longest wait for an answer, in tests. */
export const TEST_PACE: Pace = { second: 1, patience: 60_000 };

const TOKEN = "token-of-the-test";
const PER_PAGE = 30;

/** Every operation that GitHub carries out. */
export function areasOf(world: World): Area {
	return Object.assign(
		{},
		...[repositoryArea, gitArea, releasesArea, issuesArea, labelsArea, pullsArea, actionsArea, checksArea].map((area) =>
			area(world),
		),
	);
}

/** Starts GitHub, which ends with the test; the test fails when a request or an answer departed from the description. */
export async function startGithub(): Promise<FakeGithub> {
	const world = new World();
	const area = areasOf(world);
	const departures: string[] = [];
	const github: FakeGithub = {
		world,
		env: { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: "", GITHUB_REPOSITORY: `${world.owner}/${world.repo}` },
		faults: NO_FAULTS,
		requestsLeft: Number.POSITIVE_INFINITY,
		scopes: null,
		log: [],
	};
	const server = createServer(async (request, response) => {
		try {
			await answer(github, area, departures, request, response);
		} catch (error) {
			departures.push(error instanceof Error ? String(error.stack) : String(error));
			response.destroy();
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	Object.assign(github.env, { GITHUB_API_URL: world.url });
	onTestFinished(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		expect(departures).toEqual([]);
	});
	return github;
}

async function answer(
	github: FakeGithub,
	area: Area,
	departures: string[],
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { world } = github;
	const url = new URL(request.url ?? "/", world.url);
	if (github.requestsLeft <= 0) {
		response.destroy();
		return;
	}
	github.requestsLeft -= 1;
	const stored = /^\/storage\/(\d+)$/.exec(url.pathname)?.[1];
	if (stored !== undefined) {
		const fault = github.faults("storage");
		github.log.push("storage");
		const asset = world.assets.find(({ id }) => String(id) === stored);
		await send(response, { status: asset ? 200 : 404 }, asset?.content ?? Buffer.alloc(0), fault, {
			"content-type": "application/octet-stream",
		});
		return;
	}
	const operation = operationOf(request.method ?? "", url.pathname.replace(/^\/uploads/, ""));
	if (!operation) throw new Error(`${request.method} ${url.pathname} is not in the excerpt; add it to make-excerpt.ts`);
	github.log.push(operation.id);
	const fault = github.faults(operation.id);
	if (fault === "reset") {
		breakOff(world, operation, url, request);
		return;
	}
	const bytes = await bodyOf(request);
	const reply =
		fault === "unavailable" || fault === "limited"
			? null
			: carryOut(github, area, departures, operation, url, request, bytes);
	if (fault === "corrupted") corrupt(world, operation, url);
	if (reply === null || fault === "lost") {
		const limited = fault === "limited";
		const message = limited ? "You have exceeded a secondary rate limit. Please wait." : "Server Error";
		await send(
			response,
			{ status: limited ? 403 : 502 },
			json({ message }),
			undefined,
			limited ? { "retry-after": "1" } : {},
		);
		return;
	}
	const headers: Record<string, string> = github.scopes === null ? {} : { "x-oauth-scopes": github.scopes };
	let { body } = reply;
	if (Array.isArray(body) && "page" in named(operation)) {
		const { part, link } = pageOf(body, url);
		body = part;
		if (link !== "") headers.link = link;
	}
	if (reply.location !== undefined) headers.location = reply.location;
	departures.push(...faultsOfAnswer(operation, reply.status, body));
	await send(response, reply, body === undefined ? Buffer.alloc(0) : json(body), fault, headers);
}

/** Judges a request, and does what it asks. */
function carryOut(
	github: FakeGithub,
	area: Area,
	departures: string[],
	operation: Operation,
	url: URL,
	request: IncomingMessage,
	bytes: Buffer,
): Reply {
	const { headers } = request;
	if (headers.authorization !== `token ${TOKEN}`) return refused(new Refusal(401, "Bad credentials"));
	const type = headers["content-type"] ?? "";
	const isJson = type.startsWith("application/json");
	const body: unknown =
		bytes.length === 0 && type === "" ? undefined : isJson ? JSON.parse(bytes.toString("utf8")) : bytes;
	departures.push(...faultsOfRequest(operation, url.searchParams, type, body).map((one) => `${operation.id}: ${one}`));
	if (!headers["user-agent"]) departures.push(`${operation.id}: there is no user agent`);
	const { owner, repo, ...path } = operation.path;
	if (owner !== github.world.owner || repo !== github.world.repo) return refused(new Refusal(404, "Not Found"));
	const act = area[operation.id];
	if (!act)
		throw new Error(`the fake github does not carry out ${operation.id}; write it in tests/fake-github/routes/`);
	const call: Call = {
		path,
		query: Object.fromEntries(url.searchParams),
		body: (isJson ? body : {}) as Json,
		bytes,
		accept: headers.accept ?? "",
	};
	try {
		return act(call);
	} catch (error) {
		if (error instanceof Refusal) return refused(error);
		throw error;
	}
}

function refused({ status, message, code }: Refusal): Reply {
	const documentation_url = "https://docs.github.com/rest";
	const errors = code === undefined ? {} : { errors: [{ code, resource: "Resource", field: "field" }] };
	return { status, body: { message, documentation_url, status: String(status), ...errors } };
}

/** Half of an upload arrives, then the connection breaks. */
function breakOff(world: World, operation: Operation, url: URL, request: IncomingMessage): void {
	request.once("data", (part: Buffer) => {
		const release = world.releases.find(({ id }) => String(id) === operation.path.release_id);
		const name = url.searchParams.get("name") ?? "";
		const taken = world.assets.some((asset) => asset.release === release?.id && asset.name === name);
		if (operation.id === "repos/upload-release-asset" && release && !taken) {
			addAsset(world, release, name, part.subarray(0, part.length >> 1), false);
		}
		request.socket.destroy();
	});
	request.once("end", () => request.socket.destroy());
}

/** Changes one byte of the stored copy of the last upload. */
function corrupt(world: World, operation: Operation, url: URL): void {
	if (operation.id !== "repos/upload-release-asset") return;
	const asset = world.assets.findLast(({ name }) => name === url.searchParams.get("name"));
	const [first] = asset?.content ?? [];
	if (asset && first !== undefined) {
		asset.content = Buffer.from(asset.content);
		asset.content[0] = first ^ 1;
	}
}

function named({ described }: Operation): Json {
	const names = (described.parameters ?? []).map((one) => ("$ref" in one ? one.$ref.split("/").at(-1) : one.name));
	return Object.fromEntries(names.map((name) => [name, true]));
}

function pageOf(all: readonly unknown[], url: URL): { part: unknown[]; link: string } {
	const size = Number(url.searchParams.get("per_page") ?? PER_PAGE);
	const page = Number(url.searchParams.get("page") ?? 1);
	const next = new URL(url);
	next.searchParams.set("page", String(page + 1));
	const part = all.slice((page - 1) * size, page * size);
	return { part, link: page * size < all.length ? `<${next}>; rel="next"` : "" };
}

function json(value: unknown): Buffer {
	return Buffer.from(JSON.stringify(value));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

async function send(
	response: ServerResponse,
	{ status }: { status: number },
	content: Buffer,
	fault: Fault | undefined,
	headers: Record<string, string>,
): Promise<void> {
	if (fault === "unanswered" || fault === "lost" || fault === "reset") {
		response.destroy();
		return;
	}
	response.writeHead(status, {
		...(status === 204 ? {} : { "content-type": "application/json; charset=utf-8", "content-length": content.length }),
		...headers,
	});
	if (fault === "truncated" && content.length > 0) {
		response.write(content.subarray(0, content.length >> 1), () => response.destroy());
		return;
	}
	if (fault === "stalled") {
		response.write(content.subarray(0, content.length >> 1));
		return;
	}
	if (fault === "slow") {
		const drop = Math.ceil(content.length / 4) || 1;
		for (let at = 0; at < content.length; at += drop) {
			response.write(content.subarray(at, at + drop));
			await new Promise((resolve) => setTimeout(resolve, 1));
		}
		response.end();
		return;
	}
	response.end(content);
}
