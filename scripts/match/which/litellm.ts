import { endpointHost, type Reference } from "../resolve.ts";
import { pinnedProviders } from "./openrouter.ts";
import { asMapping, splitId, type Use } from "./use.ts";

/** Providers of LiteLLM that stand for any API of OpenAI's shape: where `api_base` leads decides. */
const GENERIC = new Set([
	"openai",
	"custom_openai",
	"openai_like",
	"text-completion-openai",
	"hosted_vllm",
	"litellm_proxy",
]);

/** A value that LiteLLM takes from the environment. */
const FROM_ENVIRONMENT = /^os\.environ\//;

/** Returns the uses of a LiteLLM proxy configuration: one per deployment of `model_list`. */
export function litellmUses(value: Readonly<Record<string, unknown>>): Use[] {
	const list = Array.isArray(value.model_list) ? value.model_list : [];
	return list.map((entry, index) => deploymentUse(asMapping(entry), index));
}

/** True for a LiteLLM proxy configuration. */
export function isLitellm(value: Readonly<Record<string, unknown>>): boolean {
	return Array.isArray(value.model_list);
}

function deploymentUse(entry: Readonly<Record<string, unknown>>, index: number): Use {
	const params = asMapping(entry.litellm_params);
	const name = typeof entry.model_name === "string" ? entry.model_name : `${index + 1}`;
	const place = `model_list[${index}] ${name}`;
	const named = typeof params.model === "string" ? params.model : "";
	if (named === "" || FROM_ENVIRONMENT.test(named)) {
		return { place, named: named || "(no model)", unknown: "the configuration does not say the model" };
	}
	const { provider = "openai", model } = splitId(named);
	// A deployment of Azure has a name of its own; `base_model` tells which model it runs.
	const base = asMapping(entry.model_info).base_model;
	const shown = typeof base === "string" ? (splitId(base).model ?? model) : model;
	const apiBase = typeof params.api_base === "string" ? params.api_base : undefined;
	const byProvider: Reference = { system: "litellm", provider, model: shown };
	const pinned =
		provider === "openrouter" ? pinnedProviders(asMapping(params.extra_body).provider, model ?? "") : undefined;
	const use = { place, named, ...(pinned === undefined ? {} : { pinned }) };
	if (apiBase === undefined) return { ...use, reference: byProvider };
	if (FROM_ENVIRONMENT.test(apiBase)) {
		if (!GENERIC.has(provider)) return { ...use, reference: byProvider };
		return { ...use, reference: byProvider, unknown: `the API's URL comes from the environment (${apiBase})` };
	}
	const host = endpointHost(apiBase);
	if (host === null) return { ...use, reference: byProvider, unknown: `api_base is no URL (${apiBase})` };
	// The host says who serves it; a deployment behind it may hide which model that is.
	return {
		...use,
		reference: { host, model: GENERIC.has(provider) || typeof base === "string" ? shown : namedModel(provider, shown) },
	};
}

/** Returns the model as patterns name it, or undefined for a deployment of Azure, whose name says nothing. */
function namedModel(provider: string, model: string | undefined): string | undefined {
	return provider === "azure" ? undefined : model;
}
