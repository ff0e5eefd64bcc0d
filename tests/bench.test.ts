import { join } from "node:path";
import { expect, test } from "vitest";
import { HEAP, offeringsOf, timedCommands, writeHistory } from "../bench/history.ts";
import { LONG, REPOSITORY, registryProcess, temporaryFolder } from "./support.ts";

/** Commits of the history: in the long suite so many that what is kept of each would not fit into the heap. */
const COMMITS = LONG ? 10_000 : 30;

test("each command that is timed on a long history runs in a small heap, and finds what every commit changed", () => {
	const root = join(temporaryFolder(), "history");
	writeHistory(REPOSITORY, root, COMMITS);
	const [busy = "", other = ""] = offeringsOf(REPOSITORY);
	const said = Object.entries(timedCommands(busy, other)).map(([name, args]) => {
		const ran = registryProcess([...args, "--root", root], { env: { NODE_OPTIONS: HEAP } });
		expect({ name, code: ran.code, stderr: ran.stderr }).toEqual({ name, code: 0, stderr: "" });
		return [name, ran.stdout] as const;
	});
	const { json = "", plan = "", show = "" } = Object.fromEntries(said);
	const entries: { changes: unknown[] }[] = JSON.parse(json);
	expect(entries.length).toBe(COMMITS);
	expect(entries.every(({ changes }) => changes.length > 0)).toBe(true);
	expect(plan).not.toBe("");
	expect(show).toContain(busy);
});
