import { expect, test } from "vitest";
import { isSignIn, MAX_FIRST_STEP, MAX_SIGN_IN } from "../../scripts/links/sign-in.ts";

const PAGE = "https://trust.acme.com/soc2";
const page = (title: string, text = "", asksPassword = false) => ({ title, text, asksPassword });

test.each([
	["a redirect to a path for signing in", "https://trust.acme.com/login?next=/soc2", page("Acme")],
	["a redirect to a host for signing in", "https://accounts.acme.com/v3", page("Acme")],
	["a redirect to an authorisation", "https://acme.com/oauth2/authorize", page("Acme")],
	["a title and a password field", PAGE, page("Log in | Acme", "Email", true)],
	["a title without a password field yet", PAGE, page("Sign in - Acme", "to continue")],
	["a heading", PAGE, page("Acme", "# Please log in\nEmail", true)],
	["a title in German", PAGE, page("Anmelden – Acme", "E-Mail", true)],
	["a title in Japanese", PAGE, page("ログイン", "", true)],
])("%s is a sign-in page", (_name, address, content) => {
	expect(isSignIn(PAGE, address, content)).toBe(true);
});

test.each([
	["a policy with a password field", PAGE, page("Privacy", "We keep data.", true)],
	["a path that merely begins alike", "https://trust.acme.com/login-audit", page("Login audits")],
	["a page about it that is long", PAGE, page("Sign in with SSO", "x".repeat(MAX_FIRST_STEP + 1))],
])("%s is none", (_name, address, content) => {
	expect(isSignIn(PAGE, address, content)).toBe(false);
});

test("a source that is a sign-in page's own URL is not redirected to one", () => {
	expect(isSignIn("https://acme.com/auth/security", "https://acme.com/auth/security", page("Auth security"))).toBe(
		false,
	);
});

test("the limits of a sign-in page's text", () => {
	const login = "https://acme.com/login";
	expect(isSignIn(PAGE, login, page("Acme", "x".repeat(MAX_SIGN_IN)))).toBe(true);
	expect(isSignIn(PAGE, login, page("Acme", "x".repeat(MAX_SIGN_IN + 1)))).toBe(false);
	expect(isSignIn(PAGE, PAGE, page("Sign in", "x".repeat(MAX_FIRST_STEP)))).toBe(true);
	expect(isSignIn(PAGE, PAGE, page("Sign in", "x".repeat(MAX_FIRST_STEP + 1)))).toBe(false);
	expect(isSignIn(PAGE, PAGE, page("Sign in", "x".repeat(MAX_FIRST_STEP + 1), true))).toBe(true);
});
