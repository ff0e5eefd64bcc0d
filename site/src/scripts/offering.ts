/** Cells start folded on a phone, but for the one in the URL; a link to a cell opens it. */
const cells = [...document.querySelectorAll<HTMLDetailsElement>("details.cell")];
const atHash = () =>
	location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;

function openCell(): void {
	const cell = atHash();
	if (!(cell instanceof HTMLDetailsElement)) return;
	cell.open = true;
	cell.scrollIntoView();
}

if (matchMedia("(max-width: 48rem)").matches) {
	const kept = atHash();
	for (const cell of cells) cell.open = cell === kept;
}
openCell();
addEventListener("hashchange", openCell);
// The strip leads to a cell that may be folded again while its name still stands in the URL.
document.addEventListener("click", ({ target }) => {
	const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
	if (link && link.hash === location.hash) openCell();
});
let folded: HTMLDetailsElement[] = [];
addEventListener("beforeprint", () => {
	folded = cells.filter(({ open }) => !open);
	for (const cell of folded) cell.open = true;
});
addEventListener("afterprint", () => {
	for (const cell of folded) cell.open = false;
});
