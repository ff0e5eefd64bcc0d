const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const WORDS: Readonly<Record<Theme, string>> = { system: "as the system", light: "light", dark: "dark" };

/** Makes the button that goes from the system's theme to light, to dark, and back; the choice is kept on the device. */
export function startTheme(button: HTMLElement | null): void {
	const root = document.documentElement;
	const show = (theme: Theme) => {
		if (theme === "system") delete root.dataset.theme;
		else root.dataset.theme = theme;
		button?.setAttribute("aria-label", `Theme: ${WORDS[theme]}`);
		button?.setAttribute("title", `Theme: ${WORDS[theme]}`);
	};
	show(themeOf(root.dataset.theme));
	button?.addEventListener("click", () => {
		const next = THEMES[(THEMES.indexOf(themeOf(root.dataset.theme)) + 1) % THEMES.length] ?? "system";
		show(next);
		try {
			if (next === "system") localStorage.removeItem("theme");
			else localStorage.setItem("theme", next);
		} catch {
			// Storage may be forbidden; the choice then lasts as long as the page.
		}
	});
}

function themeOf(text: string | undefined): Theme {
	return THEMES.find((theme) => theme === text) ?? "system";
}
