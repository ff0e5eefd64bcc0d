import { CallError, type DatedOptions, defineCommand, EXIT, wholeNumber } from "../cli.ts";
import { fetchCommit } from "../git/fetch.ts";
import { openGithub } from "../github/client.ts";
import { reviewOpenPulls } from "../review/review-pull.ts";

interface Options extends DatedOptions {
	readonly pull?: number;
	readonly open?: boolean;
}

export const command = defineCommand(
	"review",
	"keep the comment, the labels and the status of pull requests (GITHUB_TOKEN, GITHUB_REPOSITORY)",
	["review --open", "review --pull 12"],
	["today"],
)
	.option("--pull <number>", "review this open pull request alone", wholeNumber)
	.option("--open", "review every open pull request")
	.action(async ({ root, today, pull: wanted, open }: Options) => {
		if ((wanted === undefined) === (open !== true)) throw new CallError("name one: --pull <number>, or --open");
		const github = await openGithub(process.env);
		const reviewed = await reviewOpenPulls(github, { root, today, only: wanted ?? null }, ({ head }) =>
			fetchCommit(root, head.sha),
		);
		for (const one of reviewed) {
			const said = "fault" in one ? `not reviewed: ${one.fault}` : `${one.state}: ${one.description}`;
			process.stdout.write(`#${one.pull} ${said}\n`);
		}
		if (wanted !== undefined && reviewed.length === 0) process.stdout.write(`#${wanted} is not open\n`);
		if (reviewed.some((one) => "fault" in one)) process.exitCode = EXIT.call;
	});
