import { takeCoverage } from "node:v8";
import { afterAll } from "vitest";
import { takeCommandCoverage } from "./support.ts";

// Processes of vitest are ended before Node writes what they covered, so each test file has it written when it ends.
afterAll(() => {
	takeCoverage();
	takeCommandCoverage();
});
