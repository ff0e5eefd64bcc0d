import { defineConfig } from "vitest/config";

/**
 * The tests that mutants are tried on: pure ones, since mutants live in the test's own thread. Vite transforms what it
 * runs here, for Stryker's runner asks for it.
 */
export default defineConfig({
	test: {
		include: ["tests/{rules,changes,match,registry,quality,report,yaml}/**/*.test.ts"],
		// Property tests take longest and kill what the others kill.
		exclude: ["tests/rules/fuzz.test.ts"],
		testTimeout: 60_000,
	},
});
