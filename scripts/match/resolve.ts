import { closest, distance } from "fastest-levenshtein";
import type { PublishedOffering } from "../../schemas/published.ts";
import { fitsGlob } from "../lib/glob.ts";

/** Systems whose provider ids offerings bear. */
export const SYSTEMS = ["litellm", "openrouter", "models_dev"] as const;
export type System = (typeof SYSTEMS)[number];

/** Reference of a project to an endpoint or model that it uses. */
export interface Reference {
	/** Id of the provider in another system. */
	readonly provider?: string | undefined;
	/** The system of the provider's id; any of them when left out. */
	readonly system?: System | undefined;
	/** Id of the model, without the provider. */
	readonly model?: string | undefined;
	/** The model as hosts may write it that put its author before it. */
	readonly alsoNamed?: readonly string[] | undefined;
	/** True where `model` is a name that its owner chose for a deployment; it tells the model only where it is one. */
	readonly isDeployment?: boolean | undefined;
	/** Host of the API. */
	readonly host?: string | undefined;
}

/** Result of resolving a reference. */
export type Resolution =
	| { readonly offering: PublishedOffering; readonly by: "id" | "host" | "provider" | "model" }
	| {
			readonly offering: null;
			readonly reason: string;
			/** Ids that it may stand for; a guess, never an answer. */
			readonly candidates: readonly string[];
	  };

type Data = { readonly offerings: readonly PublishedOffering[] };

/** Prefixes of model ids that name a region, an API of the same service, or an account's profile of a model. */
const VARIANTS =
	/^(?:(?:us|eu|apac|jp|au|ca|global|us-gov)\.|(?:converse|invoke|responses|converse_like|chat)\/|[a-z]{2}(?:-[a-z]+)+-\d\/|arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d*:(?:inference-profile|foundation-model)\/)/;

/** Providers whose "model" is the name that a deployment was given. */
export const DEPLOYED: ReadonlySet<string> = new Set(["azure", "azure_text"]);

/** Providers that LiteLLM knows under two names → the one in the data. */
const LITELLM_ALIASES: Readonly<Record<string, string>> = {
	azure_text: "azure",
	bedrock_converse: "bedrock",
	cohere: "cohere_chat",
	vertex_ai_beta: "vertex_ai",
};

/** Method that Vertex AI writes behind a model's name in a path. */
const METHOD = /:[a-zA-Z]+$/;

/** Longest name that a guess is made for, in UTF-16 code units. */
const MAX_GUESSED = 200;

/**
 * Returns the offering that an identifier stands for: an offering's id or former id, a URL or host of its API,
 * `provider/model` as LiteLLM, OpenRouter or models.dev write it, or a model id that a single offering has. What may
 * stand for several is not resolved.
 */
export function resolve(identifier: string, data: Data): Resolution {
	const text = identifier.trim();
	const own =
		data.offerings.find(({ id }) => id === text) ?? data.offerings.find(({ aliases }) => aliases.includes(text));
	if (own) return { offering: own, by: "id" };
	const host = endpointHost(text);
	if (host !== null) return resolveReference({ host, model: modelInUrl(text) }, data);
	const slash = text.indexOf("/");
	if (slash > 0) {
		const found = resolveReference({ provider: text.slice(0, slash), model: text.slice(slash + 1) }, data);
		if (found.offering || found.candidates.length > 0) return found;
	}
	return resolveReference({ model: text }, data);
}

/** Returns the offering that a reference stands for. */
export function resolveReference(reference: Reference, data: Data): Resolution {
	const { system, host, isDeployment = system !== "openrouter" && DEPLOYED.has(reference.provider ?? "") } = reference;
	// `openai/*` stands for every model of the provider; deployments may run any.
	const model = reference.model === "*" && !isDeployment ? undefined : reference.model;
	if (host !== undefined) {
		const served = data.offerings.filter(({ api_hosts }) => api_hosts.some((pattern) => isHost(host, pattern)));
		if (served.length === 0)
			return unresolved(`no offering is known to be served at ${host}`, nearestHosts(host, data));
		const several = `${host} serves several offerings`;
		return chosen(served, { model, isDeployment, by: "host", several });
	}
	if (reference.provider !== undefined) {
		const { provider } = reference;
		const systems = system === undefined ? SYSTEMS : [system];
		const isKnown = (name: string, one: System) =>
			data.offerings.filter(({ identifiers }) => identifiers[one] === name);
		const found = systems.flatMap((one) => isKnown(provider, one));
		const alias = LITELLM_ALIASES[provider];
		const known = new Set(found.length > 0 || alias === undefined ? found : isKnown(alias, "litellm"));
		if (known.size === 0)
			return unresolved(`no offering has the provider id "${provider}"`, nearestProviders(provider, data));
		const several = `the provider "${provider}" has several offerings`;
		const { alsoNamed } = reference;
		return chosen([...known], { model, alsoNamed, isDeployment, by: "provider", several, provider: alias ?? provider });
	}
	if (model === undefined) return unresolved("nothing names a provider, a host or a model", []);
	const served = data.offerings.filter((offering) => specificity(offering, model) > 0);
	if (served.length === 0) return unresolved(`no offering is known for the model "${model}"`, []);
	return chosen(served, { model, by: "model", several: `the model "${model}" is served by several offerings` });
}

/**
 * Returns the model that a URL's path names, as Bedrock's (`/model/<id>`) and Vertex AI's (`/publishers/<id>/models/<id>`)
 * do, without the method behind its colon; undefined where it names none.
 */
