import { registry } from "../artifact/registry.ts";

/** Everything may be read. */
export function GET(): Response {
	return new Response(`User-agent: *\nAllow: /\n\nSitemap: ${registry().homepage}sitemap.xml\n`);
}
