import { createHash } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import type { Policy } from "../../schemas/policy.ts";
import type { PublishedCells, PublishedData, PublishedOffering } from "../../schemas/published.ts";
import { type DataChange, dataChanges } from "../match/data-changes.ts";
import { freshnessOn } from "../match/freshness.ts";
import { type MatchVerdict, matchPolicy } from "../match/match.ts";
import { readPolicy } from "../match/policy.ts";
import { type Usage, usageOf } from "../match/which/index.ts";
import { workflowCommand } from "../report/github.ts";
import { offeringText } from "../report/offering.ts";
import { type Paint, pluralize, stripControl } from "../report/style.ts";
import { isMissed, usageText, verdictMarkdown, verdictText } from "../report/verdict.ts";
import { suggestion } from "../rules/words.ts";
import { type Call, CallError, EXIT } from "./arguments.ts";

/** Surroundings of a command: the data set with the hash of its file, and its output streams. */
export interface CommandContext {
	readonly data: PublishedData;
	readonly dataSha256: string;
	readonly paint: Paint;
	readonly write: (text: string) => void;
	/** File that the summary of a job is appended to; undefined outside GitHub Actions. */
	readonly summaryFile: string | undefined;
}

type Command = (call: Call, context: CommandContext) => number;

/** The commands by name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
	show({ operands: [id, dimension], format, today }, { data, paint, write }) {
		const offering =
			data.offerings.find((one) => one.id === id) ??
			data.offerings.find((one) => id !== undefined && one.aliases.includes(id));
		const ids = data.offerings.map((one) => one.id);
		if (!offering) throw new CallError(`there is no offering "${id ?? ""}". ${suggestion(id ?? "", ids)}`);
		const known = data.dimension_details.find((one) => one.id === dimension)?.id;
		if (dimension !== undefined && known === undefined) {
			throw new CallError(
				`there is no dimension "${dimension}". ${suggestion(
					dimension,
					data.dimension_details.map((one) => one.id),
				)}`,
			);
		}
		if (format === "json") write(json(known === undefined ? offering : (offering.dimensions[known] ?? null)));
		else write(offeringText(withFreshnessOn(offering, today), paint, known));
		return EXIT.fine;
	},

	match({ operands, policy, format, today }, context) {
		const file = policy ?? operands[0];
		if (file === undefined) throw new CallError("name the file of a policy: ai-offering-registry match ai-policy.yaml");
		const read = policyIn(file, context.data);
		const verdict = matchPolicy(read.policy, context.data, today);
		writeVerdict(verdict, { file, ...read }, null, format, context);
		return verdict.passes ? EXIT.fine : EXIT.data;
	},

	which({ operands, policy, format, today }, context) {
		if (operands.length === 0)
			throw new CallError("name the files to read: ai-offering-registry which config.yaml .env");
		const usage = usageOf(
			operands.map((name) => ({ name, text: textOf(name) })),
			context.data,
		);
		if (policy === null) {
			writeUsage(usage, format, context);
			return usage.unresolved.length === 0 ? EXIT.fine : EXIT.data;
		}
		const read = policyIn(policy, context.data);
		const offerings = usage.used.map(({ offering }) => offering);
		// What is used decides which offerings are held to the policy, and all of them are.
		const { families: _families, countries: _countries, ...rest } = read.policy;
		const held: Policy = { ...rest, mode: "all", offerings };
		const verdict = matchPolicy(held, context.data, today);
		writeVerdict(verdict, { file: policy, ...read }, usage, format, context);
		return verdict.passes && usage.unresolved.length === 0 ? EXIT.fine : EXIT.data;
	},

	diff({ operands: [file], format }, { data, write, paint }) {
		if (file === undefined) throw new CallError("name an earlier data.json: ai-offering-registry diff OLD.json");
		const changes = dataChanges(earlierData(file), data);
		write(format === "json" ? json({ version: data.version, changes }) : diffText(changes, paint));
		return EXIT.fine;
	},
};

/** Returns an offering with the freshness that its cells have on a day. */
function withFreshnessOn(offering: PublishedOffering, today: string): PublishedOffering {
	const recomputed = (cells: PublishedCells): PublishedCells =>
		Object.fromEntries(
			Object.entries(cells).map(([id, cell]) => [id, { ...cell, state_at_release: freshnessOn(cell, today) }]),
		);
	return {
		...offering,
		dimensions: recomputed(offering.dimensions),
		model_exceptions: offering.model_exceptions.map(({ model, dimensions }) => ({
			model,
			dimensions: recomputed(dimensions),
		})),
	};
}

interface PolicyFile {
	readonly policy: Policy;
	readonly sha256: string;
}

function policyIn(file: string, data: PublishedData): PolicyFile {
	const bytes = Buffer.from(textOf(file), "utf8");
	const read = readPolicy(
		bytes,
		data.offerings.flatMap(({ id, aliases }) => [id, ...aliases]),
	);
	if ("policy" in read) return { policy: read.policy, sha256: createHash("sha256").update(bytes).digest("hex") };
	const lines = read.problems.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
	const problems = read.problems.map((problem) => ({ file, ...problem }));
	throw new CallError(`the policy has problems\n${lines.join("\n")}`, problems);
}

