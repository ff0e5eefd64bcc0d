/** Longest name that a credit is given by, in UTF-16 code units. */
const MAX_NAME = 100;
/** Longest line of a message that is read for a trailer, and most of them that are, so that any message is read fast. */
const MAX_LINE = 500;
const MAX_CREDITS = 100;

/** Answers that are no name. */
const NO_NAME = /^(?:none|no|nobody|no[ -]?one|n\/?a|anonymous|no credit|no response|_no response_|-+|\.+)$/i;
/** Accounts of programs that bear no `[bot]`. */
const PROGRAMS = new Set(["copilot", "claude", "cursoragent", "codex", "gemini-code-assist", "web-flow"]);
/** An address of GitHub's that names an account. */
const ACCOUNT_ADDRESS = /^(?:\d{1,12}\+)?([\w[\]-]{1,60})@users\.noreply\.github\.com$/i;

/** A person and the address behind a name. */
interface Person {
	readonly name: string;
	readonly email: string;
}

/**
 * People whom a message credits by `Credit:` and `Co-authored-by:` lines, without their mail addresses. A squashed pull
 * request holds the messages of all its commits, so that a trailer may stand in the midst of it. Programs are left out.
 */
export function creditsIn(message: string): string[] {
	const names = new Set<string>();
	for (const line of message.split("\n")) {
		if (line.length > MAX_LINE || names.size === MAX_CREDITS) continue;
		const [, key = "", value = ""] = /^(credit|co-authored-by):(.*)$/i.exec(line) ?? [];
		if (key === "") continue;
		const person = personIn(value);
		if (person.name === "" || NO_NAME.test(person.name) || isProgram(person)) continue;
		names.add(person.name.slice(0, MAX_NAME));
	}
	return [...names];
}

/** The account that an address of GitHub's names, in lower case; null for any other address. */
export function accountOf(email: string): string | null {
	return ACCOUNT_ADDRESS.exec(email)?.[1]?.toLowerCase() ?? null;
}

/** A credit as it may be written: an account is mentioned only where it is known whose it is, and else named as text. */
export function creditAs(name: string, accounts: ReadonlySet<string>): string {
	return name.startsWith("@") && !accounts.has(name.slice(1).toLowerCase()) ? name.slice(1) : name;
}

function personIn(value: string): Person {
	const text = value.trim();
	const open = text.lastIndexOf("<");
	if (open < 0 || !text.endsWith(">")) return { name: text, email: "" };
	return { name: text.slice(0, open).trim(), email: text.slice(open + 1, -1).trim() };
}

function isProgram({ name, email }: Person): boolean {
	const account = accountOf(email);
	if (name.endsWith("[bot]") || email.includes("[bot]@") || PROGRAMS.has(account ?? "")) return true;
	if (PROGRAMS.has(name.replace(/^@/, "").toLowerCase())) return true;
	return account === null && /^(?:no-?reply|do-?not-?reply)@/i.test(email.replaceAll("_", "-"));
}
