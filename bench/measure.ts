import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Time and memory that one run of a program took. */
export interface Measured {
	/** Wall time in seconds. */
	readonly seconds: number;
	/** Processor time of the program and its children, in seconds, user and system together; 0 where the system does not tell. */
	readonly cpu: number;
	/** Peak memory of the program and its children together, in MB; 0 where the system does not tell. */
	readonly megabytes: number;
	readonly code: number | null;
}

/** Runs a program, its output thrown away, and measures it. Throws when it ends with another code than expected. */
export function measure(
	command: string,
	args: readonly string[],
	expected: readonly number[] = [0],
): Promise<Measured> {
	return new Promise((resolve, reject) => {
		const begun = performance.now();
		const child = spawn(command, args, { stdio: "ignore" });
		let peak = 0;
		let cpu = 0;
		const poll = setInterval(() => {
			peak = Math.max(peak, memoryOf(child.pid ?? 0));
			cpu = Math.max(cpu, cpuOf(child.pid ?? 0));
		}, 10);
		child.once("error", reject);
		child.once("exit", (code) => {
			clearInterval(poll);
			const seconds = (performance.now() - begun) / 1000;
			if (code === null || !expected.includes(code))
				reject(new Error(`${command} ${args.join(" ")} ended with ${code}`));
			else resolve({ seconds, cpu, megabytes: peak, code });
		});
	});
}

/** Runs several programs in turn, `rounds` times over, so that what disturbs one disturbs all; gives each one's median. */
export async function sideBySide<Name extends string>(
	programs: Readonly<Record<Name, () => Promise<Measured>>>,
	rounds: number,
): Promise<Record<Name, Measured>> {
	const names = Object.keys(programs) as Name[];
	const runs = new Map<Name, Measured[]>(names.map((name) => [name, []]));
	for (let round = 0; round < rounds; round++) for (const name of names) runs.get(name)?.push(await programs[name]());
	return Object.fromEntries(names.map((name) => [name, median(runs.get(name) ?? [])])) as Record<Name, Measured>;
}

function median(runs: readonly Measured[]): Measured {
	const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
	return {
		seconds: middle(runs.map(({ seconds }) => seconds)),
		cpu: middle(runs.map(({ cpu }) => cpu)),
		megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
		code: runs[0]?.code ?? null,
	};
}

/** Peak resident memory of a process and its children, in MB, as Linux keeps it. */
function memoryOf(pid: number): number {
	try {
		const status = readFileSync(`/proc/${pid}/status`, "utf8");
		const own = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1000;
		return own + childrenOf(pid).reduce((sum, child) => sum + memoryOf(child), 0);
	} catch {
		return 0;
	}
}

/** Ticks of the clock by which Linux counts processor time, per second. */
const TICKS = 100;

/** Processor time of a process, its threads and its children, in seconds, as Linux keeps it. */
function cpuOf(pid: number): number {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
		// Of the process and of children that have ended: user and system each.
		const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
		return own + childrenOf(pid).reduce((sum, child) => sum + cpuOf(child), 0);
	} catch {
		return 0;
	}
}

function childrenOf(pid: number): number[] {
	return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
		readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number),
	);
}

export function ratio(a: number, b: number): string {
	return (a / b).toFixed(2);
}

/** Prints a line of a table. */
export function print(name: string, first: string, second: string): void {
	process.stdout.write(`${name.padEnd(42)} ${first.padStart(8)}   ${second}\n`);
}
