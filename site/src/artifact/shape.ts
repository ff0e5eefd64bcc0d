/**
 * What the site reads of the published artifacts. A test of the project holds these shapes to the published ones;
 * the site itself knows nothing but the files.
 */

export type GradeId =
	| "yes_public"
	| "yes_sales_gated"
	| "yes_platform_only"
	| "partial"
	| "unclear"
	| "no_public_evidence";
export type State = "fresh" | "expiring" | "expired" | "undated";

export interface Source {
	readonly url: string;
	readonly title: string | null;
	readonly kind: "primary" | "secondary";
	readonly archived: string | null;
	readonly published: string | null;
	readonly captured: string | null;
	readonly sha256: string | null;
	readonly locator: string | null;
	readonly quote: string | null;
}

export type FactValue = string | number | boolean | readonly string[];

export interface Review {
	readonly on: string;
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
	readonly confidence: "high" | "medium" | "low";
	readonly verified: string;
	readonly verified_via: "live" | "archived_copy" | "secondary";
	readonly expires: string | null;
	readonly state: State;
	readonly caveat: string | null;
	readonly notes: string;
	readonly sources: readonly Source[];
	readonly searched: readonly string[];
	readonly tier: "free" | "self_serve" | "enterprise" | null;
	readonly route: "public" | "trust_center_nda" | "contract" | "sales" | null;
	readonly default: "enabled" | "requires_config" | "requires_approval" | null;
	readonly geography: string | null;
	readonly valid_until: string | null;
	readonly facts: Readonly<Record<string, FactValue>>;
	readonly reviews: readonly Review[];
	readonly dispute: Dispute | null;
}

export type Cells = { readonly [dimension: string]: Cell | undefined };

export type Category = "first_party" | "cloud_distribution" | "inference_host" | "gateway";

export interface Offering {
	readonly id: string;
	readonly name: string;
	readonly developer: string;
	readonly developer_id: string;
	readonly platform: string;
	readonly platform_id: string;
	readonly category: Category;
	readonly model_family: string;
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
	/** What became of the sources that were looked at; absent from what was published before anybody looked. */
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
	readonly schema_version: 1;
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
	readonly coverage: Coverage;
	readonly offerings: readonly Offering[];
}

export interface Change {
	readonly kind: string;
	readonly offering: string | null;
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
