import { expect, test } from "vitest";
import { resolve } from "../../scripts/match/resolve.ts";
import { usageOf } from "../../scripts/match/which/index.ts";
import { realDataset } from "../publish/published.ts";

const data = realDataset();

function usage(text: string, name = "config") {
	const { used, unresolved } = usageOf([{ name, text }], data);
	return {
		used: used.map(({ offering }) => offering),
		unresolved: unresolved.map(({ named, candidates }) => [named, candidates] as const),
		reasons: unresolved.map(({ reason }) => reason),
		all: { used, unresolved },
	};
}

test("a LiteLLM proxy configuration: Bedrock with a region's prefix, Azure with its model, OpenAI, Vertex", () => {
	const found = usage(`model_list:
  - model_name: sonnet
    litellm_params:
      model: bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0
      aws_region_name: us-east-1
  - model_name: gpt
    litellm_params:
      model: azure/my-deployment
      api_base: os.environ/AZURE_API_BASE
      api_key: os.environ/AZURE_API_KEY
    model_info:
      base_model: azure/gpt-4o
  - model_name: gpt-direct
    litellm_params:
      model: openai/gpt-4o
      api_key: sk-secret-0123456789
  - model_name: gemini
    litellm_params:
      model: vertex_ai/gemini-2.5-pro
litellm_settings:
  drop_params: true
`);
	expect(found.used).toEqual(["claude-bedrock", "azure-openai", "openai-api", "gemini-vertex"]);
	expect(found.unresolved).toEqual([]);
	expect(JSON.stringify(found.all)).not.toContain("sk-secret");
});

test("LiteLLM's generic provider stands for the API that api_base leads to, and for none that is not known", () => {
	const config = (base: string) => `model_list:
  - model_name: llama
    litellm_params:
      model: openai/meta-llama/Llama-3.3-70B-Instruct
      api_base: ${base}
`;
	expect(usage(config("https://api.deepinfra.com/v1/openai")).used).toEqual(["deepinfra-api"]);
	const own = usage(config("http://10.0.0.7:8000/v1"));
	expect([own.used, own.unresolved]).toEqual([[], [["openai/meta-llama/Llama-3.3-70B-Instruct", []]]]);
	expect(usage(config("os.environ/LLM_BASE")).reasons).toEqual([
		"the API's URL comes from the environment (os.environ/LLM_BASE)",
	]);
});

test("a deployment of Foundry that hides its model is not resolved, and all that it may be is listed", () => {
	const found = usage(`model_list:
  - model_name: chat
    litellm_params:
      model: azure/chat-prod
      api_base: https://contoso.openai.azure.com
`);
	expect(found.used).toEqual([]);
	expect(found.unresolved[0]?.[1]).toEqual(expect.arrayContaining(["azure-openai", "mistral-azure"]));
});

test("a gateway without a pinned host is the gateway's offering, and its host is not resolved", () => {
	const found = usage(
		'{"model": "anthropic/claude-sonnet-4.5", "base_url": "https://openrouter.ai/api/v1", "messages": []}',
	);
	expect(found.used).toEqual(["openrouter"]);
	expect(found.reasons[0]).toContain("may choose any host");
});

test("a gateway whose host is pinned is both", () => {
	const pinned = '{"model": "anthropic/claude-sonnet-4.5", "provider": {"only": ["amazon-bedrock"]}}';
	const found = usage(pinned);
	expect([found.used, found.unresolved]).toEqual([["openrouter", "claude-bedrock"], []]);
	const groq = usage(
		'{"model": "meta-llama/llama-3.3-70b-instruct", "provider": {"order": ["groq"], "allow_fallbacks": false}}',
	);
	expect([groq.used, groq.unresolved]).toEqual([["openrouter", "groq-api"], []]);
	const fallback = usage('{"model": "meta-llama/llama-3.3-70b-instruct", "provider": {"order": ["groq"]}}');
	expect([fallback.used, fallback.unresolved.length]).toEqual([["openrouter"], 1]);
});

test("LiteLLM through OpenRouter, pinned in extra_body", () => {
	const found = usage(`model_list:
  - model_name: deepseek
    litellm_params:
      model: openrouter/deepseek/deepseek-chat
      extra_body:
        provider:
          only:
            - deepseek
`);
	expect([found.used, found.unresolved]).toEqual([["openrouter", "deepseek-api"], []]);
});

