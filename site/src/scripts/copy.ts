/** Buttons that copy the text of the element that they name; shown only where this script runs. */
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
	const source = document.getElementById(button.dataset.copy ?? "");
	if (!source || !navigator.clipboard) continue;
	button.hidden = false;
	button.addEventListener("click", async () => {
		await navigator.clipboard.writeText(source.textContent.trim());
		const label = button.textContent;
		button.textContent = "Copied";
		setTimeout(() => {
			button.textContent = label;
		}, 2000);
	});
}
