import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildBench } from "./build.ts";
import { writeCorpus } from "./corpus.ts";
import { historyBench } from "./history.ts";
import { linksBench } from "./links.ts";
import { type Measured, measure, print, ratio, sideBySide } from "./measure.ts";
import { siteBench } from "./site.ts";

/**
 * Measures `check` against a C++ validator that checks the same files against the same schema and nothing
 * else, against ajv-cli, and as the registry grows. Prints ratios of one run.
 */
const REPOSITORY = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const SCHEMA = join(REPOSITORY, "schemas/offering.schema.json");
const PEERS = join(REPOSITORY, "bench/node_modules/.bin");
const ROUNDS = 3;

const work = mkdtempSync(join(tmpdir(), "registry-bench-"));
/** Parts that can be measured alone: `npm run bench -- history`. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
	check: run,
	build: () => buildBench(REPOSITORY, work, ROUNDS),
	history: () => historyBench(REPOSITORY, work, ROUNDS),
	links: () => linksBench(REPOSITORY, work),
	site: () => siteBench(REPOSITORY, work),
};
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
try {
	for (const name of names) {
		const part = PARTS[name];
		if (!part) throw new Error(`there is no part "${name}"; there are ${Object.keys(PARTS).join(", ")}`);
		await part();
	}
} finally {
	rmSync(work, { recursive: true, force: true });
}

async function run(): Promise<void> {
	const [small, large] = [1_000, 10_000].map((count) => {
		const folder = join(work, String(count));
		writeCorpus(REPOSITORY, folder, count);
		return folder;
	});
	if (!small || !large) throw new Error("no corpus");
	const cold = await sideBySide(
		{
			"check, 10,000 offerings": () => check(large),
			"jsonschema (C++, schema alone), 10,000": () => peer(large),
			"check, 1,000 offerings": () => check(small),
			"jsonschema (C++, schema alone), 1,000": () => peer(small),
			"check, this repository": () => check(REPOSITORY),
		},
		ROUNDS,
	);
	// Once: it takes minutes. It reads YAML 1.1, where a date is no text, and so calls every record invalid; it does the work all the same.
	const ajv = await sideBySide({ "ajv-cli (schema alone), 1,000": () => ajvCli(small) }, 1);
	const all = { ...cold, ...ajv };
	for (const [name, { seconds, cpu, megabytes }] of Object.entries(all))
		print(name, `${seconds.toFixed(2)} s`, `${cpu.toFixed(2)} s of processor time, ${megabytes.toFixed(0)} MB`);
	const of = (name: keyof typeof all): Measured => all[name];
	const [ten, tenOfPeer] = [of("check, 10,000 offerings"), of("jsonschema (C++, schema alone), 10,000")];
	const [one, oneOfPeer] = [of("check, 1,000 offerings"), of("jsonschema (C++, schema alone), 1,000")];
	process.stdout.write("\n");
	print("time / C++ peer, 10,000", ratio(ten.seconds, tenOfPeer.seconds), "at most 1");
	print("processor time / C++ peer, 10,000", ratio(ten.cpu, tenOfPeer.cpu), "");
	print("memory / C++ peer, 10,000", ratio(ten.megabytes, tenOfPeer.megabytes), "below 1");
	print("time / C++ peer, 1,000", ratio(one.seconds, oneOfPeer.seconds), "");
	print("processor time / C++ peer, 1,000", ratio(one.cpu, oneOfPeer.cpu), "");
	print("time / ajv-cli, 1,000", ratio(one.seconds, of("ajv-cli (schema alone), 1,000").seconds), "");
	print("growth from 1,000 to 10,000", ratio(ten.seconds, one.seconds), "at most 11");
	print("check of this repository", `${of("check, this repository").seconds.toFixed(2)} s`, "at most 0.35 s");
}

/** Checks the files of a root against their three schemas, and does nothing else. */
async function peer(root: string): Promise<Measured> {
	let sum: Measured = { seconds: 0, cpu: 0, megabytes: 0, code: 0 };
	for (const kind of ["offering", "service", "vendor"]) {
		const schema = join(REPOSITORY, `schemas/${kind}.schema.json`);
		const files = [join(root, `${kind}s`), "--extension", ".yaml"];
		const { seconds, cpu, megabytes } = await measure(join(PEERS, "jsonschema"), ["validate", schema, ...files]);
		sum = {
			seconds: sum.seconds + seconds,
			cpu: sum.cpu + cpu,
			megabytes: Math.max(sum.megabytes, megabytes),
			code: 0,
		};
	}
	return sum;
}

function ajvCli(root: string): Promise<Measured> {
	const options = ["--spec=draft2020", "--strict=false", "--validate-formats=false"];
	const files = ["-s", SCHEMA, "-d", join(root, "offerings/*.yaml")];
	return measure(join(PEERS, "ajv"), ["validate", ...options, ...files], [0, 1]);
}

function check(root: string): Promise<Measured> {
	return measure(
		process.execPath,
		[join(REPOSITORY, "scripts/registry.js"), "check", "--format", "json", "--root", root],
		[0, 1],
	);
}
