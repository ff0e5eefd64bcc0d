import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Order of the tests: first those that start git most often, while the processes are small and the site is built in
 * another, then the long ones of the site; short files come last and fill both cores.
 */
const ORDER = [/(?:release|git|review)\//, /site\//];

class InOrder extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const rank = ({ moduleId }: TestSpecification) => {
			const place = ORDER.findIndex((one) => one.test(moduleId));
			return place < 0 ? ORDER.length : place;
		};
		// Asks for the site before its tests do, so that it is built while others run.
		const ofSite = files.find(({ moduleId }) => /tests\/site\//.test(moduleId));
		if (ofSite) void fetch(ofSite.project.getProvidedContext().sharedSite).catch(() => undefined);
		return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
	}
}

// Every Node process and thread of the tests keeps the compiled code of what it loads, as scripts/registry.js does. What
// was compiled before is not counted as exactly, so that a measurement of coverage does without.
if (process.env.NODE_V8_COVERAGE === undefined) {
	process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), "node-compile-cache");
}

/** `npm run test:long` runs the whole of what `npm test` runs samples of. */
export default defineConfig(({ mode }) => ({
	test: {
		include: ["tests/**/*.test.ts"],
		env: mode === "long" ? { REGISTRY_TEST_LONG: "1" } : {},
		// Ends what hangs; no test is to fail since other programs keep the machine busy.
		testTimeout: 600_000,
		hookTimeout: 600_000,
		expect: { poll: { timeout: 60_000 } },
		maxWorkers: 2,
		globalSetup: ["tests/temporary.ts", "tests/site/shared.ts"],
		sequence: { sequencer: InOrder },
		setupFiles: ["tests/spawner/install.ts", ...(process.env.NODE_V8_COVERAGE ? ["tests/coverage.ts"] : [])],
		// One process runs many files, and Node runs the sources as users do: nothing is loaded or transformed once per file.
		isolate: false,
		experimental: { viteModuleRunner: false },
	},
}));
