import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Argument } from "commander";
import type { Release } from "../../schemas/changelog.ts";
import { bumpOf } from "../changes/bump.ts";
import { checkFolder } from "../check/run.ts";
import { type CommonOptions, defineCommand, EXIT } from "../cli.ts";
import { openGithub } from "../github/client.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { releaseNotes } from "../release/changelog.ts";
import { nextRelease } from "../release/history.ts";
import { assertReleasable, prepareRelease } from "../release/prepare.ts";
import { publish } from "../release/publish.ts";
import { restoreInterrupted } from "../release/recovery.ts";
import { publicationAt } from "../release/release-commit.ts";
import { pluralize } from "../report/style.ts";

type Step = "plan" | "prepare" | "publish";

export const command = defineCommand("release", "plan a release of the data, prepare it as a commit, or publish it", [
	"registry release plan",
	"registry release prepare",
	"GITHUB_TOKEN=… registry release publish",
])
	.addArgument(
		new Argument(
			"<step>",
			"plan: print the version and the notes; prepare: write CHANGELOG.md and dist/, and commit them; publish: put the release commit that is checked out on GitHub, its files into build/release/",
		).choices(["plan", "prepare", "publish"]),
	)
	.action((step: Step, options: CommonOptions) => STEPS[step](options));

const STEPS: Readonly<Record<Step, (options: CommonOptions) => void | Promise<void>>> = {
	plan({ root }) {
		const { version, releases } = nextRelease(root);
		const [next] = releases;
		if (version === null || next === undefined) return nothingToRelease(next?.version);
		process.stdout.write(
			`${version} (${next.bump}: ${reasonsFor(next, releases.length === 1)})\n\n${releaseNotes(next)}`,
		);
	},

	async prepare(options) {
		const { version, releases } = nextRelease(options.root);
		if (version === null) return nothingToRelease(releases[0]?.version);
		if (restoreInterrupted(options.root)) {
			process.stderr.write("an earlier run was interrupted: what it left is put back, and the release prepared anew\n");
		}
		assertReleasable(options.root);
		if (!(await passes(options))) return;
		prepareRelease(options.root, version, releases);
		process.stdout.write(
			`${version} is committed with CHANGELOG.md and dist/; next: git push, then registry release publish\n`,
		);
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

function nothingToRelease(last: string | undefined): void {
	process.stdout.write(`nothing changed since ${last ?? "the beginning"}: there is nothing to release\n`);
}

/** Whether the records have no error; says so where they have. */
async function passes({ root, today }: CommonOptions): Promise<boolean> {
	const { problems } = await checkFolder({ root, today, changes: null });
	const errors = problems.filter(({ level }) => level === "error").length;
	if (errors === 0) return true;
	process.stderr.write(`the records have ${pluralize(errors, "error")}; run: registry check\n`);
	process.exitCode = EXIT.data;
	return false;
}

/** How many changes there are of each kind that moves the version this far. */
function reasonsFor({ bump, changes }: Release, isFirst: boolean): string {
	if (isFirst) return "the first release";
	const counts = new Map<string, number>();
	for (const change of changes) {
		if (bumpOf(change) === bump) counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1);
	}
	return [...counts].map(([kind, number]) => `${number} ${kind}`).join(", ");
}
