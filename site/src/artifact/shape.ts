/**
 * Shapes of the published artifacts, as far as pages read them. A test holds them to the published schemas; the site
 * itself knows nothing but the files.
 */

export type GradeId =
	| "yes_public"
	| "yes_sales_gated"
	| "yes_platform_only"
	| "partial"
	| "unclear"
	| "no_public_evidence";
export type State = "fresh" | "expiring" | "expired" | "undated";
export type Via = "live" | "copy" | "excerpt" | "quoted" | "reported" | "unread";
export type Confidence = "high" | "medium" | "low";

export interface Reader {
	readonly name: string;
	readonly url: string | null;
	readonly date: string | null;
}

export interface Source {
	readonly url: string;
	readonly title: string | null;
	readonly publisher: "vendor" | "authority" | "other";
	readonly via: Via;
	readonly reader: Reader | null;
	readonly archived: string | null;
	readonly archive_kept_by: "vendor" | "organisation" | "individual" | null;
	readonly published: string | null;
	readonly captured: string | null;
	readonly unchanged: string | null;
	readonly locator: string | null;
	readonly quote: string | null;
}

export interface Searched {
	readonly url: string;
	readonly title: string | null;
	readonly as_of: string | null;
	readonly archived: string | null;
}

export interface Limit {
	readonly kind: "model" | "plan" | "region" | "feature";
	readonly what: string;
}

export type FactValue = string | number | boolean | readonly string[];

export interface Review {
	readonly date: string;
	readonly by: string;
	readonly decision: "confirmed" | "adopted" | "dismissed";
	readonly reason: string;
}

export interface Dispute {
	readonly opened: string;
	readonly by: string;
	readonly statement: string;
	readonly url: string;
	readonly outcome: "upheld" | "rejected" | "withdrawn" | null;
	readonly closed: string | null;
}

export interface Cell {
	readonly value: GradeId;
	readonly contrary: boolean;
	readonly confidence: Confidence;
	readonly finding: string;
	readonly limits: readonly Limit[];
	readonly requires: readonly string[];
	readonly verified: string;
	readonly evidence_date: string | null;
	readonly fresh_until: string | null;
	readonly state_at_release: State;
	readonly checked: string | null;
	readonly caveat: string | null;
	readonly notes: string;
	readonly sources: readonly Source[];
	readonly searched: readonly Searched[];
	readonly tier: "free" | "self_serve" | "enterprise" | null;
	readonly route: "public" | "trust_center_nda" | "contract" | "sales" | null;
	readonly default: "enabled" | "requires_config" | "requires_approval" | null;
	readonly geography: string | null;
	readonly valid_until: string | null;
	readonly facts: Readonly<Record<string, FactValue>>;
	readonly reviews: readonly Review[];
	readonly dispute: Dispute | null;
	readonly differs: string | null;
	readonly written_in: string;
}

export type Cells = { readonly [dimension: string]: Cell | undefined };

export type Category = "first_party" | "cloud_distribution" | "inference_host" | "gateway";

export interface Offering {
	readonly id: string;
	readonly name: string;
	readonly developer: string;
	/** Null where there are several. */
	readonly developer_id: string | null;
	readonly platform: string;
	readonly platform_id: string;
	readonly service_id: string | null;
	readonly category: Category;
	readonly model_family: string;
	readonly model_patterns: readonly string[];
	readonly summary: string;
	readonly status: "active" | "retired";
	readonly retired_on: string | null;
	readonly successor: string | null;
	readonly aliases: readonly string[];
	readonly permalink: string;
	readonly watch_outs: number;
	readonly not_applicable: readonly string[];
	readonly dimensions: Cells;
	readonly model_exceptions: readonly { readonly model: string; readonly dimensions: Cells }[];
}

export interface Dimension {
	readonly id: string;
	readonly label: string;
	readonly question: string;
	readonly buyer_question: string;
	readonly slug: string;
	readonly group: string;
	readonly graded_on: "platform" | "developer";
	readonly fresh_days: number;
	readonly rubric: { readonly [grade: string]: string };
	readonly facts: Readonly<Record<string, string>>;
}

export interface Grade {
	readonly id: GradeId;
	readonly label: string;
	readonly glyph: string;
	readonly rank: number;
	readonly meaning: string;
}

export interface Vendor {
	readonly id: string;
	readonly name: string;
	readonly kind: "vendor" | "authority";
	readonly domains: readonly string[];
	readonly country: string;
	readonly aliases: readonly string[];
	readonly trust_center: string | null;
}

export interface Service {
	readonly id: string;
	readonly name: string;
	readonly platform_id: string;
	readonly api_hosts: readonly string[];
}

/** Cells per grade, or per state. */
export type Counts = { readonly [id: string]: number | undefined };

export interface Coverage {
	readonly offerings: number;
	readonly cells: number;
	readonly possible: number;
	readonly not_applicable: number;
	readonly watch_outs: number;
	readonly grades: Counts;
	readonly states: Counts;
	/** Absent from what was published before any source was checked. */
	readonly sources?: {
		readonly total: number;
		readonly archived: number;
		readonly dead: number;
		readonly changed: number;
		readonly moved: number;
		readonly blocked: number;
		readonly unchecked: number;
	};
	readonly dimensions: {
		readonly [dimension: string]:
			| {
					readonly cells: number;
					readonly possible: number;
					readonly grades: Counts;
					readonly states: Counts;
			  }
			| undefined;
	};
}

/** `data.json`. */
export interface Data {
	readonly schema_version: 2;
	readonly name: string;
	readonly version: string;
	readonly generated: string;
	readonly license: string;
	readonly homepage: string;
	readonly repository: string;
	readonly disclaimer: string;
	readonly dimension_details: readonly Dimension[];
	readonly grades: readonly Grade[];
	readonly vendors: readonly Vendor[];
	readonly services: readonly Service[];
	readonly coverage: Coverage;
	readonly offerings: readonly Offering[];
}

export interface Change {
	readonly kind: string;
	readonly offering: string | null;
	/** Offerings that a change of a shared answer reaches; only where it reaches several. */
	readonly offerings?: readonly string[] | undefined;
	/** Record file of the answer, where it is not the offering's own. */
	readonly written_in?: string | undefined;
	readonly dimension: string | null;
	readonly field: string | null;
	readonly before?: unknown;
	readonly after?: unknown;
	readonly direction: "up" | "down" | "none";
	readonly path: string;
	readonly source: string | null;
	readonly credits: readonly string[];
	readonly pulls: readonly number[];
}

export interface Release {
	/** News by the maintainers, Markdown. */
	readonly news?: string | undefined;
	readonly version: string;
	readonly date: string;
	readonly bump: "none" | "patch" | "minor" | "major";
	readonly statistics: {
		readonly offerings: number;
		readonly cells: number;
		readonly upgrades: number;
		readonly downgrades: number;
		readonly reverified: number;
	};
	readonly changes: readonly Change[];
}

/** `changes.json`. */
export interface Changes {
	readonly releases: readonly Release[];
}
