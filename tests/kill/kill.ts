import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { AUTHOR } from "../git.ts";
import { chosen, LONG, type Ran, REPOSITORY, temporaryFolder } from "../support.ts";

/** A command that writes, and what to see when it is killed. */
export interface Subject {
	/** Makes the folder in which every run starts; it is copied for each. */
	readonly prepare: () => string;
	/** The program and its arguments for a copy. */
	readonly call: (root: string) => readonly string[];
	/** Runs the same in this process, whose modules are loaded. */
	readonly callHere: (root: string) => Ran | Promise<Ran>;
	/** Asserts that what a killed run left is old or new in each of its parts; `before` is the folder as it was. */
	readonly assertWhole: (root: string, folders: { readonly before: string; readonly after: string }) => void;
	/** State that must be the same after the next run as after one that nobody killed. */
	readonly stateOf: (root: string) => unknown;
	/** Event of the one kill in the short suite. */
	readonly place: string;
}

/** Each kill takes a process. */
export const PATIENCE = { timeout: LONG ? 3_600_000 : 180_000 };

const PRELOAD = pathToFileURL(join(import.meta.dirname, "kill-at.js")).href;

/** Author and time of the commits, which are the same in every run. */
export const ENVIRONMENT = {
	...AUTHOR,
	GIT_AUTHOR_DATE: "2026-11-24T12:00:00Z",
	GIT_COMMITTER_DATE: "2026-11-24T12:00:00Z",
};

interface Ended {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stderr: string;
}

/** Runs a call in a process of its own, which counts its writes and is killed where `env` says. */
async function run(call: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
	const child = spawn(process.execPath, ["--import", PRELOAD, ...call], {
		cwd: REPOSITORY,
		env: { ...process.env, ...ENVIRONMENT, ...env },
		stdio: ["ignore", "ignore", "pipe"],
	});
	let stderr = "";
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		stderr += text;
	});
	const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
	return { code, signal, stderr };
}

/** Result of a killed run and of the run after it. */
export interface Kill {
	readonly at: string;
	readonly killed: Ended;
	readonly next: Ran;
	readonly state: unknown;
}

/**
 * Kills a command at writes of its run, each time in a new copy of the folder, and runs it again. Returns the state
 * after a run that nobody killed, and what each kill gave.
 */
export async function killedRuns(subject: Subject): Promise<{ state: unknown; kills: Kill[] }> {
	const before = subject.prepare();
	const copy = () => {
		const folder = join(temporaryFolder(), "root");
		cpSync(before, folder, { recursive: true });
		return folder;
	};
	const after = copy();
	const places = LONG ? await placesOf(subject, after) : [subject.place];
	if (!LONG) expect(await subject.callHere(after)).toMatchObject({ code: 0 });
	const state = subject.stateOf(after);
	const kills: Kill[] = [];
	for (const at of places) {
		const root = copy();
		const killed = await run(subject.call(root), { KILL_AT: at });
		subject.assertWhole(root, { before, after });
		const next = await subject.callHere(root);
		kills.push({ at, killed, next, state: subject.stateOf(root) });
		rmSync(root, { recursive: true, force: true });
	}
	return { state, kills };
}

/** Runs a command that nobody kills, and returns the events at which others are killed: before the last rename, and at 100 more. */
async function placesOf(subject: Subject, root: string): Promise<string[]> {
	const log = join(temporaryFolder(), "log.json");
	const whole = await run(subject.call(root), { KILL_LOG: log });
	if (whole.code !== 0) throw new Error(`the command fails when nobody kills it: ${whole.stderr}`);
	const events = JSON.parse(readFileSync(log, "utf8")) as string[];
	const all = events.map((_, index) => index + 1);
	const last = events.lastIndexOf("renameSync") + 1;
	return [...new Set([last, ...chosen(all, 100)])].map(String);
}
