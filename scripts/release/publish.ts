import { type Answer, explained, type Forge } from "../forge/client.ts";
import { ensure, found, gone, ONCE } from "../forge/ensure.ts";
import { ForgeError } from "../forge/error.ts";
import { byCodeUnit } from "../load/order.ts";
import { type Asset, sha256Of } from "./assets.ts";
import { ReleaseError } from "./error.ts";

/** What goes to the forge. */
export interface Publication {
	readonly version: string;
	/** The release commit, which the forge must already have. */
	readonly commit: string;
	readonly notes: string;
	readonly assets: readonly Asset[];
}

type Released = Answer<"repos", "createRelease">;
type ReleasedAsset = Answer<"repos", "uploadReleaseAsset">;

/** How often one asset is uploaded before this run gives up. */
const UPLOADS = 4;

/** The longest notes that the forge takes, in characters. */
const LONGEST_NOTES = 120_000;

/**
 * Brings the forge to exactly one published release with every asset, whatever an earlier run left there: the tag, a
 * draft, its assets, each one's hash as downloaded, then published, and last marked latest. Says what it does; a run of
 * a finished release changes nothing and gives false. Throws ReleaseError or ForgeError; the next run goes on from there.
 */
export async function publish(forge: Forge, publication: Publication, say: (line: string) => void): Promise<boolean> {
	const tag = `v${publication.version}`;
	await ensureTag(forge, tag, publication.commit);
	const finished = (await releasesNamed(forge, tag)).find(({ draft }) => !draft);
	if (finished) {
		await assertSame(forge, finished, publication.assets);
		return markLatest(forge, finished, publication.version);
	}
	const draft = await ensureDraft(forge, tag, publication);
	for (const [index, asset] of publication.assets.entries()) {
		await ensureAsset(forge, draft, asset);
		say(`${index + 1} of ${publication.assets.length}: ${asset.name} is uploaded and verified`);
	}
	await removeOthers(forge, draft, publication.assets);
	await explained(`publish ${tag}`, () =>
		forge.api.repos.updateRelease({ ...forge.at, release_id: draft.id, draft: false, make_latest: "false" }),
	);
	say(`${tag} is published`);
	await markLatest(forge, draft, publication.version);
	return true;
}

