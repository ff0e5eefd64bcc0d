import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { FIXTURES, filesBelow } from "../support.ts";

/** A real record as it was once, and the vendors that it names. */
const FILES = filesBelow(join(FIXTURES, "mutations"));
const RECORD = "offerings/deepseek-api.yaml";
const TEXT = readFileSync(join(FIXTURES, "mutations", RECORD), "utf8");
/** Two weeks after the record's readings, so that nothing is past its date. */
const DAY = "2026-07-19";

/** What is done, the words that are replaced (their first occurrence), what stands there then, the rule that must speak, and the words on whose line it must point (what was put, unless told otherwise). */
type Mutation = readonly [what: string, find: string, put: string, rule: string, at?: string];

const GARANTE = "https://www.garanteprivacy.it/home/docweb/-/docweb-display/docweb/10097450";
const PLATFORM = "https://platform.deepseek.com/";

const character = (name: string, put: string): Mutation => [
	`${name} in the name`,
	"name: DeepSeek API",
	`name: DeepSeek${put} API`,
	"file/encoding",
	"name: DeepSeek",
];
const escaped = (what: string, put: string): Mutation => [
	what,
	"name: DeepSeek API (first-party)",
	`name: "DeepSeek${put} API"`,
	"file/encoding",
	"name:",
];
const without = (key: string, line: string, at: string): Mutation => [`no ${key}`, line, "", "schema/required", at];
const url = (what: string, put: string, rule = "source/url"): Mutation => [
	what,
	PLATFORM,
	put,
	rule,
	put.replace(/^"|"$/g, ""),
];
const archived = (what: string, put: string): Mutation => [
	what,
	`      - url: ${GARANTE}\n        title`,
	`      - url: ${GARANTE}\n        archived: ${put}\n        title`,
	"source/archive",
	"archived: ",
];
const notes = (what: string, put: string, rule: string): Mutation => [
	what,
	"Web searches led only",
	`${put} Web searches led only`,
	rule,
	put.slice(0, 12),
];

