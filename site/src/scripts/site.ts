import { base, copyFrom } from "./dom.ts";
import { refresh } from "./freshness.ts";
import { startTheme } from "./theme.ts";

/** Script of every page: theme, search box, the reader's day, links to copy. */
startTheme(document.querySelector(".theme"));
refresh();

const box = document.querySelector<HTMLInputElement>("#find");
const loadPalette = () => import("./palette.ts").then(({ startPalette }) => startPalette(box)).catch(() => undefined);
box?.addEventListener("focus", () => void loadPalette(), { once: true });

document.addEventListener("keydown", (event) => {
	// `/` and Ctrl+K lead to the search: the box of the header, or its page where there is no box.
	const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
	const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
	const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
	if (!slash && !ctrlK) return;
	event.preventDefault();
	if (!box?.checkVisibility()) {
		location.href = `${base}search/`;
		return;
	}
	box.focus();
	box.select();
});

document.addEventListener("click", ({ target }) => {
	const button = target instanceof Element ? target.closest<HTMLElement>("[data-copy]") : null;
	if (button) void copyFrom(button, new URL(button.dataset.copy ?? "", location.href).href);
});

// A printed page names the URL that was read.
for (const url of document.querySelectorAll(".perma .url")) url.textContent = location.href;
