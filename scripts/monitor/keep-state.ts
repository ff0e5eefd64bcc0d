import { STATE_FILE, type State, stateText } from "../evidence/state.ts";
import { explained, type Forge } from "../forge/client.ts";
import { keepPull, openPull, writeBranch } from "../forge/propose.ts";

/** The branch that holds what the last runs saw, until somebody merges it. */
const BRANCH = "evidence/state";
const TRAILER = "Evidence: state";

/**
 * Proposes the state by one pull request that is kept up to date; gives its number, null where a person works on the
 * branch. Throws ForgeError.
 */
export async function keepState(
	forge: Forge,
	{ root, state, today }: { readonly root: string; readonly state: State; readonly today: string },
): Promise<number | null> {
	const title = `Remember what became of the sources until ${today}`;
	const written = await writeBranch(forge, {
		branch: BRANCH,
		trailer: TRAILER,
		root,
		path: STATE_FILE,
		text: stateText(state),
		message: `${title}\n\n${TRAILER}\n`,
	});
	if (!written) return null;
	const open = await explained("look for the pull request", () => openPull(forge, BRANCH));
	return keepPull(forge, BRANCH, open ?? null, {
		title,
		body: "What the weekly look at the sources saw. Nothing in it was written by hand, and no record changes.",
	});
}