const MUTATIONS: readonly Mutation[] = [
	character("a byte that rings", "\u0007"),
	character("a null", "\u0000"),
	character("an escape", "\u001b"),
	character("a delete", "\u007f"),
	character("a next line", "\u0085"),
	character("a soft hyphen", "\u00ad"),
	character("an Arabic letter mark", "\u061c"),
	character("a Mongolian vowel separator", "\u180e"),
	character("a zero-width space", "\u200b"),
	character("a zero-width non-joiner", "\u200c"),
	character("a zero-width joiner", "\u200d"),
	character("a left-to-right mark", "\u200e"),
	character("a line separator", "\u2028"),
	character("a right-to-left override", "\u202e"),
	character("a word joiner", "\u2060"),
	character("a right-to-left isolate", "\u2067"),
	character("a variation selector", "\ufe0f"),
	character("a byte order mark inside", "\ufeff"),
	character("an interlinear annotation mark", "\ufffb"),
	character("a private-use letter", "\ue000"),
	character("a tag letter", "\u{e0041}"),
	character("a letter in parts", "e\u0301"),
	["a byte order mark at the start", "id: deepseek-api", "\ufeffid: deepseek-api", "file/encoding", "id: deepseek-api"],
	["a carriage return", "platform: deepseek\n", "platform: deepseek\r\n", "file/encoding", "platform: deepseek"],

	["a key twice", "platform: deepseek\n", "platform: deepseek\nname: DeepSeek\n", "file/syntax", "name: DeepSeek\n"],
	[
		"a cell twice",
		"  iso_27001:\n",
		"  soc2_type2:\n",
		"file/syntax",
		"  soc2_type2:\n    value: no_public_evidence\n    confidence: medium\n    verified: 2026-07-05\n    verified_via: secondary\n    caveat: No ISO",
	],
	["an anchor", "name: DeepSeek API", "name: &a DeepSeek API", "file/syntax"],
	["an alias", "model_family: DeepSeek", "model_family: *a", "file/syntax"],
	["a merge key", "platform: deepseek\n", "<<: {platform: deepseek}\n", "file/syntax"],
	["a tag", "name: DeepSeek API", "name: !!str DeepSeek API", "file/syntax"],
	["a local tag", "name: DeepSeek API", "name: !secret DeepSeek API", "file/syntax"],
	["a second document", "dimensions:\n", "---\ndimensions:\n", "file/syntax", "---"],
	["a tab as indentation", "    confidence: medium", "\tconfidence: medium", "file/syntax"],
	["a tab in the text", "name: DeepSeek API", "name: DeepSeek\tAPI", "file/syntax"],
	["an open quote", "name: DeepSeek API (first-party)", 'name: "DeepSeek API', "file/syntax", "developer: deepseek"],
	["a colon in plain text", "caveat: No SOC 2", "caveat: note: No SOC 2", "file/syntax"],
	[
		"a bracket that stays open",
		"searched:\n      - https://www.deepseek.com/\n      - https://cdn",
		"searched: [\n      - https://www.deepseek.com/\n      - https://cdn",
		"file/syntax",
		"      - https://www.deepseek.com/\n      - https://cdn",
	],
	["a line indented too little", "    confidence: medium", "   confidence: medium", "file/syntax"],

	[
		"a key misspelt",
		"    confidence: medium",
		"    confidance: medium\n    confidence: medium",
		"schema/unknown-key",
		"confidance",
	],
	["a key of no meaning", "platform: deepseek", "website: x\nplatform: deepseek", "schema/unknown-key", "website"],
	["__proto__ as a key", "platform: deepseek", "__proto__: {}\nplatform: deepseek", "schema/unknown-key", "__proto__"],
	[
		"constructor as a key",
		"platform: deepseek",
		"constructor: {}\nplatform: deepseek",
		"schema/unknown-key",
		"constructor",
	],
	["a required key misspelt", "    confidence: ", "    confidance: ", "schema/unknown-key"],
	["a required key by its old name", "    verified: ", "    last_verified: ", "schema/deprecated"],
	["a dimension misspelt", "  soc2_type2:", "  soc2_type_2:", "schema/unknown-key"],
	["a dimension in upper case", "  iso_27001:", "  ISO_27001:", "schema/unknown-key"],
	[
		"a fact of another dimension",
		"      zdr_available: false",
		"      sccs_referenced: false",
		"schema/unknown-key",
		"sccs_referenced: false\n  data_residency",
	],
	["a fact of no meaning", "      zdr_available: false", "      checked: true", "schema/unknown-key"],
	["a key of a source misspelt", "        published: 2026-02-10", "        publised: 2026-02-10", "schema/unknown-key"],
	["a kind, which is derived", "        published: 2026-02-10", "        kind: primary", "schema/unknown-key"],
	["a key in the singular", "    searched:\n", "    searches:\n", "schema/unknown-key"],
	[
		"an expiry, which is computed",
		"    confidence: medium",
		"    expires: 2027-01-01\n    confidence: medium",
		"schema/unknown-key",
		"expires",
	],

	[
		"the former key grade",
		"    value: no_public_evidence\n    confidence",
		"    value: no_public_evidence\n    grade: partial\n    confidence",
		"schema/deprecated",
		"grade: partial",
	],
	[
		"the former key source",
		"    tier: self_serve",
		"    source: https://cdn.deepseek.com/policies/\n    tier: self_serve",
		"schema/deprecated",
		"    source: ",
	],
	[
		"the former key last_verified",
		"    tier: self_serve",
		"    last_verified: 2026-07-05\n    tier: self_serve",
		"schema/deprecated",
		"last_verified",
	],
	[
		"the former key policy_last_update",
		"      policy_updated: 2026-02-10",
		"      policy_last_update: 2026-02-10",
		"schema/deprecated",
	],

	without("id", "id: deepseek-api\n", "name: DeepSeek API"),
	without("name", "name: DeepSeek API (first-party)\n", "id: deepseek-api"),
	without("developer", "developer: deepseek\n", "id: deepseek-api"),
	without("platform", "platform: deepseek\n", "id: deepseek-api"),
	without("category", "category: first_party\n", "id: deepseek-api"),
	without("model family", "model_family: DeepSeek\n", "id: deepseek-api"),
	without("grade", "    value: no_public_evidence\n", "  soc2_type2:"),
	without("confidence", "    confidence: medium\n", "  soc2_type2:"),
	without("date of the reading", "    verified: 2026-07-05\n", "  soc2_type2:"),
	without("way of the reading", "    verified_via: secondary\n", "  soc2_type2:"),
	[
		"no address in a source",
		"      - url: https://aiprovidertrust.com/offerings/deepseek-api/\n        title",
		"      - title",
		"schema/required",
	],
	[
		"no decision in a review",
		"    searched:\n",
		"    reviews:\n      - on: 2026-07-06\n        by: ann\n        reason: Read.\n    searched:\n",
		"schema/required",
		"on: 2026-07-06",
	],

	["a number as name", "name: DeepSeek API (first-party)", "name: 42", "schema/type"],
	["nothing as name", "name: DeepSeek API (first-party)", "name:", "schema/type"],
	["true as model family", "model_family: DeepSeek", "model_family: true", "schema/type"],
	[
		"a mapping as caveat",
		"caveat: No SOC 2 Type II report was found for DeepSeek's own API; resellers' reports do not cover it.",
		"caveat: {no: report}",
		"schema/type",
	],
	[
		"text as list of searches",
		"    searched:\n      - https://www.deepseek.com/\n      - https://cdn.deepseek.com/policies/\n  iso_27001",
		"    searched: https://www.deepseek.com/\n  iso_27001",
		"schema/type",
	],
	[
		"text as list of sources",
		'    sources:\n      - url: https://aiprovidertrust.com/offerings/deepseek-api/\n        title: "AI Provider Trust Registry: deepseek-api"\n        published: 2026-07-05\n',
		"    sources: aiprovidertrust\n",
		"schema/type",
	],
	["text as yes or no", "      zdr_available: false", '      zdr_available: "false"', "schema/type"],
	["yes as true", "      opt_out_documented: true", "      opt_out_documented: yes", "schema/type"],
	["a number as date", "    verified: 2026-07-05", "    verified: 20260705", "schema/type"],
	[
		"a list as facts",
		"    facts:\n      retention_period_specified: false\n      zdr_available: false",
		"    facts: []",
		"schema/type",
	],

	["a grade that there is not", "value: no_public_evidence", "value: none", "schema/enum"],
	["a grade by its label", "value: no_public_evidence", "value: No public evidence", "schema/enum"],
	["a grade in upper case", "value: partial", "value: PARTIAL", "schema/enum"],
	["a confidence that there is not", "confidence: medium", "confidence: certain", "schema/enum"],
	["a way of reading that there is not", "verified_via: secondary", "verified_via: memory", "schema/enum"],
	["a category that there is not", "category: first_party", "category: third_party", "schema/enum"],
	["contrary: false", "contrary: true", "contrary: false", "schema/enum"],
	["contrary as text", "contrary: true", 'contrary: "true"', "schema/enum"],
	["a tier that there is not", "tier: self_serve", "tier: self-serve", "schema/enum"],
	["a route that there is not", "route: public", "route: open", "schema/enum"],
	["a default that there is not", "default: requires_config", "default: opt_out", "schema/enum"],
	["a status that there is not", "dimensions:\n", "status: gone\ndimensions:\n", "schema/enum", "status: gone"],

	[
		"a caveat of 121 characters",
		"caveat: No SOC 2 Type II report was found for DeepSeek's own API; resellers' reports do not cover it.",
		`caveat: ${"x".repeat(121)}`,
		"schema/length",
	],
	[
		"an empty caveat",
		"caveat: No ISO/IEC 27001 certificate was found; ask for the certificate and its scope.",
		'caveat: ""',
		"schema/length",
	],
	["a name of 121 characters", "name: DeepSeek API (first-party)", `name: ${"x".repeat(121)}`, "schema/length"],
	[
		"a quotation of 301 characters",
		"        published: 2026-02-10",
		`        quote: ${"x".repeat(301)}`,
		"schema/length",
	],
	[
		"an empty list of searches",
		"    searched:\n      - https://www.deepseek.com/\n      - https://cdn.deepseek.com/policies/\n  iso_27001",
		"    searched: []\n  iso_27001",
		"schema/length",
	],
	[
		"an address of 2,001 characters",
		PLATFORM,
		`https://platform.deepseek.com/${"x".repeat(1980)}`,
		"schema/length",
		"https://platform.deepseek.com/xxx",
	],
	[
		"a title of 201 characters",
		"title: Garante press release, docweb 10097450",
		`title: ${"x".repeat(201)}`,
		"schema/length",
	],

	["an id in upper case", "id: deepseek-api", "id: DeepSeek-API", "schema/pattern"],
	["an id with an underscore", "id: deepseek-api", "id: deepseek_api", "schema/pattern"],
	["a developer that is a name", "developer: deepseek", "developer: DeepSeek Inc.", "schema/pattern"],
	["a hash that is none", "        published: 2026-02-10", "        sha256: abc", "schema/pattern"],
	["an alias with a slash", "dimensions:\n", "aliases:\n  - old/id\ndimensions:\n", "schema/pattern", "old/id"],

	["retired without a day", "dimensions:\n", "status: retired\ndimensions:\n", "schema/retired", "status: retired"],
	[
		"a day of retirement on an active offering",
		"dimensions:\n",
		"retired_on: 2026-07-01\ndimensions:\n",
		"schema/retired",
		"retired_on",
	],

	["an id that differs from the file", "id: deepseek-api", "id: deepseek", "file/name"],
	["an unknown developer", "developer: deepseek", "developer: deepsek", "reference/vendor"],
	["an unknown platform", "platform: deepseek", "platform: deep-seek", "reference/vendor"],
	["a distribution of one vendor", "category: first_party", "category: cloud_distribution", "reference/vendor"],
	["various developers of a first party", "developer: deepseek", "developer: various", "reference/vendor"],
	[
		"its own id as alias",
		"dimensions:\n",
		"aliases:\n  - deepseek-api\ndimensions:\n",
		"reference/id",
		"  - deepseek-api",
	],

	[
		"a partial without a source",
		'    sources:\n      - url: https://cdn.deepseek.com/policies/\n        title: DeepSeek policies (privacy policy)\n        published: 2026-02-10\n      - url: https://aiprovidertrust.com/offerings/deepseek-api/\n        title: "AI Provider Trust Registry: deepseek-api"\n        published: 2026-07-05\n    tier: self_serve\n    route: public\n    facts:\n      retention',
		"    tier: self_serve\n    route: public\n    facts:\n      retention",
		"grade/evidence",
		"value: partial",
	],
	[
		"nothing found, nowhere searched",
		"    searched:\n      - https://www.deepseek.com/\n      - https://cdn.deepseek.com/policies/\n  iso_27001",
		"  iso_27001",
		"grade/evidence",
		"    value: no_public_evidence",
	],
	[
		"no caveat",
		"    caveat: No SOC 2 Type II report was found for DeepSeek's own API; resellers' reports do not cover it.\n",
		"",
		"grade/caveat",
		"    value: no_public_evidence",
	],
	["another registry's word with high confidence", "confidence: medium", "confidence: high", "grade/confidence"],
	["a signature without the list", "      on_signatory_list: false", "      on_signatory_list: true", "grade/facts"],
	[
		"a published DPA and no evidence of one",
		"      public_dpa_published: false",
		"      public_dpa_published: true",
		"grade/facts",
	],

	url("an http address", "http://platform.deepseek.com/"),
	url("an ftp address", "ftp://platform.deepseek.com/"),
	url("no scheme", "platform.deepseek.com/"),
	url("a script", '"javascript:alert(1)"'),
	url("data in an address", '"data:text/html,x"'),
	url("a file", "file:///etc/passwd"),
	url("an IP address", "https://93.184.216.34/"),
	url("a private IP address", "https://10.0.0.1/"),
	url("a metadata address", "https://169.254.169.254/latest/"),
	url("a hexadecimal IP address", "https://0x7f000001/"),
	url("an IPv6 address", "https://[::1]/"),
	url("localhost", "https://localhost/"),
	url("a name below localhost", "https://a.localhost/"),
	url("one label", "https://platform/"),
	url("a reserved name", "https://platform.example/"),
	url("an internal name", "https://platform.internal/"),
	url("a name of no known domain", "https://platform.deepseek/"),
	url("a public suffix alone", "https://co.uk/"),
	url("a user name", "https://user@platform.deepseek.com/"),
	url("a password", "https://a:b@platform.deepseek.com/"),
	url("another port", "https://platform.deepseek.com:8443/"),
	url("a host in upper case", "https://Platform.DeepSeek.com/"),
	url("a host with other letters", "https://plätform.deepseek.com/"),
	url("a space", '"https://platform.deepseek.com/a b"'),
	url("a backslash", "https://platform.deepseek.com\\@evil.org/"),
	url("a campaign", "https://platform.deepseek.com/?utm_campaign=x", "source/clean"),
	url("a click id", "https://platform.deepseek.com/?a=1&gclid=2", "source/clean"),
	url("the default port", "https://platform.deepseek.com:443/", "source/clean"),
	url("an empty query", "https://platform.deepseek.com/?", "source/clean"),
	url("an empty fragment", '"https://platform.deepseek.com/#"', "source/clean"),
	url("a short link", "https://bit.ly/x", "source/shortener"),
	url("a tiny link", "https://tinyurl.com/x", "source/shortener"),
	url("a search at Google", "https://www.google.de/search?q=deepseek", "source/shortener"),
	url("a search at Bing", "https://www.bing.com/search?q=deepseek", "source/shortener"),
	url("a cached page", "https://webcache.googleusercontent.com/search?q=cache:x", "source/shortener"),
	[
		"the same page twice",
		PLATFORM,
		"https://www.deepseek.com",
		"source/duplicate",
		"      - https://www.deepseek.com\n",
	],
	[
		"the same source twice",
		`      - url: ${GARANTE}`,
		"      - url: https://cdn.deepseek.com/policies",
		"source/duplicate",
		"https://cdn.deepseek.com/policies\n",
	],
	archived("a copy of another page", "https://web.archive.org/web/20260701000000/https://www.garanteprivacy.it/"),
	archived("a copy at no archive", "https://copies.org/20260701000000/"),
	archived("a copy of the 30th of February", `https://web.archive.org/web/20260230000000/${GARANTE}`),
	archived("a copy of long after the reading", `https://web.archive.org/web/20260713000000/${GARANTE}`),
	archived("a copy over http", `http://web.archive.org/web/20260701000000/${GARANTE}`),
	archived("the newest copy, whichever it is", `https://web.archive.org/web/${GARANTE}`),

	["the 31st of June", "verified: 2026-07-05", "verified: 2026-06-31", "date/real"],
	["month 13", "verified: 2026-07-05", "verified: 2026-13-05", "date/real"],
	["the 29th of February of a common year", "published: 2025-01-30", "published: 2025-02-29", "date/real"],
	["a date the other way round", "verified: 2026-07-05", "verified: 05-07-2026", "date/real"],
	["a date with slashes", "verified: 2026-07-05", "verified: 2026/07/05", "date/real"],
	["a month without a day", "published: 2026-02-10", "published: 2026-02", "date/real"],
	["a time of day", "verified: 2026-07-05", "verified: 2026-07-05T10:00:00Z", "date/real"],
	["a date in words", "policy_updated: 2026-02-10", "policy_updated: February 2026", "date/real"],
	["a reading tomorrow", "verified: 2026-07-05", "verified: 2026-07-20", "date/future"],
	["a page of next year", "published: 2026-02-10", "published: 2027-02-10", "date/future"],
	["a page newer than its reading", "published: 2026-02-10", "published: 2026-07-06", "date/order"],
	["a policy newer than its reading", "policy_updated: 2026-02-10", "policy_updated: 2026-07-06", "date/order"],
	[
		"a page newer than its copy",
		"        published: 2026-02-10",
		"        published: 2026-02-10\n        captured: 2026-02-09",
		"date/order",
		"published: 2026-02-10\n        captured",
	],
	["a copy newer than the reading", "        published: 2026-02-10", "        captured: 2026-07-06", "date/order"],
	[
		"a period that ends before it begins",
		"    searched:\n",
		"    facts:\n      period_start: 2026-02-01\n      period_end: 2026-01-01\n    searched:\n",
		"date/order",
		"period_start",
	],

	notes("HTML", "<b>bold</b>", "prose/markdown"),
	notes("a script", "<script>alert(1)</script>", "prose/markdown"),
	notes("a comment", "<!-- hidden -->", "prose/markdown"),
	notes("an image", "![x](https://a.com/x.png)", "prose/markdown"),
	notes("a raw address", "https://www.deepseek.com/x", "prose/markdown"),
	notes("struck text", "~~struck out~~", "prose/markdown"),
	notes("a footnote", "word[^1] and more.\n\n\n      [^1]: a footnote.\n\n\n     ", "prose/markdown"),
	notes("a link into the network", "[here it is](https://localhost/).", "source/link-text"),
	notes("a link without https", "[here it is](http://www.deepseek.com/).", "source/link-text"),
	notes("a link to a script", "[here it is](javascript:alert).", "source/link-text"),
	notes("the first person", "We could not find it.", "prose/neutral"),
	notes("a marketing word", "This is a world-class service.", "prose/neutral"),
	notes("a judgement", "Unfortunately nothing was found.", "prose/neutral"),
	notes("advice", "Customers should avoid it.", "prose/neutral"),
	notes("now, without a date", "Currently nothing is there.", "prose/attribution"),
	notes("a quotation of 310 characters", `“${"word ".repeat(62)}”`, "prose/attribution"),

	escaped("an escape that rings", "\\a"),
	escaped("an escape that turns the direction", "\\u202E"),
	escaped("an escape that paints", "\\e[31m"),
	escaped("an escape of no width", "\\u200B"),
	escaped("half of a character", "\\uD83D"),
	escaped("an accent apart, as an escape", "e\\u0301"),
	escaped("a byte order mark as an escape", "\\uFEFF"),
	[
		"an escape in a key",
		"name: DeepSeek API",
		'"na\\u200Bme": x\nname: DeepSeek API',
		"schema/unknown-key",
		'"na\\u200Bme"',
	],
	["a list as a key", "name: DeepSeek API", "? [a]\n: b\nname: DeepSeek API", "file/syntax", "? [a]"],
	[
		"a quote that is not closed",
		"name: DeepSeek API (first-party)",
		'name: "DeepSeek API',
		"file/syntax",
		"developer:",
	],

	[
		"a key out of order",
		"name: DeepSeek API (first-party)\ndeveloper: deepseek\n",
		"developer: deepseek\nname: DeepSeek API (first-party)\n",
		"file/format",
		"developer: deepseek",
	],
	["needless quotes", "model_family: DeepSeek", 'model_family: "DeepSeek"', "file/format"],
	[
		"a flow list",
		"    searched:\n      - https://www.deepseek.com/\n      - https://cdn.deepseek.com/policies/\n  iso_27001",
		"    searched: [https://www.deepseek.com/, https://cdn.deepseek.com/policies/]\n  iso_27001",
		"file/format",
	],
	["a blank line", "dimensions:\n", "\ndimensions:\n", "file/format", "\ndimensions:"],
	["trailing spaces", "category: first_party\n", "category: first_party  \n", "file/format"],
];

