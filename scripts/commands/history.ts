import { DIMENSION_IDS, isDimension } from "../../schemas/dimensions/index.ts";
import { id as idSchema } from "../../schemas/primitives.ts";
import { type HistoryEntry, offeringHistory } from "../changes/history.ts";
import { CallError, type CommonOptions, colorOn, defineCommand, oneOf, progressOn } from "../cli.ts";
import { historyGap } from "../git/repository.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { jsonList } from "../publish/artifact.ts";
import { loadRegistry } from "../registry/registry.ts";
import { changeLine, plainQuote } from "../report/changes.ts";
import { type Paint, painter, stripControl } from "../report/style.ts";
import { suggestion } from "../rules/words.ts";
import { recordNamed } from "./show.ts";

interface Options extends CommonOptions {
	readonly format: "pretty" | "json";
}

export const command = defineCommand("history", "show every change of an offering, newest first", [
	"registry history deepseek-api",
	"registry history deepseek-api retention_zdr",
	"registry history deepseek-api --format json | jq '.[0].changes'",
])
	.argument("<offering>", "id or former id of an offering")
	.argument("[dimension]", "id of a dimension")
	.option("--format <format>", "pretty or json", oneOf("pretty", "json"), "pretty")
	.action((id: string, dimension: string | undefined, options: Options) => {
		if (dimension !== undefined && !isDimension(dimension)) {
			throw new CallError(`there is no dimension "${dimension}". ${suggestion(dimension, DIMENSION_IDS)}`);
		}
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
