import { defineConfig } from "vitest/config";

/** `npm run test:long` runs the whole of what `npm test` runs samples of. */
export default defineConfig(({ mode }) => ({
	test: {
		include: ["tests/**/*.test.ts"],
		env: mode === "long" ? { REGISTRY_TEST_LONG: "1" } : {},
		// Ends what hangs; no test is to fail since other programs keep the machine busy.
		testTimeout: 600_000,
		hookTimeout: 600_000,
		maxWorkers: 2,
		setupFiles: ["tests/spawner/install.ts", ...(process.env.NODE_V8_COVERAGE ? ["tests/coverage.ts"] : [])],
		// One process runs many files, and Node runs the sources as users do: nothing is loaded or transformed once per file.
		isolate: false,
		experimental: { viteModuleRunner: false },
	},
}));
