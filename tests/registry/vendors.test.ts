import { describe, expect, test } from "vitest";
import { isOpenToAnybody } from "../../scripts/registry/anybody.ts";
import { sameDocumentKey, samePageKey } from "../../scripts/registry/urls.ts";
import { isPathUnder, Vendors } from "../../scripts/registry/vendors.ts";
import { lookAlikeOf } from "../../scripts/rules/look-alike.ts";
import { noEvidence } from "../../scripts/rules/source/shortener.ts";

const vendor = (id: string, ...domains: string[]) => ({ id, name: id, domains, country: "US" });
const vendors = new Vendors(
	[
		vendor("deepseek", "deepseek.com"),
		vendor("zhipu-ai", "z.ai"),
		vendor("moonshot-ai", "kimi.com", "moonshot.ai"),
		vendor("perplexity", "perplexity.ai"),
		vendor("openai", "openai.com", "chatgpt.com"),
		vendor("databricks", "databricks.com"),
		vendor("microsoft", "microsoft.com", "azure.com"),
		{ ...vendor("xai", "x.ai"), document_prefixes: ["https://github.com/xai-org/", "https://files.example.org/xai"] },
	],
	[],
);

describe("pages that anybody can fill are nobody's own", () => {
	const OPEN: readonly [id: string, url: string][] = [
		["deepseek", "https://chat.deepseek.com/share/abc123"],
		["deepseek", "https://chat.deepseek.com/a/chat/s/1"],
		["zhipu-ai", "https://chat.z.ai/s/abc"],
		["moonshot-ai", "https://www.kimi.com/share/abc"],
		["moonshot-ai", "https://www.kimi.com/chat/abc"],
		["perplexity", "https://www.perplexity.ai/page/soc-2-abc"],
		["perplexity", "https://www.perplexity.ai/search/soc-2"],
		["openai", "https://community.openai.com/t/soc-2/1"],
		["openai", "https://chatgpt.com/share/abc"],
		["databricks", "https://community.databricks.com/t5/x/td-p/1"],
		["microsoft", "https://answers.microsoft.com/en-us/x"],
		["microsoft", "https://learn.microsoft.com/answers/questions/1"],
		["microsoft", "https://techcommunity.microsoft.com/discussions/x/1"],
		["microsoft", "https://techcommunity.microsoft.com/t5/x"],
		["microsoft", "https://copilot.microsoft.com/shares/x"],
		["openai", "https://platform.openai.com/playground/p/abc"],
		["openai", "https://feedback.openai.com/x"],
		["google", "https://aistudio.google.com/app/prompts?state=x"],
		["xai", "https://github.com/xai-org/grok-1/issues/7"],
		["xai", "https://github.com/xai-org/grok-1/wiki"],
	];
	test.each(OPEN)("%s: %s", (id, url) => {
		expect(isOpenToAnybody(url)).toBe(true);
		expect(vendors.publisherOf(url, [id])).toBe("other");
		expect(vendors.isPrimary({ url, via: "live" }, [id])).toBe(false);
	});

	const OWN: readonly [id: string, url: string][] = [
		["deepseek", "https://cdn.deepseek.com/policies/en-US/deepseek-privacy-policy.html"],
		["zhipu-ai", "https://docs.z.ai/legal-agreement/privacy-policy"],
		["perplexity", "https://www.perplexity.ai/hub/legal/privacy-policy"],
		["openai", "https://openai.com/policies/data-processing-addendum/"],
		["openai", "https://platform.openai.com/docs/guides/prompts"],
		["microsoft", "https://learn.microsoft.com/azure/ai-foundry/responsible-ai/openai/data-privacy"],
		["xai", "https://github.com/xai-org/grok-prompts/blob/main/README.md"],
	];
	test.each(OWN)("%s: %s is its own", (id, url) => {
		expect(vendors.publisherOf(url, [id])).toBe("vendor");
		expect(vendors.publisherOf(url, ["databricks"])).toBe("other");
	});

	test.each([
		"https://aka.ms/dpa",
		"https://go.microsoft.com/fwlink/?linkid=1",
		"https://goo.gle/x",
		"https://bit.ly/x",
	])("%s leads elsewhere", (url) => expect(noEvidence(url)).not.toBeNull());
});

