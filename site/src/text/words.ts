import type {
	Category,
	Cell,
	Confidence,
	Dispute,
	FactValue,
	Limit,
	Review,
	Source,
	State,
} from "../artifact/shape.ts";

/** Words for the short codes of the data set. */

export const CATEGORY: Readonly<Record<Category, string>> = {
	first_party: "First party",
	cloud_distribution: "Cloud",
	inference_host: "Host",
	gateway: "Gateway",
};

export const STATE: Readonly<Record<State, string>> = {
	fresh: "Up to date",
	expiring: "Re-check soon",
	expired: "Out of date",
	undated: "Undated",
};

export const CONFIDENCE: Readonly<Record<Confidence, string>> = {
	high: "High",
	medium: "Medium",
	low: "Low",
};

export const DECISION: Readonly<Record<Review["decision"], string>> = {
	confirmed: "the answer still holds",
	adopted: "the change was adopted",
	dismissed: "the flag was wrong",
};

export const OUTCOME: Readonly<Record<NonNullable<Dispute["outcome"]>, string>> = {
	upheld: "upheld",
	rejected: "rejected",
	withdrawn: "withdrawn",
};

export const LIMIT: Readonly<Record<Limit["kind"], string>> = {
	model: "Model",
	plan: "Plan",
	region: "Region",
	feature: "Feature",
};

const TIER = { free: "free", self_serve: "self-service", enterprise: "enterprise" } as const;
const ROUTE = {
	public: "public",
	trust_center_nda: "trust center, with an account or NDA",
	contract: "by contract",
	sales: "through sales",
} as const;
const DEFAULT = { enabled: "on", requires_config: "needs a setting", requires_approval: "needs approval" } as const;

/** Words for how a source was read; a reader is named where somebody else read it. */
export function viaText({ via, reader }: Pick<Source, "via" | "reader">): string {
	const by = reader?.name ?? "a third party";
	switch (via) {
		case "live":
			return "read on the live page";
		case "copy":
			return "read in a stored copy";
		case "excerpt":
			return "read in an excerpt";
		case "quoted":
			return `quoted by ${by}`;
		case "reported":
			return `reported by ${by}`;
		case "unread":
			return "pointed to, not read";
	}
}

/** A qualifier or a fact: its name and its value in words, and the URL where the value is one. */
export interface Named {
	readonly name: string;
	readonly value: string;
	readonly href: string | null;
}

/** The qualifiers of a cell that are set. */
export function qualifiersOf(cell: Cell): Named[] {
	const rows: [string, string | null][] = [
		["Plan", cell.tier && TIER[cell.tier]],
		["Route", cell.route && ROUTE[cell.route]],
		["By default", cell.default && DEFAULT[cell.default]],
		["Geography", cell.geography],
		["Valid until", cell.valid_until],
	];
	return rows.flatMap(([name, value]) => (value === null ? [] : [{ name, value, href: null }]));
}

/** Names of facts whose key does not read as words. */
const FACT: Readonly<Record<string, string>> = {
	art53_template: "Commission’s template",
	bridge_letter: "Bridge letter",
	covers_current_models: "Covers the current models",
	customer_data_trained_by_default: "Trained on by default",
	dpa_url: "DPA",
	eu_entity: "Entity for the EU",
	eu_region_available: "EU region",
	gpai_signed: "Signed",
	how: "How it is signed",
	covered: "What it covers",
	excluded: "What it excludes",
	offered: "Offered",
	on_signatory_list: "On the list of signatories",
	trains_on_inputs_by_default: "Trains on inputs by default",
	opt_out_how: "How to opt out",
	zdr_how: "How to get zero retention",
	notice_days: "Notice, days",
	notice_hours: "Notice, hours",
	objection: "Right to object",
	objection_days: "Days to object",
	public_dpa_published: "DPA is public",
	region_pinning_available: "Choice of region",
	retention_days: "Kept by default, days",
	retention_period_specified: "Retention period stated",
	scope_names_service: "Scope names the service",
	sccs_referenced: "Standard clauses (SCCs)",
	subprocessor_list_published: "Subprocessor list is public",
	subprocessor_list_url: "Subprocessor list",
	surcharge_percent: "Surcharge, percent",
	zdr_approval: "Zero retention needs approval",
	zdr_available: "Zero retention",
};

/** Parts of a fact's key that are not written as they are said. */
const SPELLED: Readonly<Record<string, string>> = {
	dpa: "DPA",
	sccs: "SCCs",
	eu: "EU",
	ec: "EC",
	zdr: "zero retention",
	url: "link",
	soc3: "SOC 3",
	baa: "BAA",
	gpai: "GPAI",
};

/** Facts in words: yes and no rather than true and false, codes as words. */
export function factsOf(facts: Cell["facts"]): Named[] {
	return Object.entries(facts).map(([key, value]) => ({
		name: factName(key),
		value: factText(value),
		href: typeof value === "string" && value.startsWith("https://") ? value : null,
	}));
}

/** The name of a fact. */
export function factName(key: string): string {
	return FACT[key] ?? sentence(key.split("_").map((word) => SPELLED[word] ?? word));
}

/** Words for codes that facts have as values. */
const VALUE: Readonly<Record<string, string>> = {
	self_serve: "online, self-service",
	by_default: "part of the terms",
	plan_gated: "with certain plans",
	on_request: "on request",
	undue_delay: "without undue delay",
};

function factText(value: FactValue): string {
	if (typeof value === "boolean") return value ? "yes" : "no";
	if (typeof value === "object") return value.join("; ");
	const known = VALUE[String(value)];
	if (known !== undefined) return known;
	return /^[a-z]+(?:_[a-z]+)+$/.test(String(value)) ? String(value).replaceAll("_", " ") : String(value);
}

function sentence(words: readonly string[]): string {
	const text = words.join(" ");
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A count and its noun: `1 offering`, `2 offerings`. */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
