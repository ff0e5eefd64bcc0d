import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Measured, measure, print, ratio, sideBySide } from "./measure.ts";

/**
 * Measures how fast a long history is read: `history` of the offering that every commit changes and of one among thirty,
 * `show --at` and `release plan`, in repositories of 1,000 and 10,000 commits, a fifth of them merges of pull requests.
 */
export async function historyBench(repository: string, work: string, rounds: number): Promise<void> {
	const [small, large] = [1_000, 10_000].map((commits) => {
		const folder = join(work, `history-${commits}`);
		writeHistory(repository, folder, commits);
		return folder;
	});
	if (!small || !large) throw new Error("no repository");
	const [busy = "", other = ""] = offeringsOf(repository);
	const run = (root: string, args: readonly string[]) =>
		measure(process.execPath, [HEAP, join(repository, "scripts/registry.ts"), ...args, "--root", root]);
	const timed = timedCommands(busy, other);
	const all = await sideBySide(
		{
			"history, every commit, 10,000": () => run(large, timed.history),
			"history, every commit, as JSON": () => run(large, timed.json),
			"history, one commit in 29, 10,000": () => run(large, timed.other),
			"show --at the first commit, 10,000": () => run(large, timed.show),
			"release plan, 10,000": () => run(large, timed.plan),
			"history, every commit, 1,000": () => run(small, timed.history),
		},
		rounds,
	);
	for (const [name, { seconds, megabytes }] of Object.entries(all))
		print(name, `${seconds.toFixed(2)} s`, `${megabytes.toFixed(0)} MB`);
	const of = (name: keyof typeof all): Measured => all[name];
	const [ten, one] = [of("history, every commit, 10,000"), of("history, every commit, 1,000")];
	process.stdout.write("\n");
	print("history of 10,000 commits", `${ten.seconds.toFixed(2)} s`, "under 30 s");
	print("growth from 1,000 to 10,000, time", ratio(ten.seconds, one.seconds), "at most 10");
	print("growth from 1,000 to 10,000, memory", ratio(ten.megabytes, one.megabytes), "about 1");
}

/** Returns the commands that are timed, of the offering that every commit changes and of another. */
export function timedCommands(busy: string, other: string) {
	return {
		history: ["history", busy],
		json: ["history", busy, "--format", "json"],
		other: ["history", other],
		show: ["show", busy, "--at", "v0.0.1"],
		plan: ["release", "plan"],
	};
}

/** Heap limit that nothing growing with the history would fit into. Unbounded, V8 keeps garbage. */
export const HEAP = "--max-old-space-size=100";

/** Offerings in a generated history. */
const OFFERINGS = 30;

/** Day of the first answer that was checked. */
const CHECKED = /^( +checked: ).*$/m;

/** Returns ids of offerings that hold such a day. */
export function offeringsOf(repository: string): string[] {
	return readdirSync(join(repository, "offerings"))
		.sort()
		.filter((name) => CHECKED.test(readFileSync(join(repository, "offerings", name), "utf8")))
		.slice(0, OFFERINGS)
		.map((name) => name.replace(/\.yaml$/, ""));
}

/**
 * Makes a repository of `commits` commits on its main line. Each changes the first offering and one of the others in
 * turn; every fifth merges a branch that did so and credits somebody; the first is tagged as a release.
 */
export function writeHistory(repository: string, folder: string, commits: number): void {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const read = (path: string) => readFileSync(join(repository, path), "utf8");
	const names = offeringsOf(repository);
	const originals = names.map((name) => read(`offerings/${name}.yaml`));
	const others = ["archives.yaml", ...["services", "vendors"].flatMap((name) => filesIn(repository, name))];
	const file = (path: string, text: string) => `M 100644 inline ${path}\n${data(text)}`;
	const changed = (number: number) =>
		[0, 1 + (number % (names.length - 1))]
			.map((index) => file(`offerings/${names[index]}.yaml`, dated(originals[index] ?? "", number)))
			.join("");
	const stream = [
		`commit refs/heads/main\nmark :1\n${committer(0)}${data("Begin")}`,
		...others.map((path) => file(path, read(path))),
		// The version of the release that the first commit is tagged as.
		file("package.json", '{"version": "0.0.1"}\n'),
		...names.map((name, index) => file(`offerings/${name}.yaml`, originals[index] ?? "")),
		"reset refs/tags/v0.0.1\nfrom :1\n\n",
	];
	let mark = 1;
	for (let number = 1; number < commits; number++) {
		const from = mark;
		if (number % 5 === 0) {
			const said = data("Read it again\n\nCredit: @finder");
			stream.push(`commit refs/heads/topic\nmark :${++mark}\n${committer(number)}${said}from :${from}\n`);
			stream.push(changed(number));
			const merge = data(`Merge pull request #${number} from finder/topic`);
			stream.push(`commit refs/heads/main\nmark :${++mark}\n${committer(number)}${merge}`);
			stream.push(`from :${from}\nmerge :${mark - 1}\n`, changed(number));
		} else {
			stream.push(`commit refs/heads/main\nmark :${++mark}\n${committer(number)}${data("Read it again")}`);
			stream.push(`from :${from}\n`, changed(number));
		}
	}
	git(folder, ["init", "-q", "-b", "main"]);
	git(folder, ["fast-import", "--quiet"], stream.join(""));
	git(folder, ["reset", "-q", "--hard", "main"]);
	// As a server packs what it serves: fast-import packs each text as a change of the one before, whatever its file.
	git(folder, ["repack", "-a", "-d", "-f", "-q"]);
}

function committer(number: number): string {
	return `committer Somebody <somebody@example.org> ${1_500_000_000 + number * 3600} +0000\n`;
}

function data(text: string): string {
	return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function filesIn(repository: string, folder: string): string[] {
	return readdirSync(join(repository, folder)).map((name) => `${folder}/${name}`);
}

/** Returns a record whose first answer was checked on another day. */
function dated(text: string, number: number): string {
	const day = new Date(Date.UTC(1990, 0, 1 + number)).toISOString().slice(0, 10);
	return text.replace(CHECKED, `$1"${day}"`);
}

function git(folder: string, args: readonly string[], input = ""): void {
	const ran = spawnSync("git", ["-C", folder, ...args], { input, maxBuffer: 1 << 28 });
	if (ran.status !== 0) throw new Error(`git ${args[0]}: ${ran.stderr}`);
}
