import { bumpOfAll } from "../changes/bump.ts";
import { changesBetween } from "../changes/compare.ts";
import { withReverted } from "../changes/reverted.ts";
import { colorOn, defineCommand, EXIT, oneOf, type PaintedOptions } from "../cli.ts";
import { json } from "../publish/artifact.ts";
import { earlierCells, statesOf } from "../registry/earlier-cells.ts";
import { snapshotAt } from "../registry/snapshot.ts";
import { markdownChanges, prettyChanges } from "../report/changes.ts";
import { painter, pluralize, stripControl } from "../report/style.ts";

interface Options extends PaintedOptions {
	readonly format: "pretty" | "markdown" | "json";
}

export const command = defineCommand(
	"diff",
	"show what changed in meaning between two states of the data",
	["diff HEAD", "diff v1.0.0 v1.1.0 --format markdown", "diff 2026-11-01 --format json | jq .bump"],
	["color"],
)
	.argument("<from>", "branch, tag, commit or day (YYYY-MM-DD)")
	.argument("[to]", "the same; the work tree when left out")
	.option("--format <format>", "pretty, markdown or json", oneOf("pretty", "markdown", "json"), "pretty")
	.action((from: string, to: string | undefined, options: Options) => {
		const before = snapshotAt(options.root, from);
		const after = snapshotAt(options.root, to ?? null);
		const earlier = earlierCells(options.root, before.commit ?? "HEAD");
		const changes = withReverted(
			changesBetween(before, after),
			{ before: before.registry, after: after.registry },
			({ writtenIn, path }) => statesOf(earlier(writtenIn, path)),
		);
		const bump = bumpOfAll(changes);
		if (options.format === "json") {
			process.stdout.write(json({ from, to: to ?? null, bump, changes }));
		} else if (options.format === "markdown") {
			process.stdout.write(changes.length > 0 ? markdownChanges(changes, 3) : "No change.\n");
		} else {
			const paint = painter(colorOn(process.stdout, options));
			process.stdout.write(prettyChanges(changes, paint));
			process.stdout.write(`${changes.length > 0 ? "\n" : ""}${pluralize(changes.length, "change")}, bump: ${bump}\n`);
		}
		for (const [name, { unreadable, schemas: all }] of [
			[from, before],
			[to ?? "the work tree", after],
		] as const) {
			const schemas = [...all].filter(([, schema]) => schema === null);
			const paths = [
				...unreadable.map(({ path }) => path),
				...schemas.map(([schema]) => `schemas/${schema}.schema.json`),
			];
			for (const path of paths) {
				process.stderr.write(`${stripControl(path)} at ${stripControl(name)} has problems and was not compared\n`);
				process.exitCode = EXIT.data;
			}
		}
	});
