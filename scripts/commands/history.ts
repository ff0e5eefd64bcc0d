import { DIMENSION_IDS, isDimension } from "../../schemas/dimensions/index.ts";
import { type HistoryEntry, historyOf } from "../changes/history.ts";
import { CallError, type CommonOptions, colorOn, defineCommand, oneOf } from "../cli.ts";
import { commitsTouching, recordsOf } from "../load/git-log.ts";
import { loadRegistry } from "../load/registry.ts";
import { folderTree } from "../load/tree.ts";
import { json } from "../publish/artifact.ts";
import { changeLine, plainQuote } from "../report/changes.ts";
import { type Paint, painter, visible } from "../report/style.ts";
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
		const { value } = recordNamed(loadRegistry(folderTree(options.root)), id);
		const paths = [value.id, ...(value.aliases ?? [])].map((one) => `offerings/${one}.yaml`);
		const commits = commitsTouching(options.root, "HEAD", paths);
		const entries = historyOf(
			recordsOf(options.root, commits),
			(change) => dimension === undefined || change.dimension === dimension || change.dimension === null,
		);
		if (options.format === "json") {
			process.stdout.write(json([...entries]));
			return;
		}
		const paint = painter(colorOn(process.stdout, options));
		let shown = 0;
		for (const entry of entries) {
			process.stdout.write(`${shown > 0 ? "\n" : ""}${entryText(entry, paint)}`);
			shown += 1;
		}
		if (shown === 0) process.stdout.write(`${value.id} has no change that is committed\n`);
	});

function entryText(entry: HistoryEntry, paint: Paint): string {
	const pull = entry.pull === null ? "" : ` #${entry.pull}`;
	const credits = entry.credits.length > 0 ? `, with evidence from ${entry.credits.join(", ")}` : "";
	const head = `${entry.date}  ${entry.commit.slice(0, 10)}  ${visible(`${entry.author}${pull}${credits}`)}`;
	return [
		paint("bold", head),
		`  ${paint("dim", visible(entry.subject))}`,
		...entry.changes.map((change) => `  ${changeLine(change, plainQuote)}`),
		...entry.unreadable.map((path) => `  ${visible(path)} has problems at this commit; what it changed is unknown`),
		"",
	].join("\n");
}
