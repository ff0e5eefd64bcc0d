import { type CommonOptions, defineCommand, EXIT } from "../cli.ts";
import { reproduce } from "../release/reproduce.ts";
import { pluralize } from "../report/style.ts";

export const command = defineCommand("reproduce", "build a release anew and compare hashes with what it holds", [
	"reproduce v1.0.0",
	"reproduce HEAD",
])
	.argument("<release>", "tag or commit of the release")
	.action((ref: string, options: CommonOptions) => {
		const { commit, same, differing } = reproduce(options.root, ref);
		if (differing.length === 0) {
			process.stdout.write(
				`${ref} (${commit.slice(0, 10)}) is reproduced: ${pluralize(same, "file")}, the same to the byte\n`,
			);
			return;
		}
		process.stdout.write(`${ref} (${commit.slice(0, 10)}) is not reproduced; these differ:\n`);
		for (const path of differing) process.stdout.write(`  ${path}\n`);
		process.exitCode = EXIT.data;
	});
