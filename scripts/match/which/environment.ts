import { endpointHost } from "../resolve.ts";
import type { Use } from "./use.ts";

const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/;
/** Endings of the variable that holds a URL, and of the one beside it that holds the model. */
const URL_ENDINGS = /_?(?:BASE_URL|API_BASE|BASE|URL|ENDPOINT|HOST|API_URL)$/;
const MODEL_ENDINGS = ["MODEL", "MODEL_NAME", "MODEL_ID", "DEPLOYMENT_MODEL"];

/** True for a file of `NAME=value` lines. */
export function isEnvironment(text: string): boolean {
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.trim().startsWith("#"));
	return lines.length > 0 && lines.every((line) => LINE.test(line));
}

/**
 * Returns the uses of an environment file: every variable whose value is the URL of an API, with the model of the variable beside
 * it. Values other than hosts and models are never shown: they may be secrets.
 */
export function environmentUses(text: string): Use[] {
	const values = new Map<string, string>();
	for (const line of text.split(/\r?\n/)) {
		const [, name, raw = ""] = LINE.exec(line.startsWith("#") ? "" : line) ?? [];
		if (name !== undefined) values.set(name, unquoted(raw));
	}
	return [...values].flatMap(([name, value]): Use[] => {
		if (!/^https?:\/\//i.test(value)) return [];
		const host = endpointHost(value);
		if (host === null) return [];
		const prefix = name.replace(URL_ENDINGS, "");
		const model = MODEL_ENDINGS.map((ending) => values.get(`${prefix}_${ending}`)).find(
			(one) => one !== undefined && one !== "",
		);
		return [{ place: name, named: model === undefined ? host : `${host} ${model}`, reference: { host, model } }];
	});
}

function unquoted(raw: string): string {
	const text = raw.trim();
	const quoted = /^(["'])(.*)\1/.exec(text);
	return quoted ? (quoted[2] ?? "") : text.replace(/\s+#.*$/, "").trim();
}
