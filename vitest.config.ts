import { defineConfig } from "vitest/config";

/** `npm run test:long` runs the whole of what `npm test` runs samples of. */
export default defineConfig(({ mode }) => ({
	test: {
		include: ["tests/**/*.test.ts"],
		env: mode === "long" ? { REGISTRY_TEST_LONG: "1" } : {},
		// A test starts git, the command line or a server of its own; two cores take their time.
		testTimeout: mode === "long" ? 600_000 : 60_000,
		hookTimeout: mode === "long" ? 600_000 : 60_000,
		maxWorkers: 2,
		setupFiles: process.env.NODE_V8_COVERAGE ? ["tests/coverage.ts"] : [],
		// One process runs many files, and Node runs the sources as users do: nothing is loaded or transformed once per file.
		isolate: false,
		experimental: { viteModuleRunner: false },
	},
}));
