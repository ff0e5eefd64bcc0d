import { gzipSync } from "node:zlib";
import type { CitedQuote } from "../../scripts/evidence/quote.ts";
import { type Handler, html, page, redirects, sends } from "./pages.ts";
import { pdf } from "./pdf.ts";

export type CorpusVerdict = "alive" | "changed" | "gone" | "blocked" | "sign_in";

/** Page of the corpus: what its host answers on the first and on a later day, and the verdict on the later one. */
export interface CorpusPage {
	readonly name: string;
	readonly verdict: CorpusVerdict;
	/** Answers to `/page` on the first day, and on the later one if it differs. */
	readonly before: Handler;
	readonly after?: Handler;
	/** Answers to other paths. A path that is not named is 404. */
	readonly routes?: Readonly<Record<string, Handler>>;
	/** Answer to every path that is not named. */
	readonly fallback?: Handler;
	/** Path with query and fragment; `/page` if absent. */
	readonly path?: string;
	readonly quote?: CitedQuote;
	readonly select?: readonly string[];
	readonly ignore?: readonly string[];
}

const FILL =
	"<p>This document is part of the agreement between you and us. It says how the service treats what you send to it, and for how long it is kept.</p><p>Words in capitals are defined in the terms of service. If both say different things, this document decides.</p>";
const SENTENCE = "We keep prompts for 30 days and do not use them to train our models.";
const QUOTE = { quote: SENTENCE };
const doc = (main: string, title = "Data Usage Policy | Acme"): string =>
	page(`<h1>Data usage</h1>${main}${FILL}`).replace("<title>Terms</title>", `<title>${title}</title>`);
const says = (main: string, title?: string): Handler => html(doc(`<p>${main}</p>`, title));
const bare = (title: string, body: string): Handler =>
	html(`<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`);
const typed = (type: string, body: string | Buffer): Handler => sends(200, { "content-type": type }, body);
const policy = says(SENTENCE);

function cookieLoop(body: Handler): Handler {
	return (request, response) => {
		if (request.headers.cookie?.includes("seen=1")) body(request, response);
		else response.writeHead(302, { location: request.url ?? "/", "set-cookie": "seen=1; Path=/; Secure" }).end();
	};
}

const found = (name: string, verdict: CorpusVerdict, before: Handler, more: Partial<CorpusPage> = {}): CorpusPage => ({
	name,
	verdict,
	before,
	...more,
});

const SHELL = bare("Acme Help", '<div id="root"></div><script src="/app.js"></script>');
const HOME = html(
	`<!doctype html><title>Acme</title><main><h1>Build with Acme</h1><p>${"Fast models for every team. ".repeat(20)}</p></main>`,
);

