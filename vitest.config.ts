import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/**/*.test.ts"],
		// A test starts git, the command line or a server of its own; two cores take their time.
		testTimeout: 60_000,
		maxWorkers: 2,
	},
});
