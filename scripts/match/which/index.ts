import type { PublishedOffering } from "../../../schemas/published.ts";
import { parseErrorText, readYaml } from "../../yaml/read-yaml.ts";
import { endpointHost, type Reference, type Resolution, resolve, resolveReference } from "../resolve.ts";
import { environmentUses, isEnvironment } from "./environment.ts";
import { isLitellm, litellmUses } from "./litellm.ts";
import { isOpenrouter, openrouterUses } from "./openrouter.ts";
import { asMapping, asTexts, type Use } from "./use.ts";

/** An offering that a project uses, and where it says so. */
export interface UsedOffering {
	readonly offering: string;
	readonly name: string;
	readonly places: readonly string[];
}

/** Something that a project names and that stands for no offering, or not for one alone. */
export interface UnresolvedUse {
	readonly place: string;
	readonly named: string;
	readonly reason: string;
	/** Ids that may be meant; a guess. */
	readonly candidates: readonly string[];
}

/** Endpoints and models that a project uses. */
export interface Usage {
	readonly used: readonly UsedOffering[];
	readonly unresolved: readonly UnresolvedUse[];
}

type Data = { readonly offerings: readonly PublishedOffering[] };

/** A file that is read for what it names. */
export interface ConfigurationFile {
	readonly name: string;
	readonly text: string;
}

/** Returns the offerings that configurations name, and what could not be resolved. */
export function usageOf(files: readonly ConfigurationFile[], data: Data): Usage {
	const places = new Map<string, { offering: PublishedOffering; places: string[] }>();
	const unresolved: UnresolvedUse[] = [];
	const note = (place: string, named: string, found: Resolution) => {
		if (!found.offering) {
			unresolved.push({ place, named, reason: found.reason, candidates: found.candidates });
			return;
		}
		const known = places.get(found.offering.id) ?? { offering: found.offering, places: [] };
		known.places.push(`${place}: ${named}`);
		places.set(found.offering.id, known);
	};
	for (const { name, text } of files) {
		const uses = usesOf(text);
		if (uses.length === 0) {
			unresolved.push({ place: name, named: name, reason: "nothing in it names a model or an API", candidates: [] });
		}
		for (const use of uses) {
			const place = `${name}: ${use.place}`;
			const found = resolutionOf(use, data);
			note(place, use.named, found);
			if (found.offering?.category !== "gateway") continue;
			for (const host of use.pinned ?? [null]) note(place, use.named, hostBehind(host, found.offering.name, data));
		}
	}
	return {
		used: [...places.values()].map(({ offering, places: all }) => ({
			offering: offering.id,
			name: offering.name,
			places: all,
		})),
		unresolved,
	};
}

function resolutionOf({ named, reference, unknown }: Use, data: Data): Resolution {
	if (unknown !== undefined) {
		const { offering } = resolveReference(reference ?? {}, data);
		return { offering: null, reason: unknown, candidates: offering ? [offering.id] : [] };
	}
	return reference === undefined ? resolve(named, data) : resolveReference(reference, data);
}

/** Returns the host that a gateway passes a request on to; unresolved where the configuration leaves the choice to it. */
function hostBehind(host: Reference | null, gateway: string, data: Data): Resolution {
	if (host !== null) return resolveReference(host, data);
	return { offering: null, reason: `${gateway} may choose any host; pin it to be able to say which`, candidates: [] };
}

/** Returns what a text names: a LiteLLM or OpenRouter configuration, an environment file, or a list of ids. */
export function usesOf(text: string): Use[] {
	const read = readYaml(new TextEncoder().encode(text));
	const value: unknown = "fault" in read ? undefined : read.value;
	const mapping = asMapping(value);
	if (typeof value !== "object" && isEnvironment(text)) return environmentUses(text);
	if ("fault" in read && /^(?:model_list|models?|["{[])/m.test(text)) {
		return [{ place: "1", named: "the file", unknown: `it cannot be read: ${parseErrorText(read.fault)}` }];
	}
	if (isLitellm(mapping)) return litellmUses(mapping);
	if (isOpenrouter(mapping)) return openrouterUses(mapping);
	if (Array.isArray(value)) return value.flatMap(listedUses);
	if (Object.keys(mapping).length > 0) return requestUses(mapping);
	return text
		.split(/\r?\n/)
		.flatMap((line, index) => idsIn(line.split("#", 1).join("")).flatMap((id) => listedUses(id, index)));
}

/** Returns the ids of one line of a list: behind a bullet or a number, separated by commas or spaces. */
function idsIn(line: string): string[] {
	return line
		.trim()
		.replace(/^(?:[-*+]|\d+[.)])\s+/, "")
		.split(/[\s,;]+/)
		.filter((id) => id !== "");
}

/** Keys of a request or a tool's settings that name a model, and those that name the API's URL. */
const MODEL_KEYS = ["model", "models", "small_model", "smallModel", "fallbacks", "fallback_models"];
const URL_KEYS = ["base_url", "baseURL", "baseUrl", "api_base", "apiBase", "endpoint"];

/** Returns the uses of a request of OpenAI's shape, or of settings that name models beside other things. */
function requestUses(value: Readonly<Record<string, unknown>>): Use[] {
	const [url] = URL_KEYS.flatMap((key) => asTexts(value[key]));
	const [provider] = asTexts(value.provider);
	return MODEL_KEYS.flatMap((key) => {
		const list: readonly unknown[] = Array.isArray(value[key]) ? value[key] : [value[key]];
		return list.flatMap((model): Use[] => {
			if (typeof model === "object" && model !== null) {
				return requestUses(asMapping(model)).map((use) => ({ ...use, place: `${key}: ${use.place}` }));
			}
			return typeof model === "string" && model !== "" ? [requestUse(key, model, url, provider)] : [];
		});
	});
}

function requestUse(place: string, model: string, url: string | undefined, provider: string | undefined): Use {
	const use = { place, named: provider === undefined ? model : `${provider}/${model}` };
	if (url === undefined) return use;
	const host = endpointHost(url);
	return host === null ? { ...use, unknown: "the API's URL is no URL" } : { ...use, reference: { host, model } };
}

function listedUses(entry: unknown, index: number): Use[] {
	const place = `${index + 1}`;
	if (entry === "") return [];
	if (typeof entry === "string") return [{ place, named: entry }];
	const mapping = asMapping(entry);
	const uses = isOpenrouter(mapping) ? openrouterUses(mapping) : requestUses(mapping);
	if (uses.length > 0) return uses.map((use) => ({ ...use, place }));
	return [{ place, named: `entry ${place}`, unknown: "it names neither a model nor an API" }];
}
