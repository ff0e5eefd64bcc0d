/** Answers of the form by the key of their question; empty where there is none. */
export type Answers = Readonly<Record<string, string>>;

/** Result of the rules on the answers. */
export interface Validation {
	/** The text that the workflow on GitHub reads. */
	readonly body: string;
	readonly problems: readonly { readonly question: string; readonly message: string }[];
	/** The record as it would be; null where the answers do not give one. */
	readonly file: { readonly path: string; readonly text: string } | null;
}