/** Pages as they are found once. */
export const FOUND: readonly CorpusPage[] = [
	found("a policy", "alive", policy),
	found("a zip file", "alive", typed("application/zip", "PK\u0003\u0004zip")),
	found(
		"a Word document",
		"alive",
		typed("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\u0003\u0004docx"),
	),
	found("an image of a certificate", "alive", typed("image/png", "\u0089PNG")),
	found("a rich text file", "alive", typed("application/rtf", "{\\rtf1 Terms}")),
	found("Markdown by its old name", "alive", typed("text/x-markdown", `# Data\n\n${SENTENCE}\n`)),
	found("JSON of a special type", "alive", typed("application/problem+json", '{"title":"Terms"}')),
	found("a PDF", "alive", typed("application/pdf", pdf(SENTENCE))),
	found("a PDF without a type", "alive", typed("application/octet-stream", pdf(SENTENCE))),
	found("a CSV list of subprocessors", "alive", typed("text/csv", "name,country\nSub AG,Germany\n")),
	found("an XML file", "alive", typed("application/xml", "<terms>Yes</terms>")),
	found("a cookie and a redirect to itself", "alive", cookieLoop(policy)),
	found("a redirect to http and back to https", "alive", redirects(301, "http://HOST/new"), {
		routes: { "/new": policy },
	}),
	found(
		"40 KB of response headers",
		"alive",
		sends(200, { "content-type": "text/html", "x-big": "a".repeat(40_000) }, doc(SENTENCE)),
	),
	found("a page that moved for good", "alive", redirects(301, "/new"), { routes: { "/new": policy } }),
	found("a page in a language of the visitor's", "alive", redirects(302, "/en/page"), {
		routes: { "/en/page": policy },
	}),
	found(
		"a page behind an immediate refresh",
		"alive",
		bare("Acme", '<meta http-equiv="refresh" content="0; url=/new">'),
		{
			routes: { "/new": policy },
		},
	),
	found(
		"a page that reloads itself every five minutes",
		"alive",
		html(doc(SENTENCE).replace("<head>", '<head><meta http-equiv="refresh" content="300;url=/page">')),
	),
	found(
		"a long article about error 404",
		"alive",
		says(
			`A 404 page not found error means that a server has no page. ${"More about it. ".repeat(200)}`,
			"Error 404 explained",
		),
	),
	found(
		"help about pages that are not found",
		"alive",
		says(
			`${"Check the spelling of the address and your network first. ".repeat(50)}`,
			"Troubleshoot missing pages | Acme Help",
		),
	),
	found(
		"help about signing in",
		"alive",
		says(`${"Choose single sign-on in the settings of your workspace. ".repeat(20)}`, "Sign in with SSO | Acme Docs"),
	),
	found(
		"a policy with a sign-in form in its header",
		"alive",
		html(doc(SENTENCE).replace("<body>", '<body><header><form><input type="password"></form></header>')),
	),
	found(
		"a few words about a certificate",
		"alive",
		bare("Certificates", "<main><p>Acme is certified under ISO 27001. The certificate is valid until 2028.</p></main>"),
	),
	found(
		"a page whose body has a class about cookies",
		"alive",
		html(doc(SENTENCE).replace("<body>", '<body class="cookie-consent-pending">').replaceAll("main>", "div>")),
	),
	found(
		"a fragment that is there",
		"alive",
		html(doc('<h2 id="retention">Retention</h2><h2 id="training">Training</h2><h2 id="logs">Logs</h2>')),
		{ path: "/page#retention" },
	),
	found(
		"a fragment of GitHub's kind",
		"alive",
		html(doc('<a id="user-content-zero-retention"></a><p id="a">a</p><p id="b">b</p>')),
		{ path: "/page#zero-retention" },
	),
	found(
		"a fragment with other letters than ASCII",
		"alive",
		html(doc('<h2 id="größe">Größe</h2><h2 id="a">a</h2><h2 id="b">b</h2>')),
		{ path: "/page#gr%C3%B6%C3%9Fe" },
	),
	found("a text fragment", "alive", html(doc('<p id="a">a</p><p id="b">b</p><p id="c">c</p>')), {
		path: "/page#:~:text=prompts",
	}),
	found("a fragment that is a route", "alive", html(doc('<p id="a">a</p><p id="b">b</p><p id="c">c</p>')), {
		path: "/page#/retention",
	}),
	found(
		"a compressed page",
		"alive",
		sends(200, { "content-type": "text/html", "content-encoding": "gzip" }, gzipSync(doc(SENTENCE))),
	),
	found("a page of a host that shows its front page for every path", "alive", policy, { fallback: HOME }),
	found("a page of a host that redirects every other path to its front page", "alive", policy, {
		fallback: redirects(302, "/"),
		routes: { "/": HOME },
	}),
	found("the front page of a host that shows it for every path", "alive", HOME, {
		path: "/",
		routes: { "/": HOME },
		fallback: HOME,
	}),
	found(
		"a note beside the text, with the quote",
		"alive",
		html(doc(`<aside class="note"><p>${SENTENCE}</p></aside>`)),
		{ quote: QUOTE },
	),
	found("a page that says the quote under a title about errors", "alive", says(SENTENCE, "Not found"), {
		quote: QUOTE,
	}),
	found(
		"a page that names a model that is gone",
		"alive",
		says("The model acme-1 is no longer available. Some content may not be available in your region."),
	),
	found(
		"a page about a broken service",
		"alive",
		says(
			"When a document cannot be processed, the API returns an error, and you are not charged for the request.",
			"Errors | Acme API",
		),
	),

	found("status 404", "gone", sends(404, { "content-type": "text/html" }, doc(SENTENCE))),
	found("status 410", "gone", sends(410, {})),
	found("page not found", "gone", html(page("<h1>Page not found</h1><p>Try the search.</p>"))),
	found(
		"we cannot find the page",
		"gone",
		bare("Acme", "<main><h1>Oops!</h1><p>We cannot find the page you are looking for.</p></main>"),
	),
	found(
		"this page isn't available",
		"gone",
		bare("Acme Help Center", "<main><p>Sorry, this page isn’t available right now.</p></main>"),
	),
	found(
		"404 in the second line",
		"gone",
		bare("Acme", "<main><p>Acme</p><h1>404 | This page could not be found.</h1></main>"),
	),
	found(
		"an article that no longer exists",
		"gone",
		bare(
			"Acme Support",
			"<main><h1>Hmm</h1><p>The article you're looking for doesn't exist or has been deleted.</p></main>",
		),
	),
	found(
		"a document that was removed",
		"gone",
		bare("Trust Center", "<main><h1>Trust Center</h1><p>This document has been removed.</p></main>"),
	),
	found("nothing here", "gone", bare("Acme Docs", "<main><h1>Nothing to see here</h1><p>Go back home.</p></main>")),
	found(
		"an error page in German",
		"gone",
		bare("Acme", "<main><h1>Hoppla</h1><p>Die Seite konnte leider nicht gefunden werden.</p></main>"),
	),
	found(
		"an error page in French",
		"gone",
		bare("Acme", "<main><h1>Page introuvable</h1><p>Retour à l'accueil</p></main>"),
	),
	found("an error page in Chinese", "gone", bare("Acme", "<main><p>抱歉，您访问的页面不存在</p></main>")),
	found(
		"an error page in Japanese",
		"gone",
		bare("Acme", "<main><p>お探しのページは見つかりませんでした。</p></main>"),
	),
	found(
		"a refresh to a page that is not there",
		"gone",
		bare("Acme", '<meta http-equiv="refresh" content="1;URL=\'/old\'"><p>Redirecting</p>'),
	),
	found("a fragment that is not there", "gone", html(doc('<h2 id="a">a</h2><h2 id="b">b</h2><h2 id="c">c</h2>')), {
		path: "/page#retention",
	}),
	found("the front page in the place of the document", "gone", HOME, { fallback: HOME }),
	found("a redirect to the front page, as for every unknown path", "gone", redirects(302, "/"), {
		fallback: redirects(302, "/"),
		routes: { "/": HOME },
	}),
	found("a redirect to a sign-in page", "sign_in", redirects(302, "/login?next=/page"), {
		routes: {
			"/login": bare("Acme", '<main><h1>Sign in</h1><form><input type="email"><input type="password"></form></main>'),
		},
	}),
	found(
		"a sign-in page in the place of the document",
		"sign_in",
		bare("Log in | Acme Trust", '<main><h1>Welcome back</h1><form><input type="password"></form></main>'),
	),
	found(
		"a sign-in page that asks for the address first",
		"sign_in",
		bare("Sign in - Acme Accounts", "<main><p>to continue to Acme Docs</p></main>"),
	),
	found("status 403", "blocked", sends(403, {})),
	found("a bot challenge", "blocked", bare("Just a moment...", "<p>Checking your browser</p>")),
	found("an empty frame that scripts fill, as for every path", "blocked", SHELL, { fallback: SHELL }),
];

