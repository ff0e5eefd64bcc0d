import { need } from "./dom.ts";

/** Shows the changes of one offering; the URL names it. */
const select = need<HTMLSelectElement>("#narrow select");
const blocks = [...document.querySelectorAll<HTMLElement>("[data-offerings]")];

function show(): void {
	const id = new URLSearchParams(location.search).get("offering") ?? "";
	select.value = id;
	if (select.selectedIndex < 0) select.selectedIndex = 0;
	const chosen = select.value;
	for (const block of blocks)
		block.hidden = chosen !== "" && !(block.dataset.offerings ?? "").split(" ").includes(chosen);
	for (const release of document.querySelectorAll<HTMLElement>(".release")) {
		release.hidden =
			chosen !== "" && [...release.querySelectorAll<HTMLElement>("[data-offerings]")].every(({ hidden }) => hidden);
	}
	const releases = document.querySelectorAll(".release:not([hidden])").length;
	need("#told").textContent = chosen === "" ? "" : `${releases} release${releases === 1 ? "" : "s"} changed it.`;
}

select.addEventListener("change", () => {
	const query = select.value === "" ? "" : `?${new URLSearchParams({ offering: select.value })}`;
	history.pushState(null, "", location.pathname + query);
	show();
});
addEventListener("popstate", show);
show();
