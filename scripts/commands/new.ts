import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { CallError, type CommonOptions, defineCommand } from "../cli.ts";
import { scaffold } from "../corrections/scaffold.ts";
import { writeFileAtomic } from "../load/write-file.ts";

export const command = defineCommand("new", "write a new offering with every dimension explained and none assessed", [
	"registry new acme-api",
])
	.argument("<offering>", "id of the offering: lower-case letters, digits and single hyphens")
	.action((id: string, options: CommonOptions) => {
		if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) || id.length > 64) {
			throw new CallError(
				`"${id}" is not an id: use lower-case letters, digits and single hyphens, at most 64 characters`,
			);
		}
		const path = `offerings/${id}.yaml`;
		const target = join(options.root, path);
		if (existsSync(target)) throw new CallError(`${path} is there already; edit it, or choose another id`);
		mkdirSync(join(options.root, "offerings"), { recursive: true });
		writeFileAtomic(target, scaffold(id));
		process.stdout.write(`${path}\n`);
		process.stderr.write(
			`Wrote ${path}. Next:\n  1. Fill in its first lines, and the cells that you have evidence for.\n  2. Run: npm run --silent registry -- check\n`,
		);
	});