function writeVerdict(
	verdict: MatchVerdict,
	{ file, sha256 }: PolicyFile & { readonly file: string },
	usage: Usage | null,
	format: Call["format"],
	context: CommandContext,
): void {
	const { paint, write, dataSha256, summaryFile } = context;
	const passes = verdict.passes && (usage === null || usage.unresolved.length === 0);
	if (format === "json") {
		const { policy, registry, ...rest } = verdict;
		write(
			json({
				registry: { ...registry, data_sha256: dataSha256 },
				...rest,
				passes,
				policy_sha256: sha256,
				policy,
				...(usage === null ? {} : { unresolved: usage.unresolved }),
			}),
		);
		return;
	}
	if (format === "pretty") {
		if (usage !== null) write(usageText(usage, () => [], paint));
		write(verdictText(verdict, paint));
		return;
	}
	for (const { offering, cells, retired_on } of verdict.results) {
		const title = `AI policy: ${offering}`;
		if (retired_on !== null) write(workflowCommand("error", { file, title }, `retired on ${retired_on}`));
		for (const cell of cells) {
			if (isMissed(cell)) write(workflowCommand("error", { file, title }, `${cell.reason}\n${cell.permalink}`));
			else if (cell.exception)
				write(workflowCommand("notice", { file, title }, `let pass until ${cell.exception.until}: ${cell.reason}`));
		}
	}
	for (const { place, named, reason } of usage?.unresolved ?? []) {
		write(workflowCommand("error", { title: "AI policy: not resolved" }, `${place}: ${named}: ${reason}`));
	}
	write(`${passes ? "The AI policy is met" : "The AI policy is not met"}; data ${verdict.registry.version}\n`);
	if (summaryFile) appendFileSync(summaryFile, verdictMarkdown({ ...verdict, passes }, usage?.unresolved));
}

function writeUsage(usage: Usage, format: Call["format"], { data, paint, write }: CommandContext): void {
	if (format === "json") {
		write(json({ version: data.version, generated: data.generated, ...usage }));
		return;
	}
	if (format === "pretty") {
		write(usageText(usage, (id) => watchOutsOf(id, data), paint));
		return;
	}
	for (const { offering, name, places } of usage.used) {
		write(workflowCommand("notice", { title: offering }, `${name}\n${places.join("\n")}`));
	}
	for (const { place, named, reason } of usage.unresolved) {
		write(workflowCommand("error", { title: "not resolved" }, `${place}: ${named}: ${reason}`));
	}
}

function watchOutsOf(id: string, { offerings, dimension_details: dimensions }: PublishedData): string[] {
	const offering = offerings.find((one) => one.id === id);
	return dimensions.flatMap(({ id: dimension, label }) => {
		const cell = offering?.dimensions[dimension];
		return cell && cell.value !== "yes_public" ? [`${label}: ${cell.caveat ?? cell.finding}`] : [];
	});
}

function diffText(changes: readonly DataChange[], paint: Paint): string {
	const shown = (value: unknown) => (value === null ? "none" : stripControl(String(value)));
	let last = "";
	const lines = changes.flatMap(({ offering, dimension, field, before, after }) => {
		const head = offering === last ? [] : [paint("bold", stripControl(offering))];
		last = offering;
		const what =
			dimension === null
				? before === null
					? "added"
					: "removed"
				: `${dimension} ${field}: ${shown(before)} → ${shown(after)}`;
		return [...head, `  ${what}`];
	});
	return `${[...lines, pluralize(changes.length, "change")].join("\n")}\n`;
}

function earlierData(file: string): Pick<PublishedData, "offerings"> {
	let value: unknown;
	try {
		value = JSON.parse(textOf(file));
	} catch (error) {
		if (error instanceof CallError) throw error;
		throw new CallError(`${file} is no JSON: ${(error as Error).message}`);
	}
	const offerings = (value as { offerings?: unknown } | null)?.offerings;
	const isData =
		Array.isArray(offerings) &&
		offerings.every(
			(one) => typeof one?.id === "string" && typeof one.dimensions === "object" && one.dimensions !== null,
		);
	if (!isData) throw new CallError(`${file} is no data.json of the registry: it has no list of offerings`);
	const withAliases = offerings.map((one) => ({ ...one, aliases: Array.isArray(one.aliases) ? one.aliases : [] }));
	return { offerings: withAliases };
}

/** Largest file that is read, in bytes. */
const MAX_FILE = 64 * 1024 * 1024;

function textOf(file: string): string {
	let bytes: Buffer;
	try {
		bytes = readFileSync(file);
	} catch {
		throw new CallError(`the file ${file} cannot be read`);
	}
	if (bytes.length > MAX_FILE) throw new CallError(`${file} is larger than ${MAX_FILE} bytes`);
	return bytes.toString("utf8");
}

function json(value: unknown): string {
	return `${JSON.stringify(value, null, 2)}\n`;
}
