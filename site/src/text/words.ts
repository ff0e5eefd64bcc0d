import type { Category, Cell, Dispute, FactValue, Review, State } from "../artifact/shape.ts";

/** The words of the data set's short codes, as pages say them. */

export const CATEGORY: Readonly<Record<Category, string>> = {
	first_party: "First-party",
	cloud_distribution: "Cloud distribution",
	inference_host: "Inference host",
	gateway: "Gateway",
};

export const STATE: Readonly<Record<State, string>> = {
	fresh: "Fresh",
	expiring: "Expiring",
	expired: "Expired",
	undated: "Undated",
};

export const VIA: Readonly<Record<Cell["verified_via"], string>> = {
	live: "read on the live page",
	archived_copy: "read in a stored copy",
	secondary: "read by another registry",
};

export const CONFIDENCE: Readonly<Record<Cell["confidence"], string>> = {
	high: "High",
	medium: "Medium",
	low: "Low",
};

export const DECISION: Readonly<Record<Review["decision"], string>> = {
	confirmed: "the cell still holds",
	adopted: "the change was taken over",
	dismissed: "the flag was wrong",
};

export const OUTCOME: Readonly<Record<NonNullable<Dispute["outcome"]>, string>> = {
	upheld: "upheld",
	rejected: "rejected",
	withdrawn: "withdrawn",
};

const TIER = { free: "free", self_serve: "self-serve", enterprise: "enterprise" } as const;
const ROUTE = {
	public: "public",
	trust_center_nda: "trust center, under NDA",
	contract: "by contract",
	sales: "through sales",
} as const;
const DEFAULT = { enabled: "on", requires_config: "needs a setting", requires_approval: "needs an approval" } as const;

/** A qualifier or a fact: its name and its value in words, and the address where the value is one. */
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

/** Parts of a fact's key that are written otherwise than they are said. */
const SPELLED: Readonly<Record<string, string>> = {
	dpa: "DPA",
	sccs: "SCCs",
	eu: "EU",
	ec: "EC",
	zdr: "zero retention",
	url: "address",
};

/** Facts in words: yes and no rather than true and false. */
export function factsOf(facts: Cell["facts"]): Named[] {
	return Object.entries(facts).map(([key, value]) => ({
		name: sentence(key.split("_").map((word) => SPELLED[word] ?? word)),
		value: factText(value),
		href: typeof value === "string" && value.startsWith("https://") ? value : null,
	}));
}

function factText(value: FactValue): string {
	if (typeof value === "boolean") return value ? "yes" : "no";
	return typeof value === "object" ? value.join("; ") : String(value);
}

function sentence(words: readonly string[]): string {
	const text = words.join(" ");
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A count and its noun: `1 offering`, `2 offerings`. */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const COUNTRIES = new Intl.DisplayNames("en", { type: "region" });

/** A country's name from its ISO 3166-1 code. */
export function country(code: string): string {
	return COUNTRIES.of(code) ?? code;
}
