import { describe, expect, test } from "vitest";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { API } from "../../scripts/rules/example.ts";
import { baseFiles, TODAY } from "../support.ts";

const BASE = baseFiles();
const TEXT = BASE[API] ?? "";

function problemsWith(find: string, put: string) {
	expect(TEXT).toContain(find);
	const text = TEXT.replace(find, () => put);
	return checkRegistry(loadRegistry(memoryTree({ ...BASE, [API]: text })), TODAY).map(({ rule, line }) => ({
		rule,
		line,
	}));
}

const lineOf = (words: string) => TEXT.slice(0, TEXT.indexOf(words)).split("\n").length;

describe("characters that nobody sees are refused, as they are and as escapes", () => {
	const CHARACTERS: readonly [name: string, character: string][] = [
		["bell", "\u0007"],
		["null", "\u0000"],
		["escape", "\u001b"],
		["delete", "\u007f"],
		["next line", "\u0085"],
		["soft hyphen", "\u00ad"],
		["Arabic letter mark", "\u061c"],
		["Mongolian vowel separator", "\u180e"],
		["zero-width space", "\u200b"],
		["zero-width non-joiner", "\u200c"],
		["zero-width joiner", "\u200d"],
		["left-to-right mark", "\u200e"],
		["line separator", "\u2028"],
		["right-to-left override", "\u202e"],
		["word joiner", "\u2060"],
		["right-to-left isolate", "\u2067"],
		["variation selector", "\ufe0f"],
		["byte order mark", "\ufeff"],
		["interlinear annotation mark", "\ufffb"],
		["private-use letter", "\ue000"],
		["tag letter", "\u{e0041}"],
	];
	test.each(CHARACTERS)("%s", (_name, character) => {
		const name = "name: Acme API";
		expect(problemsWith(name, `name: Acme${character} API`)).toEqual([{ rule: "file/encoding", line: lineOf(name) }]);
		const code = character.codePointAt(0) ?? 0;
		const escaped =
			code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
		expect(problemsWith(name, `name: "Acme${escaped} API"`)).toEqual([{ rule: "file/encoding", line: lineOf(name) }]);
	});

	test.each([
		["half of a character", "\\uD83D"],
		["an accent apart", "e\\u0301"],
		["paint", "\\e[31m"],
	])("%s, as an escape", (_name, escaped) => {
		const name = "name: Acme API";
		expect(problemsWith(name, `name: "Acme${escaped} API"`)).toEqual([{ rule: "file/encoding", line: lineOf(name) }]);
	});
});

describe("URLs that lead where no reader should be led", () => {
	const URLS: readonly [name: string, url: string, rule?: string][] = [
		["ftp", "ftp://acme.com/"],
		["no scheme", "acme.com/"],
		["script", '"javascript:alert(1)"'],
		["data", '"data:text/html,x"'],
		["file", "file:///etc/passwd"],
		["IP address", "https://93.184.216.34/"],
		["private IP address", "https://10.0.0.1/"],
		["metadata of a cloud", "https://169.254.169.254/latest/"],
		["hexadecimal IP address", "https://0x7f000001/"],
		["decimal IP address", "https://2130706433/"],
		["IPv6 address", '"https://[::1]/"'],
		["localhost", "https://localhost/"],
		["name below localhost", "https://a.localhost/"],
		["one label", "https://platform/"],
		["reserved name", "https://platform.example/"],
		["internal name", "https://platform.internal/"],
		["no known domain", "https://platform.acmeacme/"],
		["public suffix alone", "https://co.uk/"],
		["user name", "https://user@acme.com/"],
		["password", "https://a:b@acme.com/"],
		["another port", "https://acme.com:8443/"],
		["upper case", "https://Acme.com/"],
		["final dot", "https://acme.com./"],
		["other letters", "https://äcme.com/"],
		["mixed scripts", "https://xn--cme-5cd.com/"],
		["space", '"https://acme.com/a b"'],
		["backslash", "https://acme.com\\@evil.org/"],
		["click id", "https://acme.com/?a=1&gclid=2", "source/clean"],
		["default port", "https://acme.com:443/", "source/clean"],
		["empty query", "https://acme.com/?", "source/clean"],
		["empty fragment", '"https://acme.com/#"', "source/clean"],
		["search at Google", "https://www.google.de/search?q=acme", "source/shortener"],
		["search at Bing", "https://www.bing.com/search?q=acme", "source/shortener"],
		["cached page", "https://webcache.googleusercontent.com/search?q=cache:x", "source/shortener"],
	];
	test.each(URLS)("%s: %s", (_name, url, rule = "source/url") => {
		const find = "- url: https://acme.com/security";
		expect(problemsWith(find, `- url: ${url}`)).toEqual([{ rule, line: lineOf(find) }]);
	});
});

describe("Markdown that could run, load or break", () => {
	const NOTES: readonly [name: string, text: string, rule: string][] = [
		["script", "<script>alert(1)</script>", "prose/markdown"],
		["comment", "<!-- hidden -->", "prose/markdown"],
		["image", "![x](https://a.com/x.png)", "prose/markdown"],
		["struck text", "~~struck out~~", "prose/markdown"],
		["link into the network", "[here](https://localhost/).", "source/link-text"],
		["link to a script", "[here](javascript:alert).", "source/link-text"],
	];
	test.each(NOTES)("%s", (_name, text, rule) => {
		const find = "The terms keep inputs for 30 days.";
		const line = lineOf("      The terms keep inputs for 30 days.");
		expect(problemsWith(find, `Inputs are kept. ${text}`)).toEqual([{ rule, line }]);
	});
});
