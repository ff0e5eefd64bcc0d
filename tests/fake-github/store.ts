import { GitObjects } from "./objects.ts";
import type { Json } from "./openapi.ts";

/** A request that the description allows. */
export interface Call {
	readonly path: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, string>>;
	/** The JSON of the body; empty without one. */
	readonly body: Json;
	/** The body of an upload. */
	readonly bytes: Buffer;
	readonly accept: string;
}

export interface Reply {
	readonly status: number;
	readonly body?: unknown;
	/** Value of the `Location` header. */
	readonly location?: string;
}

/** Operation → what it does. */
export type Routes = Readonly<Record<string, (call: Call) => Reply>>;

/** GitHub says no. `code` is that of a validation error: `already_exists`, `missing`. */
export class Refusal extends Error {
	readonly status: number;
	readonly code: string | undefined;

	constructor(status: number, message: string, code?: string) {
		super(message);
		this.status = status;
		this.code = code;
	}
}

export interface StoredRelease {
	readonly id: number;
	readonly created: string;
	published: string | null;
	tag: string;
	target: string;
	name: string;
	body: string;
	draft: boolean;
	prerelease: boolean;
}

export interface StoredAsset {
	readonly id: number;
	readonly release: number;
	readonly created: string;
	name: string;
	type: string;
	content: Buffer;
	/** False for the rest of an upload that broke off. */
	whole: boolean;
}

export interface StoredIssue {
	readonly id: number;
	readonly number: number;
	readonly created: string;
	readonly author: string;
	updated: string;
	closed: string | null;
	/** Account that closed it last; null while it is open. */
	closedBy: string | null;
	title: string;
	body: string | null;
	state: "open" | "closed";
	reason: string | null;
	labels: string[];
	/** A pull request is an issue with a branch. */
	pull: StoredPull | null;
}

export interface StoredPull {
	readonly head: string;
	/** Owner of the branch's fork; absent for a branch of the repository itself. */
	readonly fork?: string | undefined;
	base: string;
	sha: string;
	merged: string | null;
	draft?: boolean;
}

export interface StoredReview {
	readonly id: number;
	readonly pull: number;
	readonly author: string;
	readonly commit: string;
	state: "APPROVED" | "CHANGES_REQUESTED" | "DISMISSED" | "COMMENTED";
	readonly submitted: string;
}

/** A commit status. Of one context the newest counts. */
export interface StoredStatus {
	readonly id: number;
	readonly sha: string;
	readonly context: string;
	readonly state: string;
	readonly description: string | null;
	readonly url: string | null;
	readonly author: string;
	readonly created: string;
}

/** Permissions of an account in the repository. */
export type Permission = "admin" | "write" | "read" | "none";

export interface StoredRun {
	readonly id: number;
	/** Name of the workflow's file. */
	readonly workflow: string;
	readonly event: string;
	readonly branch: string;
	/** Owner of the branch's fork; absent for a branch of the repository itself. */
	readonly fork?: string | undefined;
	readonly sha: string;
	/** Null for a run that waits: for somebody to approve it, or for its end. */
	conclusion: string | null;
	/** Names of the jobs, by which a check is required. */
	readonly jobs?: readonly string[];
}

export interface StoredComment {
	readonly id: number;
	readonly issue: number;
	readonly author: string;
	readonly created: string;
	updated: string;
	body: string;
}

export interface StoredLabel {
	readonly id: number;
	name: string;
	color: string;
	description: string | null;
}

/** Everything that GitHub knows of its one repository. */
export class Store {
	readonly owner = "ai-offering-registry";
	readonly repo = "registry";
	/** Owner of the token. */
	actor = "github-actions[bot]";
	readonly objects = new GitObjects();
	/** `heads/main`, `tags/v1.0.0` → object. */
	readonly refs = new Map<string, string>();
	readonly releases: StoredRelease[] = [];
	readonly assets: StoredAsset[] = [];
	/** The release that is marked latest. */
	latest: number | null = null;
	readonly issues: StoredIssue[] = [];
	readonly comments: StoredComment[] = [];
	readonly labels: StoredLabel[] = [];
	readonly reviews: StoredReview[] = [];
	readonly statuses: StoredStatus[] = [];
	/** Accounts that may do more than read. */
	readonly permissions = new Map<string, Permission>();
	/** Contexts, of statuses or jobs, without which no pull request is merged; main is protected where there are any. */
	readonly required: string[] = [];
	/** Runs of workflows, ended or waiting. */
	readonly runs: StoredRun[] = [];
	/** Workflows that were asked to run. */
	readonly dispatched: { readonly workflow: string; readonly branch: string }[] = [];
	/** URL of the server; set when it listens. */
	url = "";
	#clock = Date.parse("2026-11-24T00:00:00Z");
	#id = 1000;

	/** Every look at the clock is a second later. */
	now(): string {
		this.#clock += 1000;
		return new Date(this.#clock).toISOString().replace(".000Z", "Z");
	}

	nextId(): number {
		this.#id += 1;
		return this.#id;
	}

	/** The address of something of the repository's in the API. */
	api(path: string): string {
		return `${this.url}/repos/${this.owner}/${this.repo}${path}`;
	}

	/** The address at which a person sees it. */
	html(path: string): string {
		return `https://github.com/${this.owner}/${this.repo}${path}`;
	}
}

/** The one with an id, or 404. */
export function oneWith<Thing>(things: readonly Thing[], fits: (thing: Thing) => boolean): Thing {
	const thing = things.find(fits);
	if (!thing) throw new Refusal(404, "Not Found");
	return thing;
}

/** Removes one thing of a list. */
export function remove<Thing>(things: Thing[], thing: Thing): void {
	things.splice(things.indexOf(thing), 1);
}
