import type { IncomingMessage, ServerResponse } from "node:http";
import type { Schedule } from "./faults.ts";
import { faultsOfAnswer, faultsOfRequest, type Json, type Operation, operationOf } from "./openapi.ts";
import { send } from "./response.ts";
import { addAsset } from "./routes/releases.ts";
import { type Call, Refusal, type Reply, type Routes, type Store } from "./store.ts";

/** Token that requests have to bear. */
export const TOKEN = "token-of-the-test";
const PER_PAGE = 30;

/** State that requests find: what GitHub holds, and how it fails. */
export interface Service {
	readonly store: Store;
	/** Faults from now on. */
	faults: Schedule;
	/** From now on, nothing is answered after so many requests: to a client, a crash of GitHub. */
	requestsLeft: number;
	/** Scopes of the client's token; none for a fine-grained one. */
	scopes: string | null;
	/** Every request so far: `git/get-ref`. */
	readonly log: string[];
}

/** Answers one request, with the fault that is due; adds to `departures` what departs from GitHub's description. */
export async function answer(
	github: Service,
	routes: Routes,
	departures: string[],
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { store } = github;
	const url = new URL(request.url ?? "/", store.url);
	if (github.requestsLeft <= 0) {
		response.destroy();
		return;
	}
	github.requestsLeft -= 1;
	const stored = /^\/storage\/(\d+)$/.exec(url.pathname)?.[1];
	if (stored !== undefined) {
		const fault = github.faults("storage");
		github.log.push("storage");
		const asset = store.assets.find(({ id }) => String(id) === stored);
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
		breakOff(store, operation, url, request);
		return;
	}
	const bytes = await bodyOf(request);
	const reply =
		fault === "unavailable" || fault === "limited"
			? null
			: carryOut(github, routes, departures, operation, url, request, bytes);
	if (fault === "corrupted") corrupt(store, operation, url);
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
	github: Service,
	routes: Routes,
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
	if (owner !== github.store.owner || repo !== github.store.repo) return refused(new Refusal(404, "Not Found"));
	const act = routes[operation.id];
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
function breakOff(store: Store, operation: Operation, url: URL, request: IncomingMessage): void {
	request.once("data", (part: Buffer) => {
		const release = store.releases.find(({ id }) => String(id) === operation.path.release_id);
		const name = url.searchParams.get("name") ?? "";
		const taken = store.assets.some((asset) => asset.release === release?.id && asset.name === name);
		if (operation.id === "repos/upload-release-asset" && release && !taken) {
			addAsset(store, release, name, part.subarray(0, part.length >> 1), false);
		}
		request.socket.destroy();
	});
	request.once("end", () => request.socket.destroy());
}

/** Changes one byte of the stored copy of the last upload. */
function corrupt(store: Store, operation: Operation, url: URL): void {
	if (operation.id !== "repos/upload-release-asset") return;
	const asset = store.assets.findLast(({ name }) => name === url.searchParams.get("name"));
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