test("an environment file with base URLs, its secrets never shown", () => {
	const found = usage(`# the API
OPENAI_API_KEY=sk-proj-abcdef0123456789
DEEPSEEK_BASE_URL="https://api.deepseek.com/v1"
DEEPSEEK_MODEL=deepseek-chat
export ANTHROPIC_BASE_URL=https://api.anthropic.com
DATABASE_URL=postgres://user:secret@db.internal/app
`);
	expect([found.used, found.unresolved]).toEqual([["deepseek-api", "anthropic-api"], []]);
	expect(JSON.stringify(found.all)).not.toMatch(/sk-proj|secret/);
});

test("an environment file with an unknown host lists it, with the nearest guess, and takes it for nothing", () => {
	const found = usage("MODEL_URL=https://api.deepsek.com/v1\n");
	expect([found.used, found.unresolved]).toEqual([[], [["api.deepsek.com", ["deepseek-api"]]]]);
});

test("a guess names every offering of the service that was meant", () => {
	expect(usage("https://us-east5-aiplatfrm.googleapis.com/v1\n").unresolved[0]?.[1]).toEqual(
		expect.arrayContaining(["claude-vertex", "gemini-vertex", "llama-vertex", "mistral-vertex"]),
	);
	expect(usage("bedrok/anthropic.claude-v2:1\n").unresolved[0]?.[1]).toEqual(
		expect.arrayContaining(["claude-bedrock", "nova-bedrock"]),
	);
});

test("ids of models.dev, one a line", () => {
	const found = usage(`amazon-bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0
google-vertex-anthropic/claude-sonnet-4-5@20250929
azure/claude-sonnet-4-5   # on Foundry
togetherai/meta-llama/Llama-3.3-70B-Instruct-Turbo
`);
	expect([found.used, found.unresolved]).toEqual([
		["claude-bedrock", "claude-vertex", "claude-foundry", "together-api"],
		[],
	]);
});

test("a JSON list of ids, hosts and names; a model that several serve is not resolved", () => {
	const found = usage(
		JSON.stringify([
			"mistral/mistral-large-latest",
			"anthropic.claude-3-5-sonnet-20241022-v2:0",
			"gpt-4o",
			"api.groq.com",
		]),
	);
	expect(found.used).toEqual(["mistral-la-plateforme", "claude-bedrock", "groq-api"]);
	expect(found.unresolved[0]?.[0]).toBe("gpt-4o");
	expect(found.unresolved[0]?.[1]).toEqual(expect.arrayContaining(["azure-openai", "openai-api"]));
});

test("what names nothing is told, not passed", () => {
	expect(usage("services:\n  web:\n    image: nginx\n").reasons).toEqual(["nothing in it names a model or an API"]);
	expect(usage("").reasons).toEqual(["nothing in it names a model or an API"]);
});

test.each([
	["claude-bedrock", "claude-bedrock", "id"],
	["https://bedrock-runtime.eu-central-1.amazonaws.com", null, null],
	["bedrock/eu.amazon.nova-pro-v1:0", "nova-bedrock", "provider"],
	["https://generativelanguage.googleapis.com/v1beta", "gemini-api", "host"],
	["groq/llama-3.3-70b-versatile", "groq-api", "provider"],
	["deepsek/deepseek-chat", null, null],
	["nobody/nothing", null, null],
	["", null, null],
	["https://", null, null],
])("resolve(%j) is %s", (identifier, offering, by) => {
	const found = resolve(identifier, data);
	expect(found.offering?.id ?? null).toBe(offering);
	if (by !== null) expect(found).toMatchObject({ by });
});

test("every offering with patterns is resolved by the first of them, or shares it with others of its provider", () => {
	const patterned = data.offerings.filter(
		({ model_patterns: patterns, identifiers }) => patterns.length > 0 && identifiers.litellm !== null,
	);
	expect(patterned.length).toBeGreaterThan(30);
	const wrong = patterned.flatMap(({ id, model_patterns: patterns, identifiers: { litellm } }) => {
		const model = (patterns[0] ?? "").replace(/\*/g, "x").replace(`${litellm}/`, "");
		const found = resolve(`${litellm}/${model}`, data);
		return found.offering && found.offering.id !== id ? [`${litellm}/${model}: ${found.offering.id}, not ${id}`] : [];
	});
	expect(wrong).toEqual([]);
});
