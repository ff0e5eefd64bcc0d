import type { Reference } from "../resolve.ts";

/** One use of a model or endpoint that a configuration names. */
export interface Use {
	/** The place in the file, as its own words name it; never a secret. */
	readonly place: string;
	/** Name in the configuration. */
	readonly named: string;
	/** Left out where `named` itself is to be resolved. */
	readonly reference?: Reference;
	/** Hosts that a gateway is told to use; null where it may choose. */
	readonly pinned?: readonly Reference[] | null;
	/** Reason why the reference cannot be trusted, such as a value from the environment. */
	readonly unknown?: string;
}

/** Returns a value as a mapping; an empty one for anything else. */
export function asMapping(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Returns the texts of a list, or a text alone as a list of one. */
export function asTexts(value: unknown): string[] {
	if (typeof value === "string") return [value];
	return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** Splits `provider/model`; a text without a slash is a model. */
export function splitId(text: string): Pick<Reference, "provider" | "model"> {
	const slash = text.indexOf("/");
	return slash > 0 ? { provider: text.slice(0, slash), model: text.slice(slash + 1) } : { model: text };
}
