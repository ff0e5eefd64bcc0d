import { type CommonOptions, defineCommand, wholeNumber } from "../cli.ts";
import { openGithub } from "../github/client.ts";
import { reportRun } from "../review/report-run.ts";

interface Options extends CommonOptions {
	readonly run: number;
	readonly report: string;
}

export const command = defineCommand(
	"review",
	"keep the comment and the labels of a pull request whose check has run (GITHUB_TOKEN, GITHUB_REPOSITORY)",
	["review --run 123456 --report report.json"],
)
	.requiredOption("--run <id>", "the run of the check on GitHub", wholeNumber)
	.requiredOption("--report <file>", "what check --format json printed in that run; it is not believed")
	.action(async ({ root, run, report }: Options) => {
		const followed = await reportRun(await openGithub(process.env), run, { root, report });
		process.stdout.write(
			followed.kind === "told"
				? `#${followed.pull}: ${followed.labels.join(", ") || "no label"}\n`
				: `${followed.kind}: there is nothing to say\n`,
		);
	});
