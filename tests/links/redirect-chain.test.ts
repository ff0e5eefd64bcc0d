import { expect, test } from "vitest";
import { MAX_REDIRECTS, MAX_URL, RedirectChain } from "../../scripts/links/redirect-chain.ts";

const START = "https://acme.com/0";

/** Follows a number of redirects, and returns the first fault. */
function follow(count: number, permanent = true) {
	const chain = new RedirectChain(START);
	let fault = chain.fault();
	for (let n = 1; n <= count && !fault; n++) fault = chain.follow(`/${n}`, permanent) ?? chain.fault();
	return { chain, fault };
}

test("ten redirects are followed, and no more", () => {
	expect(follow(MAX_REDIRECTS).fault).toBeNull();
	expect(follow(MAX_REDIRECTS + 1).fault).toEqual({ outcome: "blocked", detail: "more than 10 redirects" });
});

test("a target of 2,000 characters is followed, a longer one is not", () => {
	const target = (length: number) => `https://acme.com/${"x".repeat(length - 17)}`;
	const chain = new RedirectChain(START);
	chain.follow(target(MAX_URL), false);
	expect(chain.fault()).toBeNull();
	chain.follow(target(MAX_URL + 1), false);
	expect(chain.fault()).toEqual({
		outcome: "blocked",
		detail: "redirect target longer than 2,000 characters",
	});
});

test("permanent redirects move a page up to the first temporary one", () => {
	const chain = new RedirectChain(START);
	chain.follow("/1", true);
	chain.follow("/2", true);
	chain.follow("/3", false);
	chain.follow("/4", true);
	expect([chain.movedTo, chain.address]).toEqual(["https://acme.com/2", "https://acme.com/4"]);
});

test("a page is never requested without encryption", () => {
	const chain = new RedirectChain(START);
	chain.follow("http://acme.com:80/new", true);
	expect([chain.address, chain.fault()]).toEqual(["https://acme.com/new", null]);
	chain.follow("http://acme.com:8080/new", true);
	expect(chain.fault()).toMatchObject({
		outcome: "blocked",
		detail: "refused redirect: the URL names the port 8080",
	});
});

test("a fragment stays unless the target has one", () => {
	const chain = new RedirectChain(`${START}#a`);
	chain.follow("/1", true);
	expect(chain.address).toBe("https://acme.com/1#a");
	chain.follow("/2#b", true);
	expect(chain.address).toBe("https://acme.com/2#b");
});

test("a cookie goes back to its host alone, until it expires; with another cookie a URL may come again", () => {
	const chain = new RedirectChain(START);
	expect(chain.fault()).toBeNull();
	chain.keepCookies([{ name: "a", value: "1", expired: false }]);
	expect([chain.cookie, chain.fault()]).toEqual(["a=1", null]);
	expect(chain.fault()).toEqual({ outcome: "blocked", detail: "it redirects in a circle" });
	chain.follow("https://www.acme.com/", false);
	expect(chain.cookie).toBe("");
	chain.follow(START, false);
	chain.keepCookies([
		{ name: "b", value: "2", expired: false },
		{ name: "a", value: "", expired: true },
	]);
	expect(chain.cookie).toBe("b=2");
});

test("a host keeps 50 cookies of 4 KiB at most", () => {
	const chain = new RedirectChain(START);
	chain.keepCookies(Array.from({ length: 51 }, (_, n) => ({ name: `c${n}`, value: "", expired: false })));
	expect(chain.cookie.split("; ")).toHaveLength(50);
	const other = new RedirectChain(START);
	other.keepCookies([
		{ name: "a", value: "x".repeat(4_095), expired: false },
		{ name: "b", value: "x".repeat(4_096), expired: false },
	]);
	expect(other.cookie).toBe(`a=${"x".repeat(4_095)}`);
});
