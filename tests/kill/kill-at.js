// Loaded before the program (node --import): counts what the main thread writes, and at the event KILL_AT has the
// process killed, before a write or halfway through it. KILL_AT is the number of an event, or a name and the number of
// an event of that name: `renameSync 2`. Without it the names of the events are written to KILL_LOG.
import child from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";

const at = process.env.KILL_AT;
const events = [];

/** True if the process is to be killed at the next event, which has this name. */
function isDue(name) {
	const ofName = events.filter((one) => one === name).length;
	return at === `${events.length + 1}` || at === `${name} ${ofName + 1}`;
}

function event(name) {
	const due = isDue(name);
	events.push(name);
	if (!due) return;
	process.kill(process.pid, "SIGKILL");
	// The signal may come a moment later.
	for (;;);
}

/** Does half of a write. */
const HALVES = {
	writeFileSync: (write, path, data, options) => write(path, data.slice(0, data.length / 2), options),
	writeSync: (write, handle, data) => write(handle, data.subarray(0, data.length / 2)),
	cpSync: (copy, from, to, options) =>
		copy(join(from, fs.readdirSync(from)[0]), join(to, fs.readdirSync(from)[0]), options),
	rmSync(remove, path, options) {
		const file = fs.statSync(path, { throwIfNoEntry: false })?.isDirectory()
			? fs.readdirSync(path, { recursive: true, withFileTypes: true }).find((entry) => entry.isFile())
			: undefined;
		if (file) remove(join(file.parentPath, file.name), options);
	},
	// A process that it starts may have ended when this one is killed.
	spawnSync: (spawn, ...args) => spawn(...args),
	execFileSync: (spawn, ...args) => spawn(...args),
};

const WRITES = [
	...["writeFileSync", "writeSync", "renameSync", "mkdirSync", "mkdtempSync", "rmSync", "rmdirSync", "unlinkSync"],
	...["copyFileSync", "cpSync", "symlinkSync", "chmodSync"],
];

function watch(module, name) {
	const original = module[name];
	const half = HALVES[name];
	module[name] = (...args) => {
		event(name);
		if (half && isDue(`half of ${name}`)) half(original, ...args);
		if (half) event(`half of ${name}`);
		return original(...args);
	};
}

if (isMainThread) {
	const { writeFileSync } = fs;
	for (const name of WRITES) watch(fs, name);
	for (const name of ["spawnSync", "execFileSync"]) watch(child, name);
	syncBuiltinESMExports();
	process.on("exit", () => {
		if (process.env.KILL_LOG) writeFileSync(process.env.KILL_LOG, JSON.stringify(events));
	});
}
