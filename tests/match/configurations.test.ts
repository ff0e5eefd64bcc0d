import { expect, test } from "vitest";
import { usageOf } from "../../scripts/match/which/index.ts";
import { realDataset } from "../publish/published.ts";

const data = realDataset();

/** A LiteLLM proxy configuration with one deployment for each line of parameters. */
const litellm = (...params: readonly string[]) =>
	`model_list:\n${params.map((line, at) => `  - model_name: m${at}\n    litellm_params: {${line}}\n`).join("")}`;

/** Configurations as the tools' documentation writes them → the offerings that they use, and what is not resolved. */
const CONFIGURATIONS: readonly (readonly [
	what: string,
	text: string,
	used: readonly string[],
	unresolved?: readonly string[],
])[] = [
	[
		"LiteLLM: Bedrock by API, by region, by an inference profile and by its other prefix",
		litellm(
			"model: bedrock/converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0",
			"model: bedrock/us-east-1/anthropic.claude-v2:1",
			'model: "bedrock/arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-pro-v1:0"',
			"model: bedrock_converse/meta.llama3-1-70b-instruct-v1:0",
		),
		["claude-bedrock", "nova-bedrock", "llama-bedrock"],
	],
	[
		"LiteLLM: an application's own inference profile hides its model",
		litellm('model: "bedrock/arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123"'),
		[],
		["bedrock/arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123"],
	],
	[
		"LiteLLM: Foundry's two hosts serve several developers",
		litellm(
			"model: azure/gpt-4o, api_base: https://acme.openai.azure.com/",
			"model: azure_ai/deepseek-r1, api_base: https://acme.services.ai.azure.com/models",
			"model: azure_ai/claude-sonnet-4-5, api_base: https://acme.services.ai.azure.com/anthropic",
			"model: azure_ai/Llama-3.3-70B-Instruct, api_base: os.environ/AZURE_AI_API_BASE",
		),
		["azure-openai", "deepseek-azure", "claude-foundry", "llama-azure"],
	],
	[
		"LiteLLM: deployments whose names are no model's, wherever they are",
		litellm(
			"model: azure/chat-prod",
			"model: azure/chat-prod, api_base: os.environ/AZURE_API_BASE",
			"model: azure/chat-prod, api_base: https://acme.openai.azure.com",
			'model: "azure/*"',
		),
		[],
		["azure/chat-prod", "azure/chat-prod", "azure/chat-prod", "azure/*"],
	],
	[
		"LiteLLM: Vertex AI's developers, and its prefix for what is in beta",
		litellm(
			'model: "vertex_ai/claude-sonnet-4@20250514"',
			'model: "vertex_ai/mistral-large@2411"',
			"model: vertex_ai/meta/llama-3.1-405b-instruct-maas",
			"model: vertex_ai_beta/gemini-2.0-flash",
		),
		["claude-vertex", "mistral-vertex", "llama-vertex", "gemini-vertex"],
	],
	[
		"LiteLLM: an endpoint of one's own on Vertex AI hides its model",
		litellm("model: vertex_ai/1234567890"),
		[],
		["vertex_ai/1234567890"],
	],
	[
		"LiteLLM: models without a provider, and every model of one",
		litellm(
			"model: claude-3-5-sonnet-20241022",
			"model: gpt-4o-mini",
			'model: "mistral/*"',
			"model: cohere/command-r-plus",
		),
		["anthropic-api", "openai-api", "mistral-la-plateforme", "cohere-api"],
	],
	["LiteLLM: every model of every provider", litellm('model: "*"'), [], ["*"]],
	[
		"LiteLLM: a host of one's own under either key",
		litellm(
			"model: openai/gpt-4o, base_url: https://llm.corp.example/v1",
			"model: openai/gpt-4o, api_base: https://llm.corp.example/v1",
			"model: anthropic/claude-sonnet-4-5, api_base: https://proxy.corp.example",
		),
		[],
		["openai/gpt-4o", "openai/gpt-4o", "anthropic/claude-sonnet-4-5"],
	],
	[
		"LiteLLM: the URL in a credential, and one that is not in the file",
		`${litellm("model: openai/gpt-4o, litellm_credential_name: own", "model: openai/gpt-4o, litellm_credential_name: elsewhere", "model: openai/llama-3.3-70b, litellm_credential_name: groq")}credential_list:
  - credential_name: own
    credential_values: {api_base: https://llm.corp.example/v1, api_key: sk-secret-1}
  - credential_name: groq
    credential_values: {api_base: https://api.groq.com/openai/v1}
`,
		["groq-api"],
		["openai/gpt-4o", "openai/gpt-4o"],
	],
	[
		"LiteLLM: other files",
		`${litellm("model: groq/llama-3.1-8b-instant")}include: [more.yaml]\n`,
		["groq-api"],
		["more.yaml"],
	],
	[
		"an environment file for Vertex AI's region and Foundry's models",
		`ANTHROPIC_VERTEX_BASE_URL=https://us-east5-aiplatform.googleapis.com/v1
ANTHROPIC_VERTEX_MODEL=claude-sonnet-4@20250514
AZURE_AI_ENDPOINT=https://acme.services.ai.azure.com/models
AZURE_AI_MODEL=DeepSeek-R1
BEDROCK_BASE_URL=https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com
BEDROCK_MODEL=us-gov.anthropic.claude-3-5-sonnet-20240620-v1:0
`,
		["claude-vertex", "deepseek-azure", "claude-bedrock"],
	],
	[
		"an environment file whose URLs name the model",
		`GEMINI_URL=https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-pro:generateContent
NOVA_URL=https://bedrock-runtime.eu-west-1.amazonaws.com/model/eu.amazon.nova-lite-v1%3A0/converse
`,
		["gemini-vertex", "nova-bedrock"],
	],
	[
		"an environment file with a region's host and no model",
		"VERTEX_URL=https://europe-west1-aiplatform.googleapis.com\n",
		[],
		["europe-west1-aiplatform.googleapis.com"],
	],
	[
		"an environment file with a model that names its provider, beside a host",
		"OPENAI_API_BASE=https://api.groq.com/openai/v1\nLLM_MODEL=anthropic/claude-sonnet-4\n",
		["groq-api", "anthropic-api"],
	],
	["an environment file with a model alone", "CHAT_MODEL=gpt-4o\nEMBEDDING_MODEL_PATH=/models/e5\n", [], ["gpt-4o"]],
	[
		"an environment file with a key over several lines, and a line that is none",
		'GCP_KEY="-----BEGIN PRIVATE KEY-----\nMIIsecret\n-----END PRIVATE KEY-----"\nDEEPSEEK_BASE_URL=https://api.deepseek.com\nMIIstray\n',
		["deepseek-api"],
		["line 5"],
	],
	[
		"gateways by their hosts",
		"AI_GATEWAY_URL=https://ai-gateway.vercel.sh/v1\nOPENAI_BASE_URL=https://gateway.ai.cloudflare.com/v1/a/g/compat\nPORTKEY_BASE_URL=https://api.portkey.ai/v1\n",
		["vercel-ai-gateway", "cloudflare-ai-gateway", "portkey"],
		["ai-gateway.vercel.sh", "gateway.ai.cloudflare.com", "api.portkey.ai"],
	],
	[
		"OpenRouter pinned to Azure, and to a region of Vertex AI",
		JSON.stringify([
			{ model: "openai/gpt-4o", provider: { only: ["azure"] } },
			{ model: "anthropic/claude-sonnet-4", provider: { only: ["google-vertex/us-east5"] } },
		]),
		["openrouter", "azure-openai", "claude-vertex"],
	],
	[
		"OpenRouter pinned to hosts by the names that people read, and to one that is not known to serve the model",
		JSON.stringify([
			{ model: "meta-llama/llama-3.3-70b-instruct", provider: { only: ["Amazon Bedrock", "Google Vertex"] } },
			{ model: "deepseek/deepseek-r1", provider: { only: ["amazon-bedrock"] } },
			{ model: "x-ai/grok-4", provider: { only: ["amazon-bedrock"] } },
		]),
		["openrouter", "llama-bedrock", "llama-vertex", "deepseek-bedrock"],
		["x-ai/grok-4"],
	],
	[
		"OpenRouter told only which hosts to leave out",
		JSON.stringify({ model: "meta-llama/llama-3.3-70b-instruct", provider: { ignore: ["deepseek"] } }),
		["openrouter"],
		["meta-llama/llama-3.3-70b-instruct"],
	],
	[
		"a list with bullets, numbers and several ids in a line",
		"* openai/gpt-4o, anthropic/claude-opus-4-1\n1. groq/llama-3.3-70b\n",
		["openai-api", "anthropic-api", "groq-api"],
	],
	[
		"settings of a tool",
		'{"model": "anthropic/claude-sonnet-4-5", "small_model": "openai/gpt-5-mini"}',
		["anthropic-api", "openai-api"],
	],
	[
		"settings with providers and a host of one's own",
		JSON.stringify({
			models: [
				{ provider: "mistral", model: "codestral-latest" },
				{ provider: "openai", model: "gpt-4o", apiBase: "https://llm.corp.example/v1" },
			],
		}),
		["mistral-la-plateforme"],
		["openai/gpt-4o"],
	],
	["a list with an entry that names nothing", '[{"name": "x"}, "xai/grok-4"]', ["xai-api"], ["entry 1"]],
	["a configuration with an anchor", "model_list: &all\n  - model_name: a\nother: *all\n", [], ["the file"]],
	["a deployment of Azure in a list", "azure/chat-prod\nazure/gpt-4o\n", ["azure-openai"], ["azure/chat-prod"]],
	[
		"hosts that only look like one",
		"https://api.openai.com.evil.example/v1\nhttps://api.openai.com@evil.example/\nxapi.openai.com\na.b.openai.azure.com\nevil.aiplatform.googleapis.com\nbedrock-runtime.us-east-1.amazonaws.com.cn\n",
		[],
		[
			...["https://api.openai.com.evil.example/v1", "https://api.openai.com@evil.example/", "xapi.openai.com"],
			...["a.b.openai.azure.com", "evil.aiplatform.googleapis.com", "bedrock-runtime.us-east-1.amazonaws.com.cn"],
		],
	],
];

for (const [what, text, used, unresolved = []] of CONFIGURATIONS) {
	test(what, () => {
		const found = usageOf([{ name: "config", text }], data);
		expect(found.used.map(({ offering }) => offering)).toEqual(used);
		expect(found.unresolved.map(({ named }) => named)).toEqual(unresolved);
		expect(JSON.stringify(found)).not.toMatch(/secret|MIIstray/);
	});
}
