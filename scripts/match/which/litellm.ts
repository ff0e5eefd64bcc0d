import { DEPLOYED, endpointHost, type Reference } from "../resolve.ts";
import { pinnedProviders } from "./openrouter.ts";
import { asMapping, asTexts, splitId, type Use } from "./use.ts";

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
	const credentials = new Map(
		(Array.isArray(value.credential_list) ? value.credential_list : [])
			.map(asMapping)
			.map((one) => [one.credential_name, asMapping(one.credential_values)]),
	);
	const uses = list.map((entry, index) => deploymentUse(asMapping(entry), index, credentials));
	const included = asTexts(value.include).map(
		(file): Use => ({
			place: "include",
			named: file,
			unknown: `the configuration includes ${file}; name that file, too`,
		}),
	);
	return [...uses, ...included];
}

/** True for a LiteLLM proxy configuration. */
export function isLitellm(value: Readonly<Record<string, unknown>>): boolean {
	return Array.isArray(value.model_list);
}

type Values = Readonly<Record<string, unknown>>;

function deploymentUse(entry: Values, index: number, credentials: ReadonlyMap<unknown, Values>): Use {
	const own = asMapping(entry.litellm_params);
	const params = { ...credentials.get(own.litellm_credential_name), ...own };
	const name = typeof entry.model_name === "string" ? entry.model_name : `${index + 1}`;
	const place = `model_list[${index}] ${name}`;
	const named = typeof params.model === "string" ? params.model : "";
	if (named === "" || FROM_ENVIRONMENT.test(named)) {
		return { place, named: named || "(no model)", unknown: "the configuration does not say the model" };
	}
	if (named === "*") return { place, named, unknown: "it passes every model of every provider on" };
	const { provider = providerOf(named), model } = splitId(named);
	// A deployment of Azure has a name of its own; `base_model` tells which model it runs.
	const base = asMapping(entry.model_info).base_model;
	const shown = typeof base === "string" ? (splitId(base).model ?? model) : model;
	const apiBase = asTexts(params.api_base)[0] ?? asTexts(params.base_url)[0];
	const isDeployment = DEPLOYED.has(provider) && typeof base !== "string";
	const byProvider: Reference = { system: "litellm", provider, model: shown, isDeployment };
	const pinned =
		provider === "openrouter" ? pinnedProviders(asMapping(params.extra_body).provider, model ?? "") : undefined;
	const use = { place, named, ...(pinned === undefined ? {} : { pinned }) };
	if (apiBase === undefined) {
		const hidden = own.litellm_credential_name !== undefined && !credentials.has(own.litellm_credential_name);
		if (!hidden || !GENERIC.has(provider)) return { ...use, reference: byProvider };
		return {
			...use,
			reference: byProvider,
			unknown: "the API's URL may come from a credential that is not in the file",
		};
	}
	if (FROM_ENVIRONMENT.test(apiBase)) {
		if (!GENERIC.has(provider)) return { ...use, reference: byProvider };
		return { ...use, reference: byProvider, unknown: `the API's URL comes from the environment (${apiBase})` };
	}
	const host = endpointHost(apiBase);
	if (host === null) return { ...use, reference: byProvider, unknown: `api_base is no URL (${apiBase})` };
	return { ...use, reference: { host, model: shown, isDeployment } };
}

/** Returns the provider that LiteLLM takes a model without a prefix for. */
function providerOf(model: string): string {
	if (/^claude-/.test(model)) return "anthropic";
	return /^(?:[a-z-]+\.)?(?:anthropic|amazon|meta|mistral|cohere)\./.test(model) ? "bedrock" : "openai";
}
