import { type Json, like } from "../description.ts";

/** An account as the forge shows it. */
export function account(login: string): Json {
	const type = login.endsWith("[bot]") ? "Bot" : "User";
	return like("simple-user", { login, type, html_url: `https://github.com/${login.replace("[bot]", "")}` });
}
