import semver from "semver";
import type { Release, ReleasedChange } from "../../schemas/changelog.ts";
import { DATASET } from "../../schemas/dataset.ts";
import { changeLine, codeSpan, groupsOf } from "../report/changes.ts";
import { pluralize } from "../report/style.ts";

const HEAD = `# Changelog

Every release of the data, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/). Versions say what a release means to a
program that reads it: see [docs/versioning.md](docs/versioning.md). Generated from history by \`registry release prepare\`.
`;

/** CHANGELOG.md: every release, newest first. */
export function changelogMarkdown(releases: readonly Release[]): string {
	const links = releases.map(({ version }) => `[${version}]: ${DATASET.repository}/releases/tag/v${version}\n`);
	return [
		HEAD,
		...releases.map((release) => `## [${release.version}] - ${release.date}\n\n${asPublished(release)}`),
		links.join(""),
	].join("\n");
}

/** Words of the schemas' changes up to the last release before 2.0.0; what was published stays to the letter. */
const EARLIER_WORDS: readonly (readonly [string, string])[] = [
	["accepts more values (compatible)", "takes more"],
	["accepts fewer values", "takes less"],
];

function asPublished(release: Release): string {
	const notes = releaseNotes(release);
	if (!semver.lt(release.version, "2.0.0")) return notes;
	return EARLIER_WORDS.reduce((text, [now, then]) => text.replaceAll(`: ${now}\n`, `: ${then}\n`), notes);
}

/** Returns the notes of one release by section and offering; texts of records are code spans, so that nothing in them is markup. */
export function releaseNotes({ statistics, changes }: Release): string {
	const { offerings, cells, upgrades, downgrades, reverified } = statistics;
	const size = `${pluralize(offerings, "offering")}, ${pluralize(cells, "cell")}`;
	const moves = `${pluralize(upgrades, "upgrade")}, ${pluralize(downgrades, "downgrade")}, ${pluralize(reverified, "cell")} read again`;
	const sections = (["Added", "Changed", "Removed"] as const).flatMap((section) => {
		const own = changes.filter((change) => sectionOf(change) === section);
		return own.length > 0 ? [`### ${section}\n\n${groups(own)}`] : [];
	});
	const alone = changes.length === 0 ? ["No record changed; what was seen of their sources did."] : [];
	return `${[`${size}; ${moves}.`, ...alone, ...sections].join("\n\n")}\n`;
}

function sectionOf({ kind, field }: ReleasedChange): "Added" | "Changed" | "Removed" {
	if (kind === "offering_added" || kind === "vendor_added" || kind === "cell_added") return "Added";
	if (kind === "offering_removed" || kind === "offering_retired" || kind === "cell_removed") return "Removed";
	return kind === "vendor_changed" && field === null ? "Removed" : "Changed";
}

function groups(changes: readonly ReleasedChange[]): string {
	return [...groupsOf(changes)]
		.map(([name, list]) => `- ${codeSpan(name)}${credit(list)}\n${list.map((one) => `  - ${lineOf(one)}`).join("\n")}`)
		.join("\n");
}

function lineOf(change: ReleasedChange): string {
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
