import type { Release, ReleasedChange } from "../../schemas/changelog.ts";
import { dimensionOf, isDimension } from "../../schemas/dimensions/index.ts";
import { changeLine, codeSpan } from "../report/changes.ts";
import { pluralize } from "../report/style.ts";
import { formatLines } from "./summary-formats.ts";

/** A part of a summary: in whole, and in fewer and longer lines where the whole is too long. */
interface Block {
	readonly title: string;
	readonly lines: readonly string[];
	readonly compact?: readonly string[];
}

/**
 * Returns the sections of a release that is too long to list: what readers and writers have to change, every offering
 * that came, went or was renamed, every grade that an answer had before and has no longer, and how much else changed.
 */
export function summarySections({ version, changes }: Release, maxLines: number): string[] {
	const blocks = [
		formatBlock("For readers of the version before", changes, "reader", version),
		formatBlock("For those who write records and policies", changes, "writer", version),
		{ title: "Added", lines: addedLines(changes) },
		gradeBlock("Grades of answers that were there before", changes, ["grade_changed"]),
		{ title: "Retired, renamed or removed", lines: removedLines(changes) },
		gradeBlock("No longer assessed", changes, ["cell_removed"]),
		{ title: "Beside these", lines: countedLines(changes) },
	].filter(({ lines }) => lines.length > 0);
	return fitted(blocks, maxLines).map(({ title, lines }) => `### ${title}\n\n${lines.join("\n")}`);
}

/** Lines that a block takes beside its own: the empty ones around its title, and the title. */
const BLOCK_HEAD = 3;

/** Makes the longest blocks compact until all of them fit. */
function fitted(blocks: readonly Block[], maxLines: number): Block[] {
	let left = [...blocks];
	while (left.reduce((sum, { lines }) => sum + lines.length + BLOCK_HEAD, 0) > maxLines) {
		const [longest] = left
			.filter(({ lines, compact }) => compact !== undefined && compact.length < lines.length)
			.sort((a, b) => b.lines.length - a.lines.length);
		if (longest === undefined) break;
		const { title, compact = [] } = longest;
		left = left.map((block) => (block === longest ? { title, lines: compact } : block));
	}
	return left;
}

function formatBlock(
	title: string,
	changes: readonly ReleasedChange[],
	side: "reader" | "writer",
	version: string,
): Block {
	const lines = formatLines(changes, side, version);
	const formats = new Map<string, string[]>();
	for (const line of lines) {
		const [format = "", rest] = [line.slice(0, line.indexOf(",")), line.slice(line.indexOf(",") + 2)];
		formats.set(format, [...(formats.get(format) ?? []), rest]);
	}
	return { title, lines, compact: [...formats].map(([format, parts]) => `${format}: ${parts.join("; ")}`) };
}

/** Names the offering whose answer changed, or all that inherit it. */
function namesOf({ offering, offerings }: ReleasedChange): string {
	return (offerings ?? [offering ?? ""]).map(codeSpan).join(", ");
}

/** Words before the last grade of an answer that is no longer assessed, which the block's title says. */
const GONE = "no longer assessed (was ";

/** Says what happened to answers, offering by offering; in compact form question by question. */
function gradeBlock(
	title: string,
	changes: readonly ReleasedChange[],
	kinds: readonly ReleasedChange["kind"][],
): Block {
	const own = changes.filter(({ kind }) => kinds.includes(kind));
	const words = (change: ReleasedChange) => {
		const line = changeLine(change, codeSpan);
		const at = change.kind === "cell_removed" ? line.lastIndexOf(GONE) : -1;
		return at < 0 ? line : `${line.slice(0, at)}was ${line.slice(at + GONE.length, -1)}`;
	};
	const lines = joined(own, namesOf, words);
	const compact = joined(
		own,
		labelOf,
		(change) => `${namesOf(change)} ${words(change).slice(words(change).indexOf(":") + 2)}`,
	);
	return { title, lines, compact };
}

function labelOf({ dimension }: ReleasedChange): string {
	return dimension !== null && isDimension(dimension) ? dimensionOf(dimension).label : "Other";
}

function joined(
	changes: readonly ReleasedChange[],
	keyOf: (change: ReleasedChange) => string,
	words: (change: ReleasedChange) => string,
): string[] {
	const groups = Map.groupBy(changes, keyOf);
	return [...groups].map(([key, list]) => `- ${key}: ${list.map(words).join("; ")}`);
}

function addedLines(changes: readonly ReleasedChange[]): string[] {
	const named = (kind: ReleasedChange["kind"], noun: string, name: (change: ReleasedChange) => string) => {
		const own = changes.filter((change) => change.kind === kind);
		return own.length > 0 ? [`- ${pluralize(own.length, noun)}: ${own.map(name).join(", ")}`] : [];
	};
	const idIn = ({ path }: ReleasedChange) => codeSpan(path.slice(path.indexOf(".") + 1));
	const answers = changes.filter(({ kind }) => kind === "cell_added");
	const counts = [...Map.groupBy(answers, labelOf)].map(([label, list]) => `${label} ${list.length}`);
	return [
		...named("offering_added", "offering", ({ offering }) => codeSpan(offering ?? "")),
		...named("service_added", "service", idIn),
		...named("vendor_added", "vendor", idIn),
		...(answers.length > 0
			? [`- ${pluralize(answers.length, "answer")} of offerings that were there before: ${counts.join(", ")}`]
			: []),
	];
}

function removedLines(changes: readonly ReleasedChange[]): string[] {
	const named = (words: string, is: (change: ReleasedChange) => boolean, name: (change: ReleasedChange) => string) => {
		const own = changes.filter(is);
		return own.length > 0 ? [`- ${words}: ${own.map(name).join(", ")}`] : [];
	};
	const id = ({ offering }: ReleasedChange) => codeSpan(offering ?? "");
	return [
		...named("Retired", ({ kind }) => kind === "offering_retired", id),
		...named(
			"Renamed",
			({ kind }) => kind === "offering_renamed",
			(one) => `${codeSpan(String(one.before))} → ${id(one)}`,
		),
		...named("Removed", ({ kind }) => kind === "offering_removed", id),
		...named("Removed with their records", isRemovedShared, ({ path }) => codeSpan(path)),
	];
}

function isRemovedShared({ kind, field }: ReleasedChange): boolean {
	return (kind === "vendor_changed" || kind === "service_changed") && field === null;
}

/** Kinds of change that a summary counts → the words for them. */
const COUNTED = {
	reverified: "answers read or checked again",
	evidence_changed: "changes of evidence",
	prose_changed: "texts reworded",
	field_changed: "facts and fields",
	vendor_changed: "fields of vendors",
	service_changed: "fields of services",
} as const satisfies Partial<Record<ReleasedChange["kind"], string>>;

function countedLines(changes: readonly ReleasedChange[]): string[] {
	return Object.entries(COUNTED).flatMap(([kind, words]) => {
		const own = changes.filter((change) => change.kind === kind && !isRemovedShared(change));
		if (own.length === 0) return [];
		const fields = [...Map.groupBy(own, ({ field }) => (field ?? "").split(".")[0] ?? "")];
		return [`- ${own.length} ${words}: ${fields.map(([field, list]) => `${field} ${list.length}`).join(", ")}`];
	});
}
