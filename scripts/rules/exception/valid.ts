import { defineRule } from "../rule.ts";

export const exceptionValid = defineRule({
	id: "exception/valid",
	level: "error",
	scope: "exceptions",
	summary:
		"Each entry of `exceptions.yaml` has rule, file, path, reason, owner and until, is not expired, and is still needed.",
	why: "What is let pass once is forgotten; an exception that outlives its reason hides the next problem.",
});
