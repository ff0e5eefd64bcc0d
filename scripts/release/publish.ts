import semver from "semver";
import { type Answer, type Github, withContext } from "../github/client.ts";
import { GithubError } from "../github/error.ts";
import { deleteIfPresent, findOrCreate, getOrUndefined, NO_RETRY } from "../github/find-or-create.ts";
import { holdsCommit } from "../github/holds-commit.ts";
import { sha256 } from "../lib/hash.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { Asset } from "./assets.ts";
import { ReleaseError } from "./error.ts";

/** Commit, notes and assets of a release for GitHub. */
export interface Publication {
	readonly version: string;
	/** The release commit, which GitHub must already have. */
	readonly commit: string;
	/** The branch that must hold it. */
	readonly branch: string;
	readonly notes: string;
	readonly assets: readonly Asset[];
}

type Released = Answer<"repos", "createRelease">;
type ReleasedAsset = Answer<"repos", "uploadReleaseAsset">;

/** Number of uploads of one asset before this run gives up. */
const UPLOADS = 4;

/** The longest notes that GitHub takes, in characters. */
const LONGEST_NOTES = 120_000;

/**
 * Brings GitHub to exactly one published release with every asset, whatever an earlier run left there: the tag, a
 * draft, its assets, each one's hash as downloaded, then published, and last marked latest. Says what it does; a run of
 * a finished release changes nothing and gives false. Throws ReleaseError or GithubError; the next run goes on from there.
 */
export async function publish(github: Github, publication: Publication, say: (line: string) => void): Promise<boolean> {
	const tag = `v${publication.version}`;
	await assertMerged(github, publication);
	await ensureTag(github, tag, publication.commit);
	const finished = (await releasesNamed(github, tag)).find(({ draft }) => !draft);
	if (finished) {
		await assertSame(github, finished, publication.assets);
		return markLatest(github, finished, publication.version);
	}
	const draft = await ensureDraft(github, tag, publication);
	for (const [index, asset] of publication.assets.entries()) {
		await ensureAsset(github, draft, asset);
		say(`${index + 1} of ${publication.assets.length}: ${asset.name} is uploaded and verified`);
	}
	await removeOthers(github, draft, publication.assets);
	await withContext(`publish ${tag}`, () =>
		github.api.repos.updateRelease({ ...github.at, release_id: draft.id, draft: false, make_latest: "false" }),
	);
	say(`${tag} is published`);
	await markLatest(github, draft, publication.version);
	return true;
}

/** Throws ReleaseError where GitHub's branch does not hold the release commit: nothing is published that is not merged. */
async function assertMerged(github: Github, { branch, commit }: Publication): Promise<void> {
	if (await holdsCommit(github, branch, commit)) return;
	throw new ReleaseError(
		`${branch} on GitHub does not hold the release commit ${commit.slice(0, 10)}; merge its pull request first`,
	);
}

/** The tag names the release commit; one that names another is refused, since others may have it already. */
async function ensureTag(github: Github, tag: string, commit: string): Promise<void> {
	const tagged = await findOrCreate(
		`create the tag ${tag}`,
		() => commitOfTag(github, tag),
		async () => {
			await github.api.git.createRef({ ...github.at, ref: `refs/tags/${tag}`, sha: commit, ...NO_RETRY });
			return commit;
		},
	);
	if (tagged !== commit) {
		throw new ReleaseError(
			`the tag ${tag} is at another commit, ${tagged.slice(0, 10)}; a tag never moves: release a new version`,
		);
	}
}

/** The commit that a tag names, through the tag's own object where it has one. */
async function commitOfTag(github: Github, tag: string): Promise<string | undefined> {
	const ref = await getOrUndefined(() => github.api.git.getRef({ ...github.at, ref: `tags/${tag}` }));
	if (ref?.object.type !== "tag") return ref?.object.sha;
	return (await github.api.git.getTag({ ...github.at, tag_sha: ref.object.sha })).data.object.sha;
}

/** Every release of a tag, drafts included, oldest first. */
async function releasesNamed(github: Github, tag: string): Promise<Released[]> {
	const all = await withContext("list the releases", () =>
		github.paginate(github.api.repos.listReleases, { ...github.at, per_page: 100 }),
	);
	return all.filter((release) => release.tag_name === tag).sort((a, b) => a.id - b.id);
}

/** One draft: the oldest stays, whatever lost answers left beside it goes. */
async function ensureDraft(github: Github, tag: string, { notes, commit }: Publication): Promise<Released> {
	const body = notesOf(notes, tag);
	const draft = await findOrCreate(
		`draft the release ${tag}`,
		async () => (await releasesNamed(github, tag))[0],
		async () => {
			const given = { tag_name: tag, target_commitish: commit, name: tag, body, draft: true };
			return (await github.api.repos.createRelease({ ...github.at, ...given, ...NO_RETRY })).data;
		},
	);
	for (const other of await releasesNamed(github, tag)) {
		if (other.id === draft.id) continue;
		await deleteIfPresent("remove a second draft", () =>
			github.api.repos.deleteRelease({ ...github.at, release_id: other.id }),
		);
	}
	if (draft.body !== body) {
		await withContext("write the notes", () =>
			github.api.repos.updateRelease({ ...github.at, release_id: draft.id, body }),
		);
	}
	return draft;
}

