import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Argument } from "commander";
import type { Release } from "../../schemas/changelog.ts";
import { bumpOf } from "../changes/bump.ts";
import { checkFolder } from "../check/run.ts";
import { type DatedOptions, defineCommand, EXIT } from "../cli.ts";
import { openGithub } from "../github/client.ts";
import { commandLine } from "../lib/command-line.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { assertPlannable, assertReleasable, assertVersionFree, RELEASE_BRANCH } from "../release/assert-releasable.ts";
import { releaseNotes } from "../release/changelog.ts";
import { lastRelease, nextRelease } from "../release/history.ts";
import { prepareRelease } from "../release/prepare.ts";
import { publish } from "../release/publish.ts";
import { restoreInterrupted } from "../release/recovery.ts";
import { publicationAt } from "../release/release-commit.ts";
import { pluralize } from "../report/style.ts";

type Step = "plan" | "prepare" | "last" | "publish";

interface Options extends DatedOptions {
	readonly branch: string;
}

export const command = defineCommand(
	"release",
	"plan a release of the data, prepare it as a commit, or publish it",
	["release plan", "release prepare | jq -r .commit", "release publish"],
	["today"],
)
	.addArgument(
		new Argument(
			"<step>",
			"plan: print the version and the notes; prepare: write CHANGELOG.md and dist/, commit them, and print {version, commit}; last: print the last release alike; publish: put the release commit that is checked out on GitHub, its files into build/release/",
		).choices(["plan", "prepare", "last", "publish"]),
	)
	.option("--branch <name>", "the branch that releases are made from", RELEASE_BRANCH)
	.action((step: Step, options: Options) => STEPS[step](options));

const STEPS: Readonly<Record<Step, (options: Options) => void | Promise<void>>> = {
	plan(options) {
		assertPlannable(options.root, options);
		const { version, releases } = planned(options);
		const [next] = releases;
		if (version === null || next === undefined) return nothingToRelease(process.stdout, next?.version);
		process.stdout.write(
			`${version} (${next.bump}: ${reasonsFor(next, releases.length === 1)})\n\n${releaseNotes(next)}`,
		);
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
		if (!(await passes(options))) return;
		print({ version, commit: prepareRelease(options.root, version, releases) });
		process.stderr.write(`${version} is committed; next: open a pull request with it, as docs/releasing.md shows\n`);
	},

	last({ root }) {
		const last = lastRelease(root);
		print(last ? { version: last.version, commit: last.commit } : null);
	},

	async publish(options) {
		assertReleasable(options.root);
		if (!(await passes(options))) return;
		const build = join(options.root, "build");
		const publication = publicationAt(options.root, build);
		const folder = join(build, "release");
		mkdirSync(folder, { recursive: true });
		for (const { name, content } of publication.assets) writeFileAtomic(join(folder, name), content);
		const github = await openGithub(process.env);
		const changed = await publish(github, publication, (line) => process.stderr.write(`${line}\n`));
		const { version, assets } = publication;
		process.stdout.write(
			changed
				? `${version} is published with ${pluralize(assets.length, "file")}\n`
				: `${version} is published already, with all ${pluralize(assets.length, "file")}: there is nothing to do\n`,
		);
	},
};

/** The next release, where one may be made of what is checked out. */
function planned({ root }: Options): ReturnType<typeof nextRelease> {
	const next = nextRelease(root);
	if (next.version !== null) assertVersionFree(root, next.version);
	return next;
}

/** What workflows read: one line of JSON. */
function print(release: { readonly version: string; readonly commit: string } | null): void {
	process.stdout.write(`${JSON.stringify(release)}\n`);
}

function nothingToRelease(stream: NodeJS.WriteStream, last: string | undefined): void {
	stream.write(`nothing changed since ${last ?? "the beginning"}: there is nothing to release\n`);
}

/** Checks the records; says so where they have an error. */
async function passes({ root, today }: DatedOptions): Promise<boolean> {
	const { problems } = await checkFolder({ root, today, changes: null });
	const errors = problems.filter(({ level }) => level === "error").length;
	if (errors === 0) return true;
	process.stderr.write(`the records have ${pluralize(errors, "error")}; run: ${commandLine("check")}\n`);
	process.exitCode = EXIT.data;
	return false;
}

/** How many changes there are of each kind that moves the version this far. */
function reasonsFor({ bump, changes }: Release, isFirst: boolean): string {
	if (isFirst) return "the first release";
	if (changes.length === 0) return "what was seen of the sources";
	const counts = new Map<string, number>();
	for (const change of changes) {
		if (bumpOf(change) === bump) counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1);
	}
	return [...counts].map(([kind, number]) => `${number} ${kind}`).join(", ");
}
