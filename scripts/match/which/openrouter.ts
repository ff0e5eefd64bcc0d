import type { Reference } from "../resolve.ts";
import { asMapping, asTexts, splitId, type Use } from "./use.ts";

/** The gateway's own provider id. */
const OPENROUTER = "openrouter";

/**
 * Returns the providers that a request to OpenRouter is pinned to: those of `only`, or of `order` without fallbacks; null where the
 * gateway may choose. A provider's slug may end with a variant (`deepinfra/turbo`).
 */
export function pinnedProviders(routing: unknown, model: string): Reference[] | null {
	const { only, order, allow_fallbacks: fallbacks } = asMapping(routing);
	const names = asTexts(only).length > 0 ? asTexts(only) : fallbacks === false ? asTexts(order) : [];
	if (names.length === 0) return null;
	const { provider: author = "", model: own } = splitId(model);
	const named = AUTHORS[author] ?? author;
	const alsoNamed = [`${named}.${own}`, `${named}/${own}`];
	return names.map((name) => ({ system: "openrouter", provider: slugOf(name), model: own, alsoNamed }));
}

/** Authors of models whose slug is another at OpenRouter than in the ids of hosts. */
const AUTHORS: Readonly<Record<string, string>> = { "meta-llama": "meta", mistralai: "mistral" };

/** Returns the slug of a provider that may be named as people read it (`Amazon Bedrock`), or with a variant. */
function slugOf(name: string): string {
	return (name.toLowerCase().split("/")[0] ?? "").trim().replace(/[\s.]+/g, "-");
}

/** Returns the uses of a request or preset of OpenRouter: `model` or `models`, and `provider` for the routing. */
export function openrouterUses(value: Readonly<Record<string, unknown>>): Use[] {
	return [...asTexts(value.model), ...asTexts(value.models)].map((model) => ({
		place: "model",
		named: model,
		reference: { provider: OPENROUTER, model },
		pinned: pinnedProviders(value.provider, model),
	}));
}

/** True for a mapping that is a request of OpenRouter: it routes, or it is sent there. */
export function isOpenrouter(value: Readonly<Record<string, unknown>>): boolean {
	const { only, order, ignore, sort, allow_fallbacks: fallbacks } = asMapping(value.provider);
	const routes = [only, order, ignore, sort, fallbacks].some((one) => one !== undefined);
	const isModel = value.model !== undefined || value.models !== undefined;
	return isModel && (routes || asTexts(value.base_url ?? value.baseURL).some((url) => url.includes("openrouter.ai")));
}