/** The notes, cut at a line's end where they are longer than GitHub takes. */
function notesOf(notes: string, tag: string): string {
	if (notes.length <= LONGEST_NOTES) return notes;
	const cut = notes.slice(0, notes.lastIndexOf("\n", LONGEST_NOTES));
	return `${cut}\n\nThe rest is in CHANGELOG.md at ${tag}.\n`;
}

async function assetsOf(github: Github, release: Released): Promise<ReleasedAsset[]> {
	return withContext("list the assets", () =>
		github.paginate(github.api.repos.listReleaseAssets, { ...github.at, release_id: release.id, per_page: 100 }),
	);
}

/** Uploads an asset until it is there and whole, as a download of it shows. */
async function ensureAsset(github: Github, release: Released, asset: Asset): Promise<void> {
	let failure: unknown = new ReleaseError(`${asset.name} does not arrive as it is sent; run it again`);
	for (let uploads = 0; !(await isThere(github, release, asset)); uploads++) {
		if (uploads === UPLOADS) throw failure;
		// One that fails may have arrived all the same, or in part: the next look tells.
		await upload(github, release, asset).catch((error: unknown) => {
			failure = error;
		});
	}
}

/** Returns true if the release has the whole asset; a broken one is removed. */
async function isThere(github: Github, release: Released, asset: Asset): Promise<boolean> {
	const there = (await assetsOf(github, release)).find(({ name }) => name === asset.name);
	if (!there) return false;
	if (await isWhole(github, there, asset)) return true;
	await removeAsset(github, there);
	return false;
}

async function upload(github: Github, release: Released, asset: Asset): Promise<void> {
	await withContext(`upload ${asset.name}`, () =>
		github.request({
			method: "POST",
			url: release.upload_url,
			name: asset.name,
			data: asset.content,
			headers: { "content-type": "application/octet-stream", "content-length": asset.content.length },
			...NO_RETRY,
		}),
	);
}

/** Returns true if GitHub returns the bytes that were sent. */
async function isWhole(github: Github, there: ReleasedAsset, asset: Asset): Promise<boolean> {
	if (there.state !== "uploaded" || there.size !== asset.content.length) return false;
	const { data } = await withContext(`download ${asset.name}`, () =>
		github.api.repos.getReleaseAsset({
			...github.at,
			asset_id: there.id,
			headers: { accept: "application/octet-stream" },
		}),
	);
	// Octokit's types know the description of an asset alone; asked for bytes, it gives bytes.
	const bytes: unknown = data;
	if (!(bytes instanceof ArrayBuffer)) throw new GithubError(`could not download ${asset.name}: GitHub gave no bytes`);
	return sha256(new Uint8Array(bytes)) === asset.sha256;
}

async function removeOthers(github: Github, release: Released, assets: readonly Asset[]): Promise<void> {
	const names = new Set(assets.map(({ name }) => name));
	for (const there of await assetsOf(github, release)) if (!names.has(there.name)) await removeAsset(github, there);
}

function removeAsset(github: Github, { id, name }: ReleasedAsset): Promise<void> {
	return deleteIfPresent(`remove ${name}`, () => github.api.repos.deleteReleaseAsset({ ...github.at, asset_id: id }));
}

/** A published release is never changed: it has every asset as it should be, and no other. */
async function assertSame(github: Github, release: Released, assets: readonly Asset[]): Promise<void> {
	const there = new Map((await assetsOf(github, release)).map((asset) => [asset.name, asset]));
	const names = new Set(assets.map(({ name }) => name));
	const wrong = [...there.keys()].filter((name) => !names.has(name));
	for (const asset of assets) {
		const own = there.get(asset.name);
		if (!own || !(await isWhole(github, own, asset))) wrong.push(asset.name);
	}
	if (wrong.length === 0) return;
	const list = wrong.sort(byCodeUnit).join(", ");
	throw new ReleaseError(`${release.tag_name} is published with other content (${list}); release a new version`);
}

/** Marks a published release latest unless it or a later one is; says whether that changed anything. */
async function markLatest(github: Github, { id }: Released, version: string): Promise<boolean> {
	const latest = await withContext("look up the latest release", () =>
		getOrUndefined(() => github.api.repos.getLatestRelease(github.at)),
	);
	if (latest && (latest.id === id || isLater(latest.tag_name, version))) return false;
	await withContext("mark the release latest", () =>
		github.api.repos.updateRelease({ ...github.at, release_id: id, make_latest: "true" }),
	);
	return true;
}

/** True for a tag of a version later than another; one that names no version is not. */
function isLater(tag: string, version: string): boolean {
	return semver.valid(tag) !== null && semver.gt(tag, version);
}
