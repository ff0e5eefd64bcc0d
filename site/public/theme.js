// Runs before the first paint, so that a chosen theme does not flash; everything else is a deferred module.
document.documentElement.classList.add("js");
try {
	const theme = localStorage.getItem("theme");
	if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
	// Storage may be forbidden; the theme is then the system's.
}
