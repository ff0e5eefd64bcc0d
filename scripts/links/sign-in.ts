/** Path segments and host labels of sign-in pages. */
const PATH =
	/\/(?:log[-_]?in|sign[-_]?in|sso|auth|authorize|oauth2?|saml2?|session(?:s)?\/new|account\/login|users\/sign_in)(?:[/.]|$)/i;
const HOST = /^(?:login|signin|accounts?|auth|sso|idp|id|identity)\./i;

const VERBS =
	"log[ -]?in|sign[ -]?in|log ?on|sign ?on|anmelden|einloggen|anmeldung|connexion|se connecter|iniciar sesión|acceder|accedi|inloggen|entrar|登录|登錄|ログイン|サインイン|로그인";
/** Beginning of the title or heading of a page with a password field. */
const NAMED = new RegExp(`^\\W*(?:please )?(?:${VERBS})(?![\\p{L}\\p{N}-])`, "iu");
/** Whole title or heading of a page that asks for the account first. */
const FIRST_STEP = new RegExp(`^\\W*(?:please )?(?:${VERBS})(?:\\P{L}*| (?:to|or|in|zu|bei) .*)$`, "iu");
/** Longest text of a sign-in page, in characters. */
export const MAX_SIGN_IN = 2_000;
/** Longest text of a sign-in page without a password field, which asks for the account first. */
export const MAX_FIRST_STEP = 500;

/** Detects a page that asks to sign in behind a 2xx. `address` is where the redirects of `url` ended. */
export function isSignIn(
	url: string,
	address: string,
	{
		text,
		title,
		asksPassword = false,
	}: { readonly text: string; readonly title: string; readonly asksPassword?: boolean },
): boolean {
	if (text.length > MAX_SIGN_IN) return false;
	if (isSignInUrl(address) && !isSignInUrl(url)) return true;
	const [first = ""] = text.split("\n", 1);
	const names = [title, ...title.split(/ [-–] | ?[|:·•] ?/), first.replace(/^#{1,6} /, "")];
	if (asksPassword) return names.some((name) => NAMED.test(name));
	return text.length <= MAX_FIRST_STEP && names.some((name) => FIRST_STEP.test(name));
}

function isSignInUrl(url: string): boolean {
	const { hostname, pathname } = new URL(url);
	return PATH.test(pathname) || HOST.test(hostname);
}
