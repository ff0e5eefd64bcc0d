import semver from "semver";
import type { Release, ReleasedChange } from "../../schemas/changelog.ts";
import { DATASET } from "../../schemas/dataset.ts";
import { changeLine, codeSpan, groupsOf } from "../report/changes.ts";
import { pluralize } from "../report/style.ts";
import { summarySections } from "./summary.ts";

const HEAD = `# Changelog

Every release of the data, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/). Versions say what a release means to a
program that reads it: see [docs/versioning.md](docs/versioning.md). Generated from history by \`registry release prepare\`.
`;

/** CHANGELOG.md: every release, newest first. */
export function changelogMarkdown(releases: readonly Release[]): string {
	const links = releases.map(({ version }) => `[${version}]: ${DATASET.repository}/releases/tag/v${version}\n`);
	return [
		HEAD,
		...releases.map((release) => `## [${release.version}] - ${release.date}\n\n${releaseNotes(release)}`),
		links.join(""),
	].join("\n");
}

/** Most lines of a release's section in CHANGELOG.md; one that would be longer is summarised. */
export const MAX_SECTION_LINES = 150;

/** Lines of a section beside its notes: the heading with an empty line, and the empty one before the next. */
const SECTION_HEAD = 3;

/** Returns the notes of one release: every change by section and offering, or a summary where these are too many. */
export function releaseNotes(release: Release): string {
	const listed = notesOf(release, listedSections(release));
	const most = MAX_SECTION_LINES - SECTION_HEAD;
	if (linesOf(listed) <= most) return listed;
	const told = `${release.changes.length} changes in all; each is in \`changes.json\`, with before and after.`;
	const head = [told, ...creditLine(release)];
	const ownLines = release.news === undefined ? 0 : linesOf(release.news) + NEWS_HEAD;
	return notesOf(release, [...head, ...summarySections(release, most - HEAD_LINES - ownLines)]);
}

/** Lines of a summary before its first block: figures, what is told, credits, each with an empty one. */
const HEAD_LINES = 6;

/** Lines of the news beside their text: the heading, an empty line before and after it, and the text's last line. */
const NEWS_HEAD = 4;

function linesOf(text: string): number {
	return text.split("\n").length - 1;
}

function notesOf({ news, statistics, changes }: Release, sections: readonly string[]): string {
	const { offerings, cells, upgrades, downgrades, reverified } = statistics;
	const size = `${pluralize(offerings, "offering")}, ${pluralize(cells, "cell")}`;
	const moves = `${pluralize(upgrades, "upgrade")}, ${pluralize(downgrades, "downgrade")}, ${pluralize(reverified, "cell")} read again`;
	const alone = changes.length === 0 ? ["No record changed; what was seen of their sources did."] : [];
	const own = news === undefined ? [] : [`### What is new\n\n${news}`];
	return `${[`${size}; ${moves}.`, ...own, ...alone, ...sections].join("\n\n")}\n`;
}

function creditLine({ changes }: Release): string[] {
	const text = credit(changes).replace(/^, with e/, "E");
	return text === "" ? [] : [`${text}.`];
}

/** Lists every change of a release; texts of records are code spans, so that nothing in them is markup. */
function listedSections({ version, changes }: Release): string[] {
	const renewals = renewalsIn(changes);
	return (["Added", "Changed", "Removed"] as const).flatMap((section) => {
		const own = changes.filter((change) => sectionOf(change) === section && !renewals.has(change));
		const lines = [...groups(own, version), ...(section === "Changed" ? renewalLine([...renewals]) : [])];
		return lines.length > 0 ? [`### ${section}\n\n${lines.join("\n")}`] : [];
	});
}

/** Returns the changes that move the day of a cell's evidence and are the only change of that cell. */
function renewalsIn(changes: readonly ReleasedChange[]): ReadonlySet<ReleasedChange> {
	const ofCells = changes.filter(({ dimension }) => dimension !== null);
	const cells = Map.groupBy(ofCells, ({ offering, offerings, path, field }) =>
		JSON.stringify([offering, offerings, path.slice(0, -(field?.length ?? 0))]),
	);
	const alone = [...cells.values()].filter((list) => list.length === 1).flat();
	return new Set(alone.filter(({ kind, field }) => kind === "reverified" && field === "verified"));
}

function renewalLine(renewals: readonly ReleasedChange[]): string[] {
	if (renewals.length === 0) return [];
	return [`- ${pluralize(renewals.length, "answer")} seen again and found unchanged${credit(renewals)}`];
}

function sectionOf({ kind, field }: ReleasedChange): "Added" | "Changed" | "Removed" {
	if (kind === "offering_added" || kind === "vendor_added" || kind === "cell_added") return "Added";
	if (kind === "offering_removed" || kind === "offering_retired" || kind === "cell_removed") return "Removed";
	return kind === "vendor_changed" && field === null ? "Removed" : "Changed";
}

function groups(changes: readonly ReleasedChange[], version: string): string[] {
	return [...groupsOf(changes)].map(
		([name, list]) =>
			`- ${codeSpan(name)}${credit(list)}\n${list.map((one) => `  - ${lineOf(one, version)}`).join("\n")}`,
	);
}

function lineOf(change: ReleasedChange, version: string): string {
	// What was published before 2.0.0 stays to the letter.
	if (change.kind === "schema_changed" && semver.lt(version, "2.0.0")) {
		return `${codeSpan(change.path)}: ${change.direction === "down" ? "takes less" : "takes more"}`;
	}
	const from = change.kind === "grade_changed" && change.source !== null ? `, source ${codeSpan(change.source)}` : "";
	return `${changeLine(change, codeSpan)}${from}`;
}

/** `, with evidence from @name (#123)` */
function credit(changes: readonly ReleasedChange[]): string {
	const people = [...new Set(changes.flatMap(({ credits }) => credits))];
	const pulls = [...new Set(changes.flatMap((change) => change.pulls))];
	const from = people.length > 0 ? `, with evidence from ${people.map(named).join(", ")}` : "";
	return pulls.length > 0 ? `${from} (${pulls.map((pull) => `#${pull}`).join(", ")})` : from;
}

/** An account is named so that GitHub links it; whatever else a trailer holds is text. */
function named(person: string): string {
	return /^@[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$/.test(person) ? person : codeSpan(person);
}
