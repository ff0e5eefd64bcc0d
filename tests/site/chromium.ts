import { existsSync } from "node:fs";

const PLACES = [
	process.env.CHROMIUM ?? "",
	// Without what only a window needs: two thirds of the processor time of the whole browser.
	"/usr/bin/chromium-headless-shell",
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Path of an installed Chromium; undefined where there is none. */
export const CHROMIUM = PLACES.find((place) => existsSync(place));

/** Options by which Playwright starts it. */
export const LAUNCH = {
	...(CHROMIUM && { executablePath: CHROMIUM }),
	args: [
		"--no-sandbox",
		"--disable-gpu",
		"--disable-quic",
		"--no-first-run",
		"--disable-background-networking",
		"--disable-component-update",
		"--disable-sync",
	],
};
