import { join } from "node:path";
import { Argument } from "commander";
import { recordsPass } from "../build-records.ts";
import { type DatedOptions, defineCommand } from "../cli.ts";
import { openGithub } from "../github/client.ts";
import { assertPlannable, assertReleasable, assertVersionFree, RELEASE_BRANCH } from "../release/assert-releasable.ts";
import { writeAssets } from "../release/assets.ts";
import { releaseNotes } from "../release/changelog.ts";
import { lastRelease, nextRelease } from "../release/history.ts";
import { prepareRelease } from "../release/prepare.ts";
import { proposeOrWithdraw } from "../release/propose.ts";
import { publish } from "../release/publish.ts";
import { reasonsFor } from "../release/reasons.ts";
import { restoreInterrupted } from "../release/recovery.ts";
import { publicationAt } from "../release/release-commit.ts";
import { pluralize } from "../report/style.ts";

const STEP_NAMES = ["plan", "prepare", "propose", "last", "publish"] as const;
type Step = (typeof STEP_NAMES)[number];
type Options = DatedOptions & { readonly branch: string };

export const command = defineCommand(
	"release",
	"plan a release of the data, prepare it as a commit, or publish it",
	["release plan", "release prepare | jq -r .commit", "release publish"],
	["today"],
)
	.addArgument(
		new Argument(
			"<step>",
			"plan: print the version and the notes; prepare: write CHANGELOG.md and dist/, commit them, and print {version, commit}; propose: keep the pull request of the release commit that is checked out up to date; last: print the last release alike; publish: put the release commit that is checked out on GitHub, its files into build/release/",
		).choices(STEP_NAMES),
	)
	.option("--branch <name>", "the branch that releases are made from", RELEASE_BRANCH)
	.action((step: Step, options: Options) => STEPS[step](options));

const STEPS: Readonly<Record<Step, (options: Options) => void | Promise<void>>> = {
	plan(options) {
		assertPlannable(options.root, options);
		const { version, releases } = planned(options);
		const [next] = releases;
		if (version === null || next === undefined) return nothingToRelease(process.stdout, next?.version);
		const reasons = reasonsFor(next, releases.length === 1);
		process.stdout.write(`${version} (${next.bump}: ${reasons})\n\n${releaseNotes(next)}`);
	},

	async prepare(options) {
		assertPlannable(options.root, options);
		if (restoreInterrupted(options.root)) {
			process.stderr.write("an earlier run was interrupted: what it left is put back, and the release prepared anew\n");
		}
		const { version, releases } = planned(options);
		if (version === null) {
			nothingToRelease(process.stderr, releases[0]?.version);
			return print(null);
		}
		assertReleasable(options.root);
		if (!(await recordsPass(options))) return;
		print({ version, commit: prepareRelease(options.root, version, releases) });
		process.stderr.write(`${version} is committed; next: open a pull request with it, as docs/releasing.md shows\n`);
	},

	async propose({ root, branch }) {
		process.stdout.write(`${await proposeOrWithdraw(await openGithub(process.env), root, branch)}\n`);
	},

	last({ root }) {
		print(lastRelease(root) ?? null);
	},

	async publish(options) {
		assertReleasable(options.root);
		if (!(await recordsPass(options))) return;
		const build = join(options.root, "build");
		const publication = publicationAt(options.root, build, options.branch);
		writeAssets(options.root, join(build, "release"), publication.assets);
		const github = await openGithub(process.env);
		const changed = await publish(github, publication, (line) => process.stderr.write(`${line}\n`));
		const { version, assets } = publication;
		const files = pluralize(assets.length, "file");
		const said = changed ? `with ${files}` : `already, with all ${files}: there is nothing to do`;
		process.stdout.write(`${version} is published ${said}\n`);
	},
};

/** The next release, where one may be made of what is checked out. */
function planned({ root }: Options): ReturnType<typeof nextRelease> {
	const next = nextRelease(root);
	if (next.version !== null) assertVersionFree(root, next.version);
	return next;
}

/** Prints the one line of JSON that workflows read. */
function print(release: { readonly version: string; readonly commit: string } | null): void {
	process.stdout.write(`${JSON.stringify(release && { version: release.version, commit: release.commit })}\n`);
}

function nothingToRelease(stream: NodeJS.WriteStream, last: string | undefined): void {
	stream.write(`nothing changed since ${last ?? "the beginning"}: there is nothing to release\n`);
}
