import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Found, searchIn } from "../../site/src/search/match.ts";
import { processorTime } from "../support.ts";
import { realSite } from "./site.ts";

const index = JSON.parse(readFileSync(join((await realSite()).pages, "search.json"), "utf8"));
const search = searchIn(index);

/** The first hit of the first group, as a person would name it. */
function firstHit({ groups: [group] }: Found): string {
	const [hit] = group?.hits ?? [];
	if (hit === undefined) return "nothing";
	if ("question" in hit) return `${hit.offering.id}#${hit.question.id}`;
	return hit.id;
}

/** Queries that people type, and the hit that must come first. */
const QUERIES: readonly (readonly [string, string])[] = [
	["soc2", "soc2_type2"],
	["SOC 2 Type II", "soc2_type2"],
	["soc2 type 2 report", "soc2_type2"],
	["iso27001", "iso_27001"],
	["ISO/IEC 27001", "iso_27001"],
	["iso 42001", "iso_42001"],
	["trust centre", "trust_center"],
	["HIPAA", "hipaa_baa"],
	["BAA", "hipaa_baa"],
	["business associate agreement", "hipaa_baa"],
	["health data", "hipaa_baa"],
	["GDPR", "gdpr_dpa"],
	["DPA", "gdpr_dpa"],
	["standard contractual clauses", "gdpr_dpa"],
	["subprocessors", "subprocessor_change"],
	["breach notification", "breach_notice"],
	["governing law", "contract_terms"],
	["copyright", "ip_indemnity"],
	["ip indemnity", "ip_indemnity"],
	["train on my data", "training_on_customer_data"],
	["no training", "training_on_customer_data"],
	["opt out", "training_on_customer_data"],
	["ZDR", "retention_zdr"],
	["zero data retention", "retention_zdr"],
	["how long do they keep logs", "retention_zdr"],
	["reten", "retention_zdr"],
	["human review", "human_review"],
	["EU hosting", "data_residency"],
	["residency", "data_residency"],
	["where is my data", "data_residency"],
	["EU AI Act", "gpai_cop"],
	["code of practice", "gpai_cop"],
	["art 53", "art53_summary"],
	["training data summary", "art53_summary"],
	["chatgpt", "openai-api"],
	["gpt", "openai-api"],
	["GPT-5", "openai-api"],
	["deepseek", "deepseek-api"],
	["claude", "anthropic-api"],
	["sonnet", "anthropic-api"],
	["azure", "azure-openai"],
	["aws", "nova-bedrock"],
	["claude bedrock", "claude-bedrock"],
	["claude on vertex ai", "claude-vertex"],
	["grok", "xai-api"],
	["zhipu", "zhipu-api"],
	["glm", "zhipu-api"],
	["kimi", "kimi-api"],
	["hugging face", "huggingface-inference"],
	["huggingface", "huggingface-inference"],
	["google", "gemini-api"],
	["deepsek", "deepseek-api"],
	["antropic", "anthropic-api"],
	["mistrel", "mistral-la-plateforme"],
	["hippa", "hipaa_baa"],
	["gdrp", "gdpr_dpa"],
	["openai residency", "openai-api#data_residency"],
	["anthropic hipaa baa", "anthropic-api#hipaa_baa"],
	["does openai train on my data", "openai-api#training_on_customer_data"],
	["azure openai soc2", "azure-openai#soc2_type2"],
	["vertex claude hipaa", "claude-vertex#hipaa_baa"],
	["deepsek train", "deepseek-api#training_on_customer_data"],
	// Accents, signs, words written together or apart, several words, and questions as people ask them
	["open ai", "openai-api"],
	["Open-AI", "openai-api"],
	["open router", "openrouter"],
	["eleven labs", "elevenlabs-api"],
	["mistràl", "mistral-la-plateforme"],
	["data résidency", "data_residency"],
	["zerodataretention", "retention_zdr"],
	["complaince", "trust_center"],
	["which apis are gdpr compliant", "gdpr_dpa"],
	["is my data used for training", "training_on_customer_data"],
	["security certifications", "soc2_type2"],
	["subproccessors", "subprocessor_change"],
	["breech notification", "breach_notice"],
	["HIPPA openai", "openai-api#hipaa_baa"],
	["azure open ai baa", "azure-openai#hipaa_baa"],
	["where does deepseek store data", "deepseek-api#data_residency"],
	["soc 2 type 2 mistral", "mistral-la-plateforme#soc2_type2"],
	["google gemini hipaa baa", "gemini-api#hipaa_baa"],
	["opena residency", "openai-api#data_residency"],
	// Words that no entry has all of, or that nothing has, leave those that have most
	["glm-4.6", "zhipu-api"],
	["gpt-4o", "openai-api"],
	["llama 3.3 groq", "groq-api"],
	["openai vs anthropic", "openai-api"],
	["deepseek china", "deepseek-api"],
	["fedramp openai", "openai-api"],
	["cheapest", "nothing"],
	["FedRAMP", "nothing"],
	["<img src=x onerror=alert(1)>", "nothing"],
	["", "nothing"],
];

test.each(QUERIES)("%s leads to %s", (query, first) => {
	expect(firstHit(search.find(query))).toBe(first);
});

test("a typing error is put right only where the words as typed find nothing, at most two edits away", () => {
	expect(search.find("deepsek").meant).toBe("deepseek");
	expect(search.find("deepskk").meant).toBe("deepseek");
	expect(search.find("depskk").meant).toBeNull();
	expect(search.find("deepseek").meant).toBeNull();
	// Two letters that changed places are one error even in a short word; two other letters are not.
	expect(search.find("gdrp").meant).toBe("gdpr");
	expect(search.find("gxyp").meant).toBeNull();
});

test("what is not covered is named, beside what is", () => {
	expect(search.find("fedramp openai")).toMatchObject({ unknown: ["fedramp"], partial: false });
	expect(search.find("openai vs anthropic")).toMatchObject({ unknown: [], partial: true });
	expect(search.find("openai residency").partial).toBe(false);
	expect(search.find("fedramp").groups).toEqual([]);
});

test("a filter by name takes every word, in any order, and other names of vendors and models", () => {
	const filtered = (text: string) => [...(search.filter(text) ?? ["everything"])].sort();
	expect(filtered("claude bedrock")).toEqual(["claude-bedrock"]);
	expect(filtered("bedrock claude")).toEqual(["claude-bedrock"]);
	for (const text of ["gpt", "aws", "grok", "zhipu", "llama"]) expect(filtered(text), text).not.toEqual([]);
	expect(filtered("gpt")).toContain("openai-api");
	expect(filtered("aws")).toContain("claude-bedrock");
	expect(filtered("deepsek")).toEqual(filtered("deepseek"));
	expect(filtered("zzz")).toEqual([]);
	expect(filtered("  ")).toEqual(["everything"]);
});

test("a query of any length is answered at once", () => {
	const time = processorTime(() => {
		expect(search.find("claude ".repeat(5000)).groups.length).toBeGreaterThan(0);
	});
	expect(time).toBeLessThan(500);
});
