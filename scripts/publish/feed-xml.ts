import type { Release } from "../../schemas/changelog.ts";
import { DATASET } from "../../schemas/dataset.ts";
import { type TextArtifact, textArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";

/** `feed.xml`: an Atom entry for each release, newest first. Ids are made of versions, and stay. */
export function feedXml({ header }: Dataset, releases: readonly Release[]): TextArtifact {
	const updated = instant(releases[0]?.date ?? header.generated);
	return textArtifact(
		"feed.xml",
		[
			'<?xml version="1.0" encoding="utf-8"?>',
			'<feed xmlns="http://www.w3.org/2005/Atom">',
			`  <title>${escaped(`${header.name}: releases`)}</title>`,
			`  <id>${escaped(header.homepage)}</id>`,
			`  <link rel="self" href="${escaped(`${header.homepage}feed.xml`)}"/>`,
			`  <link href="${escaped(`${header.homepage}changes/`)}"/>`,
			`  <updated>${updated}</updated>`,
			`  <author><name>${escaped(header.name)}</name></author>`,
			...releases.map(entry),
			"</feed>",
			"",
		].join("\n"),
	);
}

function entry({ version, date, statistics, changes }: Release): string {
	const { offerings, cells, upgrades, downgrades, reverified } = statistics;
	const summary = `${changes.length} changes: ${upgrades} upgrades, ${downgrades} downgrades, ${reverified} cells read again. ${offerings} offerings, ${cells} cells.`;
	return [
		"  <entry>",
		`    <title>${escaped(version)}</title>`,
		`    <id>${escaped(`${DATASET.homepage}changes/#v${version}`)}</id>`,
		`    <link href="${escaped(`${DATASET.homepage}changes/#v${version}`)}"/>`,
		`    <updated>${instant(date)}</updated>`,
		`    <summary>${escaped(summary)}</summary>`,
		"  </entry>",
	].join("\n");
}

function instant(day: string): string {
	return `${day}T00:00:00Z`;
}

function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
