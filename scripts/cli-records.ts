import { DIMENSION_IDS, type DimensionId, isDimension } from "../schemas/dimensions/index.ts";
import { CallError, EXIT } from "./cli.ts";
import { commandLine } from "./lib/command-line.ts";
import type { OfferingRecord } from "./registry/record.ts";
import type { Registry } from "./registry/registry.ts";
import { pluralize } from "./report/style.ts";
import { suggestion } from "./rules/words.ts";

/** Returns the dimension that a call names, if it names one. Throws CallError where there is no such dimension. */
export function dimensionNamed(name: string | undefined): DimensionId | undefined {
	if (name === undefined || isDimension(name)) return name;
	throw new CallError(`there is no dimension "${name}". ${suggestion(name, DIMENSION_IDS)}`);
}

/**
 * Returns the offering with that id or former id. Throws CallError when there is none, or when its record has problems.
 * `at` names the state of the records.
 */
export function recordNamed(registry: Registry, id: string, at?: string): OfferingRecord {
	const record = registry.find(id);
	if (record) return record;
	const then = at === undefined ? "" : ` at ${at}`;
	const broken = registry.files.find((file) => file.folder === "offerings" && file.id === id);
	if (broken) throw new CallError(`${broken.path} has problems${then || `; run: ${commandLine("check")}`}`);
	const ids = registry.offerings.flatMap(({ value }) => [value.id, ...(value.aliases ?? [])]);
	const near = suggestion(id, ids) || "Its id is the name of its file in offerings/, without .yaml.";
	throw new CallError(`there is no offering "${id}"${then}. ${near}`);
}

/** Tells how many files were skipped because they are invalid, and has the command end with 1 when there are some. */
export function tellSkipped(invalid: number): void {
	if (invalid === 0) return;
	process.stderr.write(`${pluralize(invalid, "invalid file")} skipped; run: ${commandLine("check")}\n`);
	process.exitCode = EXIT.data;
}
