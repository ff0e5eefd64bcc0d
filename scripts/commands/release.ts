import { checkFolder } from "../check/run.ts";
import { type CommonOptions, defineCommand, EXIT } from "../cli.ts";
import { releaseNotes } from "../release/changelog.ts";
import { ReleaseError } from "../release/error.ts";
import { nextRelease } from "../release/history.ts";
import { assertReleasable, prepareRelease } from "../release/prepare.ts";
import { count } from "../report/style.ts";

export const command = defineCommand("release", "plan a release of the data, or prepare it as a commit", [
	"registry release plan",
	"registry release prepare",
])
	.argument("<step>", "plan: print the version and the notes; prepare: write CHANGELOG.md and dist/, and commit them")
	.action(async (step: string, options: CommonOptions) => {
		if (step !== "plan" && step !== "prepare")
			throw new ReleaseError(`there is no step "${step}"; choose plan or prepare`);
		const { version, releases } = nextRelease(options.root);
		const [next] = releases;
		if (version === null || next === undefined) {
			process.stdout.write(`nothing changed since ${next?.version ?? "the beginning"}: there is nothing to release\n`);
			return;
		}
		if (step === "plan") {
			process.stdout.write(`${version} (${next.bump}: ${reasons(next.changes)})\n\n${releaseNotes(next)}`);
			return;
		}
		assertReleasable(options.root);
		const { problems } = await checkFolder({ root: options.root, today: options.today, changes: null, cache: false });
		const errors = problems.filter(({ level }) => level === "error").length;
		if (errors > 0) {
			process.stderr.write(`the records have ${count(errors, "error")}; run: registry check\n`);
			process.exitCode = EXIT.data;
			return;
		}
		prepareRelease(options.root, version, releases);
		process.stdout.write(`${version} is committed with CHANGELOG.md and dist/; next: git push, then tag v${version}\n`);
	});

/** How many changes there are of each kind. */
function reasons(changes: readonly { readonly kind: string }[]): string {
	const counts = new Map<string, number>();
	for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	return [...counts].map(([kind, number]) => `${number} ${kind}`).join(", ");
}
