import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { measure, print, ratio } from "./measure.ts";

/**
 * Measures `links` on 10,000 sources of 500 hosts of a server on loopback, against the ideal time within its
 * own rate limit, and against linkinator on the same list, which has no rate limit and reads no text. A fifth of the
 * sources show the growth.
 */
export async function linksBench(repository: string, work: string): Promise<void> {
	const server = await startServer();
	try {
		const registry = (root: string) =>
			measure(
				process.execPath,
				[
					...[join(repository, "bench/links-run.ts"), String(server.port)],
					...["--root", root, "--texts", join(root, "texts")],
					...["--concurrency", String(CONCURRENCY), "--pause", String(PAUSE_MS), "--timeout", String(TIMEOUT_S)],
				],
				[0, 1],
			);
		const [small, large] = [SOURCES / 5, SOURCES].map((count) => {
			const folder = join(work, `links-${count}`);
			writeSources(folder, count);
			return folder;
		});
		if (!small || !large) throw new Error("no sources");
		const ten = await registry(large);
		const two = await registry(small);
		const linkinator = await measure(
			process.execPath,
			[
				join(repository, "bench/node_modules/linkinator/build/src/cli.js"),
				`http://127.0.0.1:${server.port}/list.html`,
				...["--concurrency", String(CONCURRENCY), "--timeout", String(TIMEOUT_S * 1000), "--format", "JSON"],
			],
			[0, 1],
		);
		const ideal = idealSeconds(SOURCES);
		print("links, 10,000 sources", `${ten.seconds.toFixed(1)} s`, `${ten.megabytes.toFixed(0)} MB`);
		print("links, 2,000 sources", `${two.seconds.toFixed(1)} s`, `${two.megabytes.toFixed(0)} MB`);
		print("linkinator, 10,000 links", `${linkinator.seconds.toFixed(1)} s`, `${linkinator.megabytes.toFixed(0)} MB`);
		print("ideal within the limits", `${ideal.toFixed(1)} s`, "");
		process.stdout.write("\n");
		print("time / ideal", ratio(ten.seconds, ideal), "at most 1.2");
		print("peak memory", `${ten.megabytes.toFixed(0)} MB`, "below 300 MB");
		print("time / linkinator", ratio(ten.seconds, linkinator.seconds), "");
		print("memory / linkinator", ratio(ten.megabytes, linkinator.megabytes), "");
		print("growth from 2,000 to 10,000", ratio(ten.seconds, two.seconds), "at most 5.5");
	} finally {
		server.close();
	}
}

const SOURCES = 10_000;
const HOSTS = 500;
const CONCURRENCY = 64;
const PAUSE_MS = 20;
const TIMEOUT_S = 2;
/** Requests to each host beside its pages: robots.txt, and a path that cannot exist. */
const PROBES = 2;
/** Requests to a host that never answers until it gets no more. */
const TARPIT_PAGES = 3;
const TARPIT = 7;

/** Kind of answer of a source. */
type Kind = "page" | "zipped" | "missing" | "moved" | "forbidden" | "failing" | "tarpit";

function kindOf(source: number): Kind {
	if (source % HOSTS === TARPIT) return "tarpit";
	const kinds: readonly [number, Kind][] = [
		[78, "page"],
		[84, "zipped"],
		[88, "missing"],
		[93, "moved"],
		[97, "forbidden"],
		[100, "failing"],
	];
	return kinds.find(([below]) => noise(source) % 100 < below)?.[1] ?? "page";
}

/** Delay of an answer, from 50 to 300 ms, always the same for the same number. */
function delayOf(number: number): number {
	return 50 + (noise(number + 77_777) % 251);
}

function noise(number: number): number {
	let mixed = Math.imul(number + 1, 0x9e3779b1);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
	return (mixed ^ (mixed >>> 13)) >>> 0;
}

/**
 * Returns the least time for all requests: for each host the delays of its answers and the pauses between them, and for
 * all hosts together the delays shared among the requests that may run at one time. Our own work takes no time.
 */
function idealSeconds(sources: number): number {
	const hosts = Array.from({ length: HOSTS }, (_, host) => ({ busy: PROBES * delayOf(host), requests: PROBES }));
	for (let source = 0; source < sources; source++) {
		const host = hosts[source % HOSTS];
		const kind = kindOf(source);
		if (!host || kind === "tarpit") continue;
		// A page that moved is asked for where it went.
		const requests = kind === "moved" ? 2 : 1;
		host.requests += requests;
		host.busy += requests * delayOf(source);
	}
	const tarpit = hosts[TARPIT];
	if (tarpit) {
		tarpit.requests += TARPIT_PAGES;
		tarpit.busy += TARPIT_PAGES * TIMEOUT_S * 1000;
	}
	const longest = Math.max(...hosts.map(({ busy, requests }) => busy + (requests - 1) * PAUSE_MS));
	const all = hosts.reduce((sum, { busy }) => sum + busy, 0);
	return Math.max(longest, all / CONCURRENCY) / 1000;
}

