import { type Json, like } from "../openapi.ts";
import type { Store } from "../store.ts";

/** An account as GitHub shows it. */
export function account(login: string): Json {
	const type = login.endsWith("[bot]") ? "Bot" : "User";
	return like("simple-user", { login, type, html_url: `https://github.com/${login.replace("[bot]", "")}` });
}

/** Returns the association of an account with the repository. */
export function associationOf(store: Store, login: string): string {
	const permission = store.permissions.get(login) ?? "none";
	return permission === "admin" ? "OWNER" : permission === "write" ? "MEMBER" : "NONE";
}