describe("look-alikes", () => {
	test.each([
		["https://cdn.deepsek.com/x", "deepseek.com"],
		["https://deepseeek.com/", "deepseek.com"],
		["https://www.deep-seek.com/", "deepseek.com"],
		["https://rnicrosoft.com/", "microsoft.com"],
		["https://micros0ft.com/", "microsoft.com"],
		["https://perpIexity.ai/".toLowerCase(), "perplexity.ai"],
		["https://opemai.com/", "openai.com"],
	])("%s is nearly %s", (url, known) => expect(lookAlikeOf(url, vendors)).toBe(known));

	// "openai" has six letters: one may differ. "deepseek" has eight: two may.
	test.each([
		"https://deepseek.com/",
		"https://platform.deepseek.com/",
		"https://deepseek.org/",
		"https://opemia.com/",
		"https://deepsxxk.ai.example.org/",
		"https://kimo.com/",
		"https://dxxpsxek.com/",
		"https://watch.org/",
	])("%s is not taken for a slip", (url) => expect(lookAlikeOf(url, vendors)).toBeNull());
	test("two letters of eight are one too many for none, three are", () => {
		expect(lookAlikeOf("https://dxxpseek.com/", vendors)).toBe("deepseek.com");
		expect(lookAlikeOf("https://dxxpsexk.com/", vendors)).toBeNull();
	});
});

describe("a page has one key, however it is spelt", () => {
	const url = "https://cdn.deepseek.com/policies/privacy.html";
	test.each([
		"https://cdn.deepseek.com/policies/privacy.html?v=2",
		"https://cdn.deepseek.com/%70olicies/privacy.html",
		"https://cdn.deepseek.com//policies/privacy.html",
		"https://cdn.deepseek.com/policies/;x/privacy.html",
		"https://cdn.deepseek.com/policies;a=1/privacy.html",
		"https://cdn.deepseek.com/policies/privacy.html/",
		"https://cdn.deepseek.com/Policies/Privacy.html#top",
		"https://cdn.deepseek.com/x/../policies/privacy.html",
		"https://cdn.deepseek.com/policies/privacy.html?utm_source=x",
	])("%s", (other) => expect(samePageKey(other)).toBe(samePageKey(url)));

	test("another page has another key", () => {
		expect(samePageKey("https://cdn.deepseek.com/policies/terms.html")).not.toBe(samePageKey(url));
		expect(samePageKey("https://deepseek.com/policies/privacy.html")).not.toBe(samePageKey(url));
	});

	test("documents that differ by their query are two documents", () => {
		expect(sameDocumentKey("https://a.com/doc?id=1")).not.toBe(sameDocumentKey("https://a.com/doc?id=2"));
		expect(sameDocumentKey("https://a.com/d%2Fe")).not.toBe(sameDocumentKey("https://a.com/d/e"));
	});
});

test("a prefix ends at the end of a part of the path, and no dots lead out of it", () => {
	const prefix = "https://files.example.org/xai";
	expect(isPathUnder("https://files.example.org/xai", prefix)).toBe(true);
	expect(isPathUnder("https://files.example.org/xai/terms.pdf", prefix)).toBe(true);
	expect(isPathUnder("https://files.example.org/xai?x", prefix)).toBe(true);
	expect(isPathUnder("https://files.example.org/xai-other/terms.pdf", prefix)).toBe(false);
	expect(isPathUnder("https://files.example.org/xai/../other/terms.pdf", prefix)).toBe(false);
	expect(isPathUnder("https://files.example.org/xai/%2e%2e/other", prefix)).toBe(false);
});
