/** Key of an earlier version or of another registry → what is written instead. */
export const SUCCESSORS: Readonly<Record<string, string>> = {
	source: "sources",
	source_url: "sources",
	policy_last_update: "policy_updated",
	grade: "value",
	verified: "captured of the main source, or checked",
	last_verified: "captured of the main source, or checked",
	verified_on: "captured of the main source, or checked",
	verified_via: "via of each source",
	expires: "valid_until, where the document itself says so",
	on: "date",
};