function mutated([what, find, put]: Mutation): string {
	const at = TEXT.indexOf(find);
	if (at === -1) throw new Error(`"${what}" finds nothing to replace`);
	return TEXT.slice(0, at) + put + TEXT.slice(at + find.length);
}

function lineOf(text: string, words: string): number {
	const at = text.indexOf(words);
	if (at === -1) throw new Error(`the mutated record does not hold ${JSON.stringify(words)}`);
	return text.slice(0, at).split("\n").length;
}

test("the record itself has no problem on that day", () => {
	expect(checkRegistry(loadRegistry(memoryTree(FILES)), DAY)).toEqual([]);
});

test("there are at least 150 mutations, each described once", () => {
	expect(MUTATIONS.length).toBeGreaterThanOrEqual(150);
	expect(new Set(MUTATIONS.map(([what, , , rule]) => `${what} ${rule}`)).size).toBe(MUTATIONS.length);
});

describe("a mutation of a real record is caught by the rule that it breaks, on its line", () => {
	test.each(MUTATIONS.map((mutation) => [mutation[0], mutation] as const))("%s", (_what, mutation) => {
		const [, , put, rule, words] = mutation;
		const text = mutated(mutation);
		const problems = checkRegistry(loadRegistry(memoryTree({ ...FILES, [RECORD]: text })), DAY);
		const errors = problems.filter(({ rule: id }) => id === rule || id !== "file/format");
		expect(errors.map(({ rule: id }) => id)).toEqual([rule]);
		expect(errors[0]?.line).toBe(lineOf(text, words ?? put));
	});
});
