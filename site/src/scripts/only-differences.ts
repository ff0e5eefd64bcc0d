/** Shows the switch that leaves only the rows in which offerings differ, and follows it. */
export function followSwitch(within: ParentNode): void {
	const place = within.querySelector<HTMLElement>(".only");
	const box = place?.querySelector("input");
	if (!place || !box) return;
	place.hidden = false;
	box.addEventListener("change", () => {
		for (const row of within.querySelectorAll<HTMLElement>("tr[data-differs=no]")) row.hidden = box.checked;
	});
}

followSwitch(document);
