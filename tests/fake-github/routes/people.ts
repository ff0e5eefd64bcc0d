import { type Json, like } from "../openapi.ts";

/** An account as GitHub shows it. */
export function account(login: string): Json {
	const type = login.endsWith("[bot]") ? "Bot" : "User";
	return like("simple-user", { login, type, html_url: `https://github.com/${login.replace("[bot]", "")}` });
}
