import { DATASET } from "../../schemas/dataset.ts";

/** An entry of a feed. */
export interface FeedEntry {
	/** IRI of the entry; it never changes. */
	readonly id: string;
	readonly title: string;
	readonly url: string;
	/** Day, `YYYY-MM-DD`. */
	readonly day: string;
	readonly summary: string;
}

/** Title, URLs and date of a feed. */
export interface FeedAbout {
	readonly title: string;
	/** Path of the feed below the site. */
	readonly path: string;
	/** URL of the page that it belongs to; the feed's id where `id` is left out. */
	readonly page: string;
	readonly author: string;
	readonly id?: string;
}

/** Returns an Atom feed; `generated` dates one without entries. */
export function atomFeed(about: FeedAbout, entries: readonly FeedEntry[], generated: string): string {
	const self = `${DATASET.homepage}${about.path}`;
	return [
		'<?xml version="1.0" encoding="utf-8"?>',
		'<feed xmlns="http://www.w3.org/2005/Atom">',
		`  <title>${escapeXml(about.title)}</title>`,
		`  <id>${escapeXml(about.id ?? self)}</id>`,
		`  <link rel="self" href="${escapeXml(self)}"/>`,
		`  <link href="${escapeXml(about.page)}"/>`,
		`  <updated>${instant(entries[0]?.day ?? generated)}</updated>`,
		`  <author><name>${escapeXml(about.author)}</name></author>`,
		...entries.map(entryXml),
		"</feed>",
		"",
	].join("\n");
}

function entryXml({ id, title, url, day, summary }: FeedEntry): string {
	return [
		"  <entry>",
		`    <title>${escapeXml(title)}</title>`,
		`    <id>${escapeXml(id)}</id>`,
		`    <link href="${escapeXml(url)}"/>`,
		`    <updated>${instant(day)}</updated>`,
		`    <summary>${escapeXml(summary)}</summary>`,
		"  </entry>",
	].join("\n");
}

function instant(day: string): string {
	return `${day}T00:00:00Z`;
}

/** Returns a text for XML: no markup in it, and no character that XML does not have. */
export function escapeXml(text: string): string {
	return text
		.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
		.replace(/[^\P{Cc}\t\n]|[\p{Cs}\u{fffe}\u{ffff}]/gu, "\u{fffd}");
}
