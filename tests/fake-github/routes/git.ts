import { type Json, like } from "../openapi.ts";
import { type Call, Refusal, type Routes, type Store } from "../store.ts";
import { commitNamed } from "./find.ts";
import { closeIfGone, follow } from "./pulls.ts";

/** Git's objects and refs. */
export function gitRoutes(store: Store): Routes {
	const { objects, refs } = store;
	return {
		"git/create-blob": ({ body }) => {
			const content = Buffer.from(String(body.content), body.encoding === "base64" ? "base64" : "utf8");
			const sha = objects.add("blob", content);
			return { status: 201, body: like("short-blob", { sha, url: store.api(`/git/blobs/${sha}`) }) };
		},
		"git/get-blob": ({ path }) => {
			const sha = path.file_sha ?? "";
			const blob = objects.get(sha, "blob");
			if (!blob) throw new Refusal(404, "Not Found");
			const content = blob.content.toString("base64");
			return { status: 200, body: like("blob", { sha, size: blob.content.length, content, encoding: "base64" }) };
		},
		"git/create-tree": ({ body }) => ({ status: 201, body: treeBody(store, createTree(store, body), false) }),
		"git/get-tree": ({ path, query }) => {
			const sha = treeNamed(store, path.tree_sha ?? "");
			return { status: 200, body: treeBody(store, sha, query.recursive !== undefined) };
		},
		"git/create-commit": ({ body }) => ({ status: 201, body: commitBody(store, createCommit(store, body)) }),
		"git/get-commit": ({ path }) => {
			const sha = path.commit_sha ?? "";
			if (!objects.get(sha, "commit")) throw new Refusal(404, "Not Found");
			return { status: 200, body: commitBody(store, sha) };
		},
		"git/create-ref": ({ body }) => {
			const ref = String(body.ref).replace(/^refs\//, "");
			const sha = String(body.sha);
			if (refs.has(ref)) throw new Refusal(422, "Reference already exists");
			if (!objects.get(sha)) throw new Refusal(422, "Object does not exist");
			refs.set(ref, sha);
			return { status: 201, body: refBody(store, ref) };
		},
		"git/get-ref": ({ path }) => ({ status: 200, body: refBody(store, path.ref ?? "") }),
		"git/list-matching-refs": ({ path }) => {
			const names = [...refs.keys()].filter((name) => name.startsWith(path.ref ?? "")).sort();
			return { status: 200, body: names.map((name) => refBody(store, name)) };
		},
		"git/update-ref": ({ path, body }) => ({ status: 200, body: updateRef(store, path.ref ?? "", body) }),
		"git/delete-ref": ({ path }) => {
			const ref = path.ref ?? "";
			if (!refs.delete(ref)) throw new Refusal(422, "Reference does not exist");
			closeIfGone(store, ref);
			return { status: 204 };
		},
		"git/get-tag": ({ path }: Call) => {
			const sha = path.tag_sha ?? "";
			const tag = objects.get(sha, "tag");
			if (!tag) throw new Refusal(404, "Not Found");
			const text = tag.content.toString("utf8");
			const [object = "", type = "", name = ""] = ["object", "type", "tag"].map(
				(key) => new RegExp(`^${key} (.*)$`, "m").exec(text)?.[1],
			);
			const target = { sha: object, type, url: store.api(`/git/commits/${object}`) };
			return { status: 200, body: like("git-tag", { sha, tag: name, object: target }) };
		},
	};
}

function treeNamed(store: Store, name: string): string {
	return store.objects.get(name, "tree") ? name : store.objects.commitParts(commitNamed(store, name)).tree;
}

function createTree(store: Store, body: Json): string {
	let tree: string | null = body.base_tree === undefined ? null : treeNamed(store, String(body.base_tree));
	for (const entry of body.tree as { path: string; mode: string; sha?: string | null; content?: string }[]) {
		const parts = entry.path.split("/");
		if (parts.some((part) => part === "" || part === "." || part === ".." || part.toLowerCase() === ".git")) {
			throw new Refusal(422, "tree.path contains a malformed path component");
		}
		const sha = entry.sha === undefined ? store.objects.add("blob", Buffer.from(entry.content ?? "")) : entry.sha;
		if (sha !== null && !store.objects.get(sha)) throw new Refusal(422, `tree.sha ${sha} is not a valid blob`);
		const mode = entry.mode.replace(/^0+/, "");
		tree = store.objects.treeWith(tree, parts, sha === null ? null : { mode, sha });
	}
	return tree ?? store.objects.addTree([]);
}

function createCommit(store: Store, body: Json): string {
	const parents = (body.parents ?? []) as string[];
	if (!store.objects.get(String(body.tree), "tree")) throw new Refusal(422, "Tree SHA does not exist");
	for (const parent of parents) {
		if (!store.objects.get(parent, "commit"))
			throw new Refusal(422, "Parent SHA does not exist or is not a commit object");
	}
	const person = (given: unknown) => {
		const own = (given ?? {}) as { name?: string; email?: string; date?: string };
		const seconds = Math.floor(Date.parse(own.date ?? store.now()) / 1000);
		const email = own.email ?? `${store.actor}@users.noreply.github.com`;
		return `${own.name ?? store.actor} <${email}> ${seconds} +0000`;
	};
	const author = person(body.author);
	return store.objects.addCommit({
		tree: String(body.tree),
		parents,
		author,
		committer: body.committer === undefined ? author : person(body.committer),
		message: String(body.message),
	});
}

function updateRef(store: Store, ref: string, body: Json): Json {
	const before = store.refs.get(ref);
	const sha = String(body.sha);
	if (before === undefined) throw new Refusal(422, "Reference does not exist");
	if (!store.objects.get(sha, "commit")) throw new Refusal(422, "Object does not exist");
	assertUnprotected(store, ref);
	if (body.force !== true && !store.objects.isAncestor(before, sha)) {
		throw new Refusal(422, "Update is not a fast forward");
	}
	store.refs.set(ref, sha);
	follow(store, ref);
	return refBody(store, ref);
}

/** Refuses a push to a protected branch, by whoever it is, a workflow included. */
function assertUnprotected(store: Store, ref: string): void {
	if (ref === "heads/main" && store.required.length > 0) {
		throw new Refusal(422, "Changes must be made through a pull request.");
	}
}

function refBody(store: Store, ref: string): Json {
	const sha = store.refs.get(ref);
	if (sha === undefined) throw new Refusal(404, "Not Found");
	const type = store.objects.get(sha)?.type ?? "commit";
	const object = { sha, type, url: store.api(`/git/${type}s/${sha}`) };
	return like("git-ref", { ref: `refs/${ref}`, url: store.api(`/git/refs/${ref}`), object });
}

function treeBody(store: Store, sha: string, recursive: boolean): Json {
	const { objects } = store;
	const entries = recursive
		? [...objects.files(sha)].map(([path, entry]) => ({ ...entry, path }))
		: objects.treeEntries(sha).map((entry) => ({ ...entry, path: entry.name }));
	const tree = entries.map(({ path, mode, sha: own }) => {
		const object = objects.get(own);
		const size = object?.type === "blob" ? { size: object.content.length } : {};
		return { path, mode: mode.padStart(6, "0"), type: object?.type ?? "commit", sha: own, ...size };
	});
	return like("git-tree", { sha, tree, truncated: false });
}

function commitBody(store: Store, sha: string): Json {
	const { tree, parents, author, committer, message } = store.objects.commitParts(sha);
	return like("git-commit", {
		sha,
		message,
		author: personBody(author),
		committer: personBody(committer),
		url: store.api(`/git/commits/${sha}`),
		html_url: store.html(`/commit/${sha}`),
		tree: { sha: tree, url: store.api(`/git/trees/${tree}`) },
		parents: parents.map((parent) => ({
			sha: parent,
			url: store.api(`/git/commits/${parent}`),
			html_url: store.html(`/commit/${parent}`),
		})),
	});
}

function personBody(line: string): Json {
	const [, name = "", email = "", seconds = "0"] = /^(.*) <(.*)> (\d+)/.exec(line) ?? [];
	return { name, email, date: new Date(Number(seconds) * 1000).toISOString() };
}
