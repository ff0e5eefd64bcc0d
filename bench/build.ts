import { join } from "node:path";
import { writeCorpus } from "./corpus.ts";
import { type Measured, measure, print, ratio, sideBySide } from "./measure.ts";

/** Measures time, memory and growth of a full build beside a check of the same records. */
export async function buildBench(repository: string, work: string, rounds: number): Promise<void> {
	const [small, large] = [1_000, 10_000].map((count) => {
		const folder = join(work, `build-${count}`);
		writeCorpus(repository, folder, count);
		return folder;
	});
	if (!small || !large) throw new Error("no corpus");
	const registry = (root: string, command: string, ...more: string[]): Promise<Measured> =>
		measure(process.execPath, [join(repository, "scripts/registry.js"), command, "--root", root, ...more]);
	const all = await sideBySide(
		{
			"check, 10,000 offerings": () => registry(large, "check"),
			"build, 10,000 offerings": () => registry(large, "build"),
			"build, 1,000 offerings": () => registry(small, "build"),
		},
		rounds,
	);
	for (const [name, { seconds, megabytes }] of Object.entries(all))
		print(name, `${seconds.toFixed(2)} s`, `${megabytes.toFixed(0)} MB`);
	const built = all["build, 10,000 offerings"];
	process.stdout.write("\n");
	print("build / check", ratio(built.seconds, all["check, 10,000 offerings"].seconds), "at most 2.5");
	print("memory of the build", `${built.megabytes.toFixed(0)} MB`, "below 1500 MB");
	print("growth from 1,000 to 10,000", ratio(built.seconds, all["build, 1,000 offerings"].seconds), "at most 11");
}
