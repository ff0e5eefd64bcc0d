import { expect, test } from "vitest";
import { isMissingCapture, MAX_ERROR_PAGE, saysMissing } from "../../scripts/links/missing-page.ts";

/** Title and text of error pages, as sites word them. */
const GONE: readonly (readonly [string, string])[] = [
	["404 Not Found | Acme", "# 404\nNot found"],
	["Page Not Found · GitHub Pages", ""],
	["404: This page could not be found", ""],
	["Error 404 (Not Found)!!1", "404. That's an error.\nThe requested URL /x was not found on this server."],
	["Acme", "# Page not found\nThe page you requested could not be found."],
	["Acme Docs", "# Sorry, we couldn't find that page\nSearch"],
	["Help", "oops\nThe page you were looking for doesn't exist\nYou may have mistyped the address."],
	["Trust Center | Acme", "This page is no longer available."],
	["Acme", "# We can't seem to find the page you're looking for."],
	["Acme", "404\nPage not found!\nMaybe you were looking for one of these pages below?"],
	["Acme", "This content does not exist"],
	["Acme", "The link you followed may be broken, or the page may have been removed."],
	["Acme", "Uh oh.\nThat page doesn't exist."],
	["Acme", "HTTP 404\nThe resource cannot be found."],
	["Acme", "# 404\nLost in space"],
	["Acme", "No results found"],
	["Acme", "This document is not available"],
	["Acme", "# Houston, we have a problem\nThe page you are looking for has been moved or no longer exists."],
	["Acme", "This article is unpublished"],
	["Acme", "The file you requested has been deleted"],
	["Acme", "We're sorry, this page has expired"],
	["Acme", "It looks like this page has gone missing"],
	["Acme", "Sorry\nWe looked everywhere but there is no page here."],
	["Acme", "Looks like you're lost"],
	["Acme", "Es tut uns leid\nDiese Seite existiert nicht mehr"],
	["Acme", "La page que vous recherchez n'existe plus"],
	["Acme", "Lo sentimos, la página que buscas no existe"],
	["Acme", "La pagina richiesta non è stata trovata"],
	["Acme", "Página não encontrada"],
	["Acme", "Страница не найдена"],
	["Acme", "页面未找到"],
	["Acme", "페이지를 찾을 수 없습니다"],
];

test.each(GONE)("%s: %s says that there is no page", (title, text) => {
	expect(saysMissing(text, title)).toBe(true);
});

/** Title and text of short pages that speak of things that are missing. */
const ALIVE: readonly (readonly [string, string])[] = [
	["Data retention", "Data that cannot be found is not returned."],
	["Terms", "If a document is not available in your language, the English one decides."],
	["API errors", "# Errors\n404 Not Found: the model does not exist.\n429: too many requests"],
	["Error 404 explained", "404 explained in detail."],
	["Retention", "Files are deleted after 30 days. Deleted content cannot be restored."],
	["Privacy", "We remove content that has been removed by users."],
	["SOC 2", "The SOC 2 report is available under NDA. The document is not public."],
	["Regions", "Some resources are not available in all regions."],
	["Zero data retention", "When enabled, content is not available after the response."],
	["Error codes | Acme", "# Error codes\nThe API uses HTTP codes."],
	["Deprecations", "# Deprecations\nModels that are no longer available are listed here."],
	["Files API", "# Files\nIf the file was not found, the API returns 404."],
];

test.each(ALIVE)("%s: %s is a page", (title, text) => {
	expect(saysMissing(text, title)).toBe(false);
});

const SENTENCE = "This page does not exist.";
const filled = (text: string, length: number) => `${text}\n${"x".repeat(length - text.length - 1)}`;

test("a page longer than an error page is classified by its title and heading, not by one sentence", () => {
	expect(saysMissing(filled(SENTENCE, MAX_ERROR_PAGE), "Acme")).toBe(true);
	expect(saysMissing(filled(SENTENCE, MAX_ERROR_PAGE + 1), "Acme")).toBe(false);
	expect(saysMissing(filled(SENTENCE, MAX_ERROR_PAGE + 1), "Page not found | Acme")).toBe(true);
	expect(saysMissing(filled(`# Page not found\n${SENTENCE}`, MAX_ERROR_PAGE + 1), "Acme")).toBe(true);
});

test("an error page says so in its first six lines, and in a line of at most 250 characters", () => {
	expect(saysMissing(["a", "b", "c", "d", "e", SENTENCE].join("\n"), "Acme")).toBe(true);
	expect(saysMissing(["a", "b", "c", "d", "e", "f", SENTENCE].join("\n"), "Acme")).toBe(false);
	const line = (length: number) => `${SENTENCE} ${"y".repeat(length - SENTENCE.length - 1)}`;
	expect(saysMissing(line(250), "Acme")).toBe(true);
	expect(saysMissing(line(251), "Acme")).toBe(false);
});

test.each([
	["web.archive.org", "Loading...\nGot an HTTP 302 response at crawl time\nRedirecting to...", true],
	["web.archive.org", "Hrm.\nThe Wayback Machine has not archived that URL.", true],
	["web.archive.org", "This URL has been excluded from the Wayback Machine.", true],
	["web.archive.org", "Terms of service", false],
	["acme.com", "Got an HTTP 302 response at crawl time", false],
])("what %s shows is no copy: %s", (host, text, expected) => {
	expect(isMissingCapture(host, text)).toBe(expected);
});
