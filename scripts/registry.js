#!/usr/bin/env node
// Plain JavaScript that Node 18 reads, too: an old Node, or one without the packages, gets a sentence and not a stack.
import module from "node:module";

/** The oldest Node that runs the TypeScript sources as they are; .nvmrc and CI name the same. */
const OLDEST = 24;

const [major] = process.versions.node.split(".");
if (Number(major) < OLDEST) {
	process.stderr.write(
		`error: this needs Node ${OLDEST} or newer, and this is Node ${process.versions.node}; run: npm ci, which brings the right Node along (without --omit=dev and --ignore-scripts), then call it as: npm run registry -- <command>\n`,
	);
	process.exit(2);
}
try {
	module.createRequire(import.meta.url).resolve("commander");
} catch {
	process.stderr.write("error: the packages that this needs are not installed; run: npm ci\n");
	process.exit(2);
}
// Before the first TypeScript is read: Node keeps the compiled code of what it reads from here on.
module.enableCompileCache();
await import("./registry.ts");