/** Words of every second page, which its source quotes: such a page needs no look at the host's error page. */
const QUOTE = "We keep inputs for thirty days, and then delete them";
const PARAGRAPH = "<p>We keep <b>inputs</b> for thirty days, and then delete them; see section 4 of the terms.</p>\n";

function pageOf(source: number): string {
	return `<!doctype html><title>Source ${source}</title><nav>Home</nav><main><h1>Terms ${source}</h1>${PARAGRAPH.repeat(60)}</main>`;
}

const answers: RequestListener = (request, response) => {
	const [, path = "", number = "0"] = /^\/([a-z]+(?:\.[a-z]+)?)\/?(\d*)$/.exec(request.url ?? "") ?? [];
	const source = Number(number);
	const html = { "content-type": "text/html; charset=utf-8" };
	const later = (status: number, headers: Record<string, string>, body: string | Buffer, delay: number) =>
		setTimeout(() => response.writeHead(status, headers).end(body), delay);
	if (path === "list.html") {
		const links = Array.from(
			{ length: SOURCES },
			(_, one) => `<a href="http://${addressOf(one)}:${portOf(request)}/p/${one}">x</a>`,
		);
		response.writeHead(200, html).end(links.join("\n"));
		return;
	}
	if (request.url?.includes("no-such-page")) {
		later(404, html, "<h1>Not found</h1>", delayOf(hostNumber(request)));
		return;
	}
	if (path === "robots.txt") {
		const text = "User-agent: *\nDisallow: /private\n";
		later(200, { "content-type": "text/plain" }, text, delayOf(hostNumber(request)));
		return;
	}
	const delay = delayOf(source);
	const kind = path === "new" ? "page" : kindOf(source);
	switch (kind) {
		case "page":
			return void later(200, html, pageOf(source), delay);
		case "zipped":
			return void later(200, { ...html, "content-encoding": "gzip" }, gzipSync(pageOf(source)), delay);
		case "missing":
			return void later(404, html, "<h1>Not found</h1>", delay);
		case "moved":
			return void later(301, { location: `/new/${source}` }, "", delay);
		case "forbidden":
			return void later(403, html, "<h1>Forbidden</h1>", delay);
		case "failing":
			return void later(500, html, "<h1>Error</h1>", delay);
		case "tarpit":
			return;
		default:
			kind satisfies never;
	}
};

function hostNumber({ headers }: { readonly headers: { readonly host?: string | undefined } }): number {
	return Number(/^h(\d+)\./.exec(headers.host ?? "")?.[1] ?? 0);
}

function portOf({ socket }: { readonly socket: { readonly localPort?: number | undefined } }): number {
	return socket.localPort ?? 0;
}

/** linkinator tells hosts by their IP addresses: each of ours has its own on loopback. */
function addressOf(source: number): string {
	const host = source % HOSTS;
	return `127.0.${1 + Math.floor(host / 250)}.${1 + (host % 250)}`;
}

async function startServer(): Promise<{ port: number; close: () => void }> {
	const servers: Server[] = [];
	const listen = (port: number, address: string) =>
		new Promise<number>((resolve, reject) => {
			const server = createServer(answers);
			servers.push(server);
			server.once("error", reject).listen(port, address, () => resolve((server.address() as AddressInfo).port));
		});
	const port = await listen(0, "127.0.0.1");
	for (let host = 0; host < HOSTS; host++) await listen(port, addressOf(host));
	const close = () => {
		for (const server of servers) {
			server.close();
			server.closeAllConnections();
		}
	};
	return { port, close };
}

/** Writes a registry with a number of sources. */
function writeSources(folder: string, sources: number): void {
	rmSync(folder, { recursive: true, force: true });
	for (const name of ["offerings", "vendors"]) mkdirSync(join(folder, name), { recursive: true });
	const head =
		"developer: acme\nplatform: acme\ncategory: first_party\nmodel_family: Acme\nsummary: >-\n  Acme serves its models.\n";
	writeFileSync(join(folder, "vendors/acme.yaml"), "id: acme\nname: Acme\ndomains:\n  - acme.com\ncountry: US\n");
	const dimensions = ["soc2_type2", "iso_27001", "iso_42001", "trust_center", "hipaa_baa"];
	const perCell = 20;
	const perOffering = dimensions.length * perCell;
	for (let first = 0; first < sources; first += perOffering) {
		const cells = dimensions.map((dimension, index) => {
			const written = Array.from({ length: perCell }, (_, at) => first + index * perCell + at).map(
				(source) =>
					`      - url: https://h${source % HOSTS}.acme.com/p/${source}\n        title: Source ${source}\n        via: live\n        captured: "2026-11-20"\n${source % 2 === 0 ? `        quote: ${QUOTE}\n` : ""}`,
			);
			return `  ${dimension}:\n    value: partial\n    confidence: medium\n    finding: Says so\n    caveat: Ask.\n    notes: >-\n      Acme says so.\n    sources:\n${written.join("")}`;
		});
		const id = `acme-${first / perOffering}`;
		writeFileSync(join(folder, `offerings/${id}.yaml`), `id: ${id}\nname: Acme\n${head}dimensions:\n${cells.join("")}`);
	}
}
