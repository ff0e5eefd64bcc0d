import type { APIRoute } from "astro";
import { registry } from "../artifact/registry.ts";
import { sitePath } from "../links.ts";

/** Name and icons for a device that keeps a link to the site. */
export const GET: APIRoute = () => {
	const { name } = registry();
	return new Response(
		JSON.stringify({
			name,
			short_name: "AI Registry",
			start_url: sitePath(),
			scope: sitePath(),
			display: "browser",
			background_color: "#fbfaf6",
			theme_color: "#fbfaf6",
			icons: [
				{ src: sitePath("icon.svg"), sizes: "any", type: "image/svg+xml" },
				{ src: sitePath("og/touch.png"), sizes: "180x180", type: "image/png" },
			],
		}),
	);
};
