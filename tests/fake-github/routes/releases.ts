import { createHash } from "node:crypto";
import { type Json, like } from "../openapi.ts";
import { oneWith, Refusal, type Routes, remove, type Store, type StoredAsset, type StoredRelease } from "../store.ts";
import { commitNamed } from "./find.ts";
import { account } from "./people.ts";

/** Releases and their assets. */
export function releasesRoutes(store: Store): Routes {
	const { releases, assets } = store;
	const releaseOf = (path: Readonly<Record<string, string>>) =>
		oneWith(releases, ({ id }) => String(id) === path.release_id);
	const assetOf = (path: Readonly<Record<string, string>>) => oneWith(assets, ({ id }) => String(id) === path.asset_id);
	return {
		"repos/list-releases": () => ({
			status: 200,
			body: [...releases].reverse().map((release) => releaseBody(store, release)),
		}),
		"repos/get-latest-release": () => {
			const release = oneWith(releases, ({ id, draft }) => id === store.latest && !draft);
			return { status: 200, body: releaseBody(store, release) };
		},
		"repos/create-release": ({ body }) => {
			const release: StoredRelease = {
				id: store.nextId(),
				created: store.now(),
				published: null,
				tag: String(body.tag_name),
				target: String(body.target_commitish ?? "main"),
				name: String(body.name ?? ""),
				body: String(body.body ?? ""),
				draft: true,
				prerelease: body.prerelease === true,
			};
			// Any number of drafts may name one tag; only one of them can be published.
			if (body.draft !== true) publishRelease(store, release, String(body.make_latest ?? "true"));
			releases.push(release);
			return { status: 201, body: releaseBody(store, release) };
		},
		"repos/update-release": ({ path, body }) => {
			const release = releaseOf(path);
			if (body.tag_name !== undefined) release.tag = String(body.tag_name);
			if (body.target_commitish !== undefined) release.target = String(body.target_commitish);
			if (body.name !== undefined) release.name = String(body.name);
			if (body.body !== undefined) release.body = String(body.body);
			if (body.draft === true) release.draft = true;
			else if (body.draft === false && release.draft) {
				publishRelease(store, release, String(body.make_latest ?? "true"));
			} else if (!release.draft && body.make_latest === "true") store.latest = release.id;
			return { status: 200, body: releaseBody(store, release) };
		},
		"repos/delete-release": ({ path }) => {
			const release = releaseOf(path);
			remove(releases, release);
			for (const asset of assets.filter((one) => one.release === release.id)) remove(assets, asset);
			return { status: 204 };
		},
		"repos/list-release-assets": ({ path }) => {
			const release = releaseOf(path);
			const own = assets.filter((asset) => asset.release === release.id);
			return { status: 200, body: own.map((asset) => assetBody(store, asset)) };
		},
		"repos/upload-release-asset": ({ path, query, bytes }) => {
			const asset = addAsset(store, releaseOf(path), query.name ?? "", bytes, true);
			return { status: 201, body: assetBody(store, asset) };
		},
		"repos/get-release-asset": ({ path, accept }) => {
			const asset = assetOf(path);
			if (!accept.includes("application/octet-stream")) return { status: 200, body: assetBody(store, asset) };
			return { status: 302, location: `${store.url}/storage/${asset.id}` };
		},
		"repos/delete-release-asset": ({ path }) => {
			remove(assets, assetOf(path));
			return { status: 204 };
		},
	};
}

/** Takes an upload; one that broke off leaves a part of it, and its name taken. */
export function addAsset(
	store: Store,
	release: StoredRelease,
	name: string,
	content: Buffer,
	whole: boolean,
): StoredAsset {
	if (store.assets.some((asset) => asset.release === release.id && asset.name === name)) {
		throw new Refusal(422, "Validation Failed", "already_exists");
	}
	const type = "application/octet-stream";
	const asset = { id: store.nextId(), release: release.id, created: store.now(), name, type, content, whole };
	store.assets.push(asset);
	return asset;
}

/** A release is published at its tag, which is made of its target when it is not there. */
function publishRelease(store: Store, release: StoredRelease, makeLatest: string): void {
	if (store.releases.some((other) => other !== release && !other.draft && other.tag === release.tag)) {
		throw new Refusal(422, "Validation Failed", "already_exists");
	}
	const ref = `tags/${release.tag}`;
	if (!store.refs.has(ref)) store.refs.set(ref, commitNamed(store, release.target));
	release.draft = false;
	release.published = store.now();
	if (makeLatest !== "false") store.latest = release.id;
}

function releaseBody(store: Store, release: StoredRelease): Json {
	const { id, tag, target, name, body, draft, prerelease, created, published } = release;
	return like("release", {
		id,
		tag_name: tag,
		target_commitish: target,
		name,
		body,
		draft,
		prerelease,
		created_at: created,
		published_at: published,
		author: account(store.actor),
		url: store.api(`/releases/${id}`),
		html_url: store.html(draft ? `/releases/tag/untagged-${id}` : `/releases/tag/${tag}`),
		assets_url: store.api(`/releases/${id}/assets`),
		upload_url: `${store.url}/uploads/repos/${store.owner}/${store.repo}/releases/${id}/assets{?name,label}`,
		assets: store.assets.filter((asset) => asset.release === id).map((asset) => assetBody(store, asset)),
	});
}

function assetBody(store: Store, { id, name, type, content, whole, created }: StoredAsset): Json {
	return like("release-asset", {
		id,
		name,
		content_type: type,
		size: content.length,
		digest: whole ? `sha256:${createHash("sha256").update(content).digest("hex")}` : null,
		state: whole ? "uploaded" : "open",
		created_at: created,
		updated_at: created,
		uploader: account(store.actor),
		url: store.api(`/releases/assets/${id}`),
		browser_download_url: store.html(`/releases/download/${id}/${encodeURIComponent(name)}`),
	});
}