/** The tag names the release commit; one that names another is refused, since others may have it already. */
async function ensureTag(forge: Forge, tag: string, commit: string): Promise<void> {
	const held = await explained("look up the release commit", () =>
		found(() => forge.api.git.getCommit({ ...forge.at, commit_sha: commit })),
	);
	if (!held) throw new ReleaseError(`the forge does not hold the release commit ${commit.slice(0, 10)}; run: git push`);
	const tagged = await ensure(
		`create the tag ${tag}`,
		() => commitOfTag(forge, tag),
		async () => {
			await forge.api.git.createRef({ ...forge.at, ref: `refs/tags/${tag}`, sha: commit, ...ONCE });
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
async function commitOfTag(forge: Forge, tag: string): Promise<string | undefined> {
	const ref = await found(() => forge.api.git.getRef({ ...forge.at, ref: `tags/${tag}` }));
	if (ref?.object.type !== "tag") return ref?.object.sha;
	return (await forge.api.git.getTag({ ...forge.at, tag_sha: ref.object.sha })).data.object.sha;
}

/** Every release of a tag, drafts included, oldest first. */
async function releasesNamed(forge: Forge, tag: string): Promise<Released[]> {
	const all = await explained("list the releases", () =>
		forge.paginate(forge.api.repos.listReleases, { ...forge.at, per_page: 100 }),
	);
	return all.filter((release) => release.tag_name === tag).sort((a, b) => a.id - b.id);
}

/** One draft: the oldest stays, whatever lost answers left beside it goes. */
async function ensureDraft(forge: Forge, tag: string, { notes, commit }: Publication): Promise<Released> {
	const body = notesOf(notes, tag);
	const draft = await ensure(
		`draft the release ${tag}`,
		async () => (await releasesNamed(forge, tag))[0],
		async () => {
			const given = { tag_name: tag, target_commitish: commit, name: tag, body, draft: true };
			return (await forge.api.repos.createRelease({ ...forge.at, ...given, ...ONCE })).data;
		},
	);
	for (const other of await releasesNamed(forge, tag)) {
		if (other.id === draft.id) continue;
		await gone("remove a second draft", () => forge.api.repos.deleteRelease({ ...forge.at, release_id: other.id }));
	}
	if (draft.body !== body) {
		await explained("write the notes", () =>
			forge.api.repos.updateRelease({ ...forge.at, release_id: draft.id, body }),
		);
	}
	return draft;
}

/** The notes, cut at a line's end where they are longer than the forge takes. */
function notesOf(notes: string, tag: string): string {
	if (notes.length <= LONGEST_NOTES) return notes;
	const cut = notes.slice(0, notes.lastIndexOf("\n", LONGEST_NOTES));
	return `${cut}\n\nThe rest is in CHANGELOG.md at ${tag}.\n`;
}

async function assetsOf(forge: Forge, release: Released): Promise<ReleasedAsset[]> {
	return explained("list the assets", () =>
		forge.paginate(forge.api.repos.listReleaseAssets, { ...forge.at, release_id: release.id, per_page: 100 }),
	);
}

/** Uploads an asset until it is there and whole, as a download of it shows. */
async function ensureAsset(forge: Forge, release: Released, asset: Asset): Promise<void> {
	let failure: unknown = new ReleaseError(`${asset.name} does not arrive as it is sent; run it again`);
	for (let uploads = 0; !(await isThere(forge, release, asset)); uploads++) {
		if (uploads === UPLOADS) throw failure;
		// One that fails may have arrived all the same, or in part: the next look tells.
		await upload(forge, release, asset).catch((error: unknown) => {
			failure = error;
		});
	}
}

/** Whether the release has an asset; one that is broken is removed. */
async function isThere(forge: Forge, release: Released, asset: Asset): Promise<boolean> {
	const there = (await assetsOf(forge, release)).find(({ name }) => name === asset.name);
	if (!there) return false;
	if (await isWhole(forge, there, asset)) return true;
	await removeAsset(forge, there);
	return false;
}

async function upload(forge: Forge, release: Released, asset: Asset): Promise<void> {
	await explained(`upload ${asset.name}`, () =>
		forge.request({
			method: "POST",
			url: release.upload_url,
			name: asset.name,
			data: asset.content,
			headers: { "content-type": "application/octet-stream", "content-length": asset.content.length },
			...ONCE,
		}),
	);
}

/** Whether what the forge gives back is what was sent. */
async function isWhole(forge: Forge, there: ReleasedAsset, asset: Asset): Promise<boolean> {
	if (there.state !== "uploaded" || there.size !== asset.content.length) return false;
	const { data } = await explained(`download ${asset.name}`, () =>
		forge.api.repos.getReleaseAsset({
			...forge.at,
			asset_id: there.id,
			headers: { accept: "application/octet-stream" },
		}),
	);
	// Octokit's types know the description of an asset alone; asked for bytes, it gives bytes.
	const bytes: unknown = data;
	if (!(bytes instanceof ArrayBuffer))
		throw new ForgeError(`could not download ${asset.name}: the forge gave no bytes`);
	return sha256Of(new Uint8Array(bytes)) === asset.sha256;
}

async function removeOthers(forge: Forge, release: Released, assets: readonly Asset[]): Promise<void> {
	const names = new Set(assets.map(({ name }) => name));
	for (const there of await assetsOf(forge, release)) if (!names.has(there.name)) await removeAsset(forge, there);
}

function removeAsset(forge: Forge, { id, name }: ReleasedAsset): Promise<void> {
	return gone(`remove ${name}`, () => forge.api.repos.deleteReleaseAsset({ ...forge.at, asset_id: id }));
}

/** A published release is never changed: it has every asset as it should be, and no other. */
async function assertSame(forge: Forge, release: Released, assets: readonly Asset[]): Promise<void> {
	const there = new Map((await assetsOf(forge, release)).map((asset) => [asset.name, asset]));
	const names = new Set(assets.map(({ name }) => name));
	const wrong = [...there.keys()].filter((name) => !names.has(name));
	for (const asset of assets) {
		const own = there.get(asset.name);
		if (!own || !(await isWhole(forge, own, asset))) wrong.push(asset.name);
	}
	if (wrong.length === 0) return;
	const list = wrong.sort(byCodeUnit).join(", ");
	throw new ReleaseError(`${release.tag_name} is published with other content (${list}); release a new version`);
}

/** Marks a published release latest unless it or a later one is; says whether that changed anything. */
async function markLatest(forge: Forge, { id }: Released, version: string): Promise<boolean> {
	const latest = await explained("look up the latest release", () =>
		found(() => forge.api.repos.getLatestRelease(forge.at)),
	);
	if (latest && (latest.id === id || isLater(latest.tag_name.slice(1), version))) return false;
	await explained("mark the release latest", () =>
		forge.api.repos.updateRelease({ ...forge.at, release_id: id, make_latest: "true" }),
	);
	return true;
}

/** Whether one version `X.Y.Z` is later than another. */
function isLater(one: string, other: string): boolean {
	const [a = [], b = []] = [one, other].map((version) => version.split(".").map(Number));
	const differing = a.findIndex((part, place) => part !== b[place]);
	return differing >= 0 && (a[differing] ?? 0) > (b[differing] ?? 0);
}
