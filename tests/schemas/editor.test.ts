import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { REPOSITORY } from "../support.ts";

type Message = { id?: number; method?: string; params?: { items?: unknown[] }; result?: unknown };

/** A language server on standard input and output, and the replies to its client. */
class LanguageServer {
	readonly #child: ChildProcess;
	readonly #waiting = new Map<number, (result: unknown) => void>();
	#buffer = Buffer.alloc(0);
	#next = 1;

	constructor() {
		const bin = join(REPOSITORY, "node_modules/yaml-language-server/bin/yaml-language-server");
		this.#child = spawn(process.execPath, [bin, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
		this.#child.stdout?.on("data", (part: Buffer) => this.#read(part));
	}

	#read(part: Buffer): void {
		this.#buffer = Buffer.concat([this.#buffer, part]);
		for (;;) {
			const end = this.#buffer.indexOf("\r\n\r\n");
			const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.subarray(0, Math.max(end, 0)).toString())?.[1]);
			if (end < 0 || this.#buffer.length < end + 4 + length) return;
			const message = JSON.parse(this.#buffer.subarray(end + 4, end + 4 + length).toString()) as Message;
			this.#buffer = this.#buffer.subarray(end + 4 + length);
			if (message.method === undefined) this.#waiting.get(message.id ?? 0)?.(message.result);
			// Whatever the server asks of its client has no answer of its own here.
			else if (message.id !== undefined)
				this.#send({ id: message.id, result: message.params?.items?.map(() => null) ?? null });
		}
	}

	#send(message: object): void {
		const text = JSON.stringify({ jsonrpc: "2.0", ...message });
		this.#child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
	}

	notify(method: string, params: object): void {
		this.#send({ method, params });
	}

	async request(method: string, params: object): Promise<unknown> {
		const id = this.#next++;
		const reply = new Promise<unknown>((resolve) => this.#waiting.set(id, resolve));
		this.#send({ id, method, params });
		return await reply;
	}

	stop(): void {
		this.#child.kill();
	}
}

const RECORD = "offerings/deepseek-api.yaml";
let server: LanguageServer;

beforeAll(async () => {
	server = new LanguageServer();
	await server.request("initialize", {
		processId: process.pid,
		rootUri: pathToFileURL(REPOSITORY).href,
		capabilities: { textDocument: { hover: { contentFormat: ["markdown"] } } },
	});
	server.notify("initialized", {});
});

afterAll(() => server.stop());

/** Opens a text as that of a record, without any setting, and gives its URI. */
function open(text: string, name: string): string {
	const uri = pathToFileURL(join(REPOSITORY, "offerings", name)).href;
	server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
	return uri;
}

const HEAD = "# yaml-language-server: $schema=../schemas/offering.schema.json\n";

async function completions(text: string, name: string, line: number, character: number): Promise<string[]> {
	const uri = open(text, name);
	const reply = await server.request("textDocument/completion", {
		textDocument: { uri },
		position: { line, character },
	});
	const items = Array.isArray(reply) ? reply : ((reply as { items: unknown[] }).items ?? []);
	return (items as { label: string }[]).map(({ label }) => label);
}

test("a record's first line leads an editor to its schema: dimensions, keys and grades are completed", async () => {
	const dimensions = await completions(`${HEAD}dimensions:\n  \n`, "x-one.yaml", 2, 2);
	expect(dimensions).toEqual(expect.arrayContaining(["soc2_type2", "human_review"]));
	const keys = await completions(`${HEAD}dimensions:\n  soc2_type2:\n    \n`, "x-two.yaml", 3, 4);
	expect(keys).toEqual(expect.arrayContaining(["value", "finding", "sources"]));
	const grades = await completions(`${HEAD}dimensions:\n  soc2_type2:\n    value: \n`, "x-three.yaml", 3, 11);
	expect(grades).toEqual(expect.arrayContaining(["yes_public", "no_public_evidence"]));
});

test("pointing at a cell shows its question and one line for each grade, ids as code", async () => {
	const text = readFileSync(join(REPOSITORY, RECORD), "utf8");
	const line = text.split("\n").findIndex((one) => one.startsWith("  retention_zdr:"));
	expect(line).toBeGreaterThan(0);
	const uri = open(text, "x-four.yaml");
	const hover = await server.request("textDocument/hover", { textDocument: { uri }, position: { line, character: 5 } });
	const { contents } = hover as { contents: { value: string } };
	expect(contents.value).toContain("Is retention documented, and is zero data retention available?");
	expect(contents.value).toMatch(/^- `yes_public` ● /m);
	expect(contents.value).not.toContain("\\_");
});

test("a policy's first line leads an editor to its schema: keys, presets, dimensions, grades and modes are completed", async () => {
	const head = `# yaml-language-server: $schema=../schemas/policy.schema.json\n`;
	const [keys, presets, requirement, dimensions, grades, modes] = [
		await completions(`${head}\n`, "p-one.yaml", 1, 0),
		await completions(`${head}presets:\n  - \n`, "p-two.yaml", 2, 4),
		await completions(`${head}require:\n  - dimension: gdpr_dpa\n    \n`, "p-three.yaml", 3, 4),
		await completions(`${head}require:\n  - dimension: \n`, "p-four.yaml", 2, 15),
		await completions(`${head}require:\n  - dimension: gdpr_dpa\n    grade: \n`, "p-five.yaml", 3, 11),
		await completions(`${head}mode: \n`, "p-six.yaml", 1, 6),
	];
	expect(keys).toEqual(expect.arrayContaining(["presets", "require", "exceptions", "offerings", "mode"]));
	expect(presets).toEqual(expect.arrayContaining(["us_health_data", "gpai_code"]));
	expect(requirement).toEqual(expect.arrayContaining(["grade", "min_confidence", "fresh"]));
	expect(dimensions).toEqual(expect.arrayContaining(["data_residency", "human_review"]));
	expect(grades).toEqual(expect.arrayContaining(["yes_public", "partial"]));
	expect(modes).toEqual(expect.arrayContaining(["all", "any"]));
});
