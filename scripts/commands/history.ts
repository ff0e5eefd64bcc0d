import { id as idSchema } from "../../schemas/primitives.ts";
import { type HistoryEntry, offeringHistory } from "../changes/history.ts";
import { colorOn, defineCommand, oneOf, type PaintedOptions, progressOn } from "../cli.ts";
import { dimensionNamed, recordNamed } from "../cli-records.ts";
import { historyGap } from "../git/repository.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { jsonList } from "../publish/artifact.ts";
import { loadRegistry } from "../registry/registry.ts";
import { changeLine, plainQuote } from "../report/changes.ts";
import { type Paint, painter, stripControl } from "../report/style.ts";

interface Options extends PaintedOptions {
	readonly format: "pretty" | "json";
}

export const command = defineCommand(
	"history",
	"show every change of an offering, newest first",
	[
		"history deepseek-api",
		"history deepseek-api retention_zdr",
		"history deepseek-api --format json | jq '.[0].changes'",
	],
	["color"],
)
	.argument("<offering>", "id or former id of an offering")
	.argument("[dimension]", "id of a dimension")
	.option("--format <format>", "pretty or json", oneOf("pretty", "json"), "pretty")
	.action((id: string, named: string | undefined, options: Options) => {
		const dimension = dimensionNamed(named);
		const registry = loadRegistry(folderTree(options.root));
		// A record that is broken now, or gone, has its history all the same.
		const now = registry.find(id)?.value;
		const ids = now ? [now.id, ...(now.aliases ?? [])] : idSchema.safeParse(id).success ? [id] : [];
		// On a terminal the entries themselves show how far it is.
		const progress = process.stdout.isTTY ? null : progressOn(process.stderr, "commits read");
		let read = 0;
		const history = offeringHistory(options.root, ids, () => progress?.step(++read, history.commits.length));
		if (!now && history.commits.length === 0) recordNamed(registry, id);
		const entries = ofDimension(history.entries, dimension);
		if (options.format === "json") {
			for (const piece of jsonList(entries)) process.stdout.write(piece);
		} else {
			const paint = painter(colorOn(process.stdout, options));
			let shown = 0;
			for (const entry of entries) {
				process.stdout.write(`${shown > 0 ? "\n" : ""}${entryText(entry, paint)}`);
				shown += 1;
			}
			if (shown === 0) process.stdout.write(`${stripControl(id)} has no change that is committed\n`);
		}
		progress?.end();
		const gap = historyGap(options.root);
		if (gap) process.stderr.write(`its oldest commit seems to add all that was there before: ${gap.sentence}\n`);
	});

/** Leaves out the changes of other dimensions, and entries that then say nothing. */
function* ofDimension(entries: Iterable<HistoryEntry>, dimension: string | undefined): Generator<HistoryEntry> {
	for (const entry of entries) {
		const changes = entry.changes.filter(
			(change) => dimension === undefined || change.dimension === dimension || change.dimension === null,
		);
		if (changes.length > 0 || entry.unreadable.length > 0) yield { ...entry, changes };
	}
}

function entryText(entry: HistoryEntry, paint: Paint): string {
	const pull = entry.pull === null ? "" : ` #${entry.pull}`;
	const credits = entry.credits.length > 0 ? `, with evidence from ${entry.credits.join(", ")}` : "";
	const head = `${entry.date}  ${entry.commit.slice(0, 10)}  ${stripControl(`${entry.author}${pull}${credits}`)}`;
	return [
		paint("bold", head),
		`  ${paint("dim", stripControl(entry.subject))}`,
		...entry.changes.map((change) => `  ${changeLine(change, plainQuote)}`),
		...entry.unreadable.map(
			(path) => `  ${stripControl(path)} has problems at this commit; what it changed is unknown`,
		),
		"",
	].join("\n");
}