const changes = (
	name: string,
	verdict: CorpusVerdict,
	before: string,
	after: string,
	more: Partial<CorpusPage> = {},
): CorpusPage => ({
	name,
	verdict,
	before: html(doc(before)),
	after: html(doc(after)),
	...more,
});
const P = `<p>${SENTENCE}</p>`;
const related = (...names: string[]): string =>
	`${P}<h2>Related articles</h2><ul>${names.map((name) => `<li><a href="/x">${name}</a></li>`).join("")}</ul>`;
const chrome = (name: string, from: string, to: string): CorpusPage => ({
	name,
	verdict: "alive",
	before: html(doc(P).replace("<body>", `<body>${from}`)),
	after: html(doc(P).replace("<body>", `<body>${to}`)),
});

/** Pages that change between two days. */
export const CHANGED: readonly CorpusPage[] = [
	changes(
		"the age of the last update in months",
		"alive",
		`${P}<p>Updated 2 months ago</p>`,
		`${P}<p>Updated 3 months ago</p>`,
	),
	changes(
		"the age of the last update in years",
		"alive",
		`${P}<p>Updated over a year ago</p>`,
		`${P}<p>Updated over 2 years ago</p>`,
	),
	changes(
		"the age of the last update in words",
		"alive",
		`${P}<p>Last updated yesterday</p>`,
		`${P}<p>Last updated 6 days ago</p>`,
	),
	changes(
		"the age of the last update this week",
		"alive",
		`${P}<p>Last updated: this week</p>`,
		`${P}<p>Last updated: last week</p>`,
	),
	changes(
		"a count of helpful votes",
		"alive",
		`${P}<p>901 out of 1001 found this helpful</p>`,
		`${P}<p>914 out of 1020 found this helpful</p>`,
	),
	changes(
		"votes in parentheses",
		"alive",
		`${P}<p>Was this helpful? Yes (12) No (3)</p>`,
		`${P}<p>Was this helpful? Yes (15) No (3)</p>`,
	),
	changes(
		"related articles in another order",
		"alive",
		related("Billing", "Limits", "Keys"),
		related("Keys", "Billing", "Limits"),
	),
	changes("other related articles", "alive", related("Billing", "Limits"), related("Models", "Regions", "Keys")),
	changes("a build number", "alive", `${P}<p>Build 20261101.4</p>`, `${P}<p>Build 20261118.1</p>`),
	changes("a version with a commit", "alive", `${P}<p>docs v2.14.0+3fa9c1d</p>`, `${P}<p>docs v2.15.1+9bd0e22</p>`),
	changes("a count of views", "alive", `${P}<p>1,204 views</p>`, `${P}<p>98.3k views</p>`),
	changes("a count of comments", "alive", `${P}<p>12 comments</p>`, `${P}<p>15 comments</p>`),
	changes("the year of the copyright", "alive", `${P}<p>© 2026 Acme</p>`, `${P}<p>© 2027 Acme</p>`),
	changes("a nonce in the text", "alive", `${P}<p>Ref 3f2a9bd0c1e24f56a7b8</p>`, `${P}<p>Ref 9c8b7a6d5e4f32100112</p>`),
	changes("a request id", "alive", `${P}<p>Request ID: abc123</p>`, `${P}<p>Request ID: xyz789</p>`),
	changes("the time of day", "alive", `${P}<p>Now 10:31:07 UTC</p>`, `${P}<p>Now 4:02 pm</p>`),
	changes("today's date", "alive", `${P}<p>Today is November 24, 2026.</p>`, `${P}<p>Today is December 1, 2026.</p>`),
	chrome("navigation", "<nav><a>Home</a></nav>", "<nav><a>Home</a><a>Pricing</a></nav>"),
	chrome("an announcement in the header", "<header>New model!</header>", "<header>Join our event</header>"),
	chrome("the footer", "<footer>Berlin</footer>", "<footer>Paris</footer>"),
	chrome("a cookie banner", "", '<div class="cookie-banner">We value your privacy</div>'),
	chrome("scripts and styles", "<script>a=1</script>", "<script>a=2</script><style>p{color:red}</style>"),
	chrome(
		"a path of links",
		'<div class="breadcrumbs">Docs / Data</div>',
		'<div class="breadcrumbs">Home / Docs / Data</div>',
	),
	changes("straight quotes become typographic", "alive", '<p>It\'s "ours" - fully.</p>', "<p>It’s “ours” – fully.</p>"),
	changes(
		"no-break spaces and soft hyphens",
		"alive",
		"<p>Kept for 30 days fully</p>",
		"<p>Kept for 30&nbsp;days ful&shy;ly</p>",
	),
	changes("other elements around the same words", "alive", P, `<div><span>${SENTENCE}</span></div>`),
	changes(
		"emphasis and links",
		"alive",
		P,
		`<p>We keep <a href="/x">prompts</a> for <strong>30 days</strong> and do not use them to train our models.</p>`,
	),
	changes("a paragraph is added, the quote stands", "alive", P, `${P}<p>We also run a bug bounty program.</p>`, {
		quote: QUOTE,
	}),
	changes("a heading is renamed, the quote stands", "alive", `<h2>Logs</h2>${P}`, `<h2>Logging</h2>${P}`, {
		quote: QUOTE,
	}),
	changes(
		"another section is rewritten, the quote stands",
		"alive",
		`${P}<h2>Fees</h2><p>Ten euros.</p>`,
		`${P}<h2>Fees</h2><p>Free of charge until further notice.</p>`,
		{ quote: QUOTE },
	),
	changes(
		"the quote gets a link and a footnote mark",
		"alive",
		P,
		`<p>We keep <a href="/p">prompts</a> for 30 days and do not use them to train our models.<sup>1</sup></p>`,
		{ quote: { quote: "We keep prompts for 30 days and do not use them to train our models" } },
	),
	changes(
		"a part that is ignored",
		"alive",
		`${P}<div class="ticker">Up 3 %</div>`,
		`${P}<div class="ticker">Down 2 %</div>`,
		{ ignore: [".ticker"] },
	),
	changes(
		"a part outside of what is selected",
		"alive",
		`<div id="terms">${P}</div><p>Offer of the day: A</p>`,
		`<div id="terms">${P}</div><p>Offer of the day: B</p>`,
		{ select: ["#terms"] },
	),
	{
		name: "a PDF is made anew",
		verdict: "alive",
		before: typed("application/pdf", pdf(SENTENCE)),
		after: typed("application/pdf", pdf(SENTENCE, "Acme 2")),
	},
	{
		name: "a page is compressed now",
		verdict: "alive",
		before: html(doc(P)),
		after: sends(200, { "content-type": "text/html", "content-encoding": "gzip" }, gzipSync(doc(P))),
	},

	changes("another number", "changed", P, P.replace("30", "90")),
	changes("a negation is dropped", "changed", P, P.replace("do not use", "use")),
	changes(
		"another date of the document",
		"changed",
		"<p>Effective March 3, 2026</p>",
		"<p>Effective April 3, 2026</p>",
	),
	changes(
		"another period of a certificate",
		"changed",
		"<p>Period 2025-07-01 to 2026-06-30</p>",
		"<p>Period 2025-07-01 to 2026-09-30</p>",
	),
	changes("another edition of a standard", "changed", "<p>ISO/IEC 27001:2013</p>", "<p>ISO/IEC 27001:2022</p>"),
	changes(
		"a row of a table",
		"changed",
		"<table><tr><td>Sub AG</td><td>Germany</td></tr></table>",
		"<table><tr><td>Sub AG</td><td>France</td></tr></table>",
	),
	changes("a list item is gone", "changed", "<ul><li>Paris</li><li>Dublin</li></ul>", "<ul><li>Paris</li></ul>"),
	changes("another unit", "changed", P, P.replace("days", "months")),
	changes("a condition is added", "changed", P, P.replace("do not use", "do not, unless you opt in, use")),
	changes("the quote has another number", "changed", P, P.replace("30", "60"), { quote: QUOTE }),
	changes("the quote lost its negation", "changed", P, P.replace("do not use", "may use"), { quote: QUOTE }),
	changes(
		"the quote is gone, the rest stands",
		"changed",
		`${P}<p>Fees are in euros.</p>`,
		"<p>Fees are in euros.</p>",
		{ quote: QUOTE },
	),
	changes(
		"the quoted parts stand in two paragraphs now",
		"changed",
		P,
		"<p>We keep prompts for 30 days.</p><p>We do not use them to train our models.</p>",
		{ quote: { quote: "We keep prompts for 30 days […] do not use them to train our models" } },
	),
	changes(
		"the quote's words in another order",
		"changed",
		P,
		"<p>We do not use prompts to train our models for 30 days and keep them.</p>",
		{ quote: QUOTE },
	),
	changes(
		"a defined term loses its capitals",
		"changed",
		"<p>We do not train on Customer Data at all.</p>",
		"<p>We do not train on customer data at all.</p>",
		{ quote: { quote: "We do not train on Customer Data at all." } },
	),
	changes(
		"a selected part changes",
		"changed",
		`<div id="terms">${P}</div>`,
		`<div id="terms">${P.replace("30", "45")}</div>`,
		{ select: ["#terms"] },
	),
	{
		name: "a PDF says something else",
		verdict: "changed",
		before: typed("application/pdf", pdf(SENTENCE)),
		after: typed("application/pdf", pdf(SENTENCE.replace("30", "90"))),
	},
	{
		name: "a zip file is another one",
		verdict: "changed",
		before: typed("application/zip", "PK\u0003\u0004one"),
		after: typed("application/zip", "PK\u0003\u0004two"),
	},
	{
		name: "Markdown says something else",
		verdict: "changed",
		before: typed("text/markdown", `# Data\n\n${SENTENCE}\n`),
		after: typed("text/markdown", `# Data\n\n${SENTENCE.replace("30", "90")}\n`),
	},
	{
		name: "JSON says something else",
		verdict: "changed",
		before: typed("application/json", '{"retention_days":30}'),
		after: typed("application/json", '{"retention_days":90}'),
	},
	{ name: "the front page in the place of the document", verdict: "gone", before: policy, after: HOME, fallback: HOME },
	{
		name: "an error page in the place of the document",
		verdict: "gone",
		before: policy,
		after: bare("Acme", "<main><h1>Whoops</h1><p>That page can't be found.</p></main>"),
	},
	{
		name: "a sign-in page in the place of the document",
		verdict: "sign_in",
		before: policy,
		after: redirects(302, "/signin"),
		routes: { "/signin": bare("Sign in", "<main><p>Continue with Google</p></main>") },
	},
	{
		name: "a bot challenge in the place of the document",
		verdict: "blocked",
		before: policy,
		after: sends(200, { "content-type": "text/html", "cf-mitigated": "challenge" }, "x"),
	},
	{
		name: "the document behind a redirect to its new place",
		verdict: "alive",
		before: policy,
		after: redirects(308, "/legal/page"),
		routes: { "/legal/page": policy },
	},
];