export function modelInUrl(url: string): string | undefined {
	if (!URL.canParse(url)) return undefined;
	const parts = new URL(url).pathname.split("/").slice(1);
	const at = parts.findIndex(
		(part, index) => part === "model" || (part === "models" && index > 1 && parts[index - 2] === "publishers"),
	);
	const name = (at < 0 ? "" : (parts[at + 1] ?? "")).replace(METHOD, "");
	try {
		return name === "" ? undefined : decodeURIComponent(name);
	} catch {
		return undefined;
	}
}

/** Returns the host of a URL or of a bare host name; null for anything else. */
export function endpointHost(text: string): string | null {
	const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
		? text
		: /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$/i.test(text)
			? `https://${text}`
			: null;
	if (url === null || (url !== text && !/\.[a-z]{2,}(?::\d+)?$/i.test(text))) return null;
	return URL.canParse(url) ? new URL(url).hostname : null;
}

/** Returns the one of several offerings that has the model; unresolved where none or more than one has it. */
function chosen(
	offerings: readonly PublishedOffering[],
	{ model, alsoNamed = [], isDeployment = false, by, several, provider }: Choice,
): Resolution {
	const [only] = offerings;
	if (model === undefined) {
		return only && offerings.length === 1
			? { offering: only, by }
			: unresolved(
					several,
					offerings.map(({ id }) => id),
				);
	}
	const scored = offerings
		.map((offering) => ({
			offering,
			score: Math.max(
				...[model, ...alsoNamed].map((name) => scoreOf(offering, name, by, provider, offerings.length === 1)),
			),
		}))
		// A deployment may bear any name; only one that is a model's own tells what it is.
		.filter(({ score }) => score >= (isDeployment ? 1 : 0));
	const best = Math.max(...scored.map(({ score }) => score));
	const [first, ...others] = scored.filter(({ score }) => score === best);
	if (first && others.length === 0) return { offering: first.offering, by };
	const ids = (scored.length > 0 ? scored.map(({ offering }) => offering) : offerings).map(({ id }) => id);
	return unresolved(scored.length === 0 ? `no offering of them is known to serve the model "${model}"` : several, ids);
}

/** Reference that several offerings may stand for. */
interface Choice {
	readonly model: string | undefined;
	readonly alsoNamed?: readonly string[] | undefined;
	readonly isDeployment?: boolean | undefined;
	readonly by: "host" | "provider" | "model";
	/** Reason where more than one is left. */
	readonly several: string;
	readonly provider?: string;
}

/** Returns how closely a model fits an offering; behind a host, patterns with LiteLLM's prefix count, too. */
function scoreOf(
	offering: PublishedOffering,
	model: string,
	by: Choice["by"],
	provider: string | undefined,
	isAlone: boolean,
): number {
	if (by !== "host") return specificity(offering, model, provider);
	if (offering.model_patterns.length === 0) return isAlone ? 0 : -1;
	return specificity(offering, model, offering.identifiers.litellm ?? undefined);
}

/**
 * Returns how closely an offering's patterns fit a model id: letters of the best pattern, 0 for one that takes every model or an offering
 * without patterns whose provider is named, -1 where none fits.
 */
function specificity({ model_patterns: patterns }: PublishedOffering, model: string, provider?: string): number {
	if (patterns.length === 0) return provider === undefined ? -1 : 0;
	const names = namesOf(model).flatMap((name) => (provider === undefined ? [name] : [name, `${provider}/${name}`]));
	const scores = patterns.map((pattern) => {
		if (!names.some((name) => fitsGlob(pattern, name))) return -1;
		const own =
			provider !== undefined && pattern.startsWith(`${provider}/`) ? pattern.slice(provider.length + 1) : pattern;
		return own.replace(/[*?]/g, "").length;
	});
	return Math.max(...scores);
}

/** Returns a model id with and without the prefixes of regions and APIs. */
function namesOf(model: string): string[] {
	const names = [model];
	for (let rest = model; VARIANTS.test(rest); ) {
		rest = rest.replace(VARIANTS, "");
		names.push(rest);
	}
	return names;
}

/** True for a host that a pattern names; `{region}` and `{resource}` stand for one label's part. */
function isHost(host: string, pattern: string): boolean {
	const source = pattern.replace(/[.]/g, "\\.").replace(/\{(?:region|resource)\}/g, "[a-z0-9-]+");
	return new RegExp(`^${source}$`, "i").test(host);
}

function unresolved(reason: string, candidates: readonly string[]): Resolution {
	return { offering: null, reason, candidates };
}

function nearestProviders(provider: string, { offerings }: Data): string[] {
	return nearest(provider, offerings, ({ id, identifiers }) => [...SYSTEMS.map((system) => identifiers[system]), id]);
}

function nearestHosts(host: string, { offerings }: Data): string[] {
	return nearest(host, offerings, ({ api_hosts }) => api_hosts);
}

/** Returns the ids of those that bear the name nearest to one that is not known, where it is near enough to have been meant. */
function nearest(
	name: string,
	offerings: readonly PublishedOffering[],
	namesIn: (offering: PublishedOffering) => readonly (string | null)[],
): string[] {
	const known = [...new Set(offerings.flatMap(namesIn))].filter((one) => one !== null);
	if (known.length === 0 || name.length > MAX_GUESSED) return [];
	const near = closest(name.toLowerCase(), known);
	if (distance(name.toLowerCase(), near) > Math.max(2, Math.floor(name.length / 3))) return [];
	return offerings.filter((offering) => namesIn(offering).includes(near)).map(({ id }) => id);
}
