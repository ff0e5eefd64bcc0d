import { endpointHost, modelInUrl } from "../resolve.ts";
import type { Use } from "./use.ts";

const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/s;
/** Endings of the variable that holds a URL, and of the one beside it that holds the model. */
const URL_ENDINGS = /_?(?:BASE_URL|API_BASE|BASE|URL|ENDPOINT|HOST|API_URL)$/;
const MODEL_ENDINGS = ["MODEL", "MODEL_NAME", "MODEL_ID", "DEPLOYMENT_MODEL"];

/** True for a file of `NAME=value` lines; one of these is enough, for the others may be parts of a secret. */
export function isEnvironment(text: string): boolean {
	return text.split(/\r?\n/).some((line) => LINE.test(line));
}

/**
 * Returns the uses of an environment file: every variable whose value is the URL of an API, with the model of the variable beside
 * it. Values other than hosts and models are never shown: they may be secrets.
 */
export function environmentUses(text: string): Use[] {
	const { values, strange } = valuesOf(text);
	const taken = new Set<string>();
	const hosts = [...values].flatMap(([name, value]): Use[] => {
		if (!/^https?:\/\//i.test(value)) return [];
		const host = endpointHost(value);
		if (host === null) return [];
		const prefix = name.replace(URL_ENDINGS, "");
		const beside = MODEL_ENDINGS.map((ending) => `${prefix}_${ending}`).find((one) => (values.get(one) ?? "") !== "");
		if (beside !== undefined) taken.add(beside);
		const model = modelInUrl(value) ?? values.get(beside ?? "");
		return [{ place: name, named: model === undefined ? host : `${host} ${model}`, reference: { host, model } }];
	});
	const models = [...values].flatMap(([name, value]): Use[] => {
		if (taken.has(name) || !/(?:^|_)MODEL(?:_NAME|_ID)?$/.test(name)) return [];
		// Without a host of its own, a bare name is the model of one that is named elsewhere.
		return PROVIDER_AND_MODEL.test(value) || (hosts.length === 0 && value !== "")
			? [{ place: name, named: value }]
			: [];
	});
	const others = strange.map(
		(line): Use => ({ place: `${line}`, named: `line ${line}`, unknown: "this is no NAME=value" }),
	);
	return [...hosts, ...models, ...others];
}

/** A model that is named with its provider, and is no path of a file. */
const PROVIDER_AND_MODEL = /^[a-z0-9_-]+\/[^\s]+$/i;

/** Returns the variables of a file, and the numbers of the lines that are none. A quoted value may go over several lines. */
function valuesOf(text: string): { readonly values: ReadonlyMap<string, string>; readonly strange: readonly number[] } {
	const values = new Map<string, string>();
	const strange: number[] = [];
	const lines = text.split(/\r?\n/);
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at] ?? "";
		if (/^\s*(?:#|$)/.test(line)) continue;
		const [, name, raw = ""] = LINE.exec(line) ?? [];
		if (name === undefined) {
			strange.push(at + 1);
			continue;
		}
		values.set(name, unquoted(raw));
		const [, quote] = /^(["'])(?!.*\1)/.exec(raw.trim()) ?? [];
		const end = quote === undefined ? -1 : lines.findIndex((one, index) => index > at && one.includes(quote));
		if (end > at) at = end;
	}
	return { values, strange };
}

function unquoted(raw: string): string {
	const text = raw.trim();
	const quoted = /^(["'])(.*)\1/.exec(text);
	if (quoted) return quoted[2] ?? "";
	const comment = text.search(/\s#/);
	return comment < 0 ? text : text.slice(0, comment).trim();
}
