/**
 * Keys and columns that a major version renamed or replaced, by the words in which a changelog names them: former name →
 * where to look now. A test holds each against the contracts of both versions.
 */
export const RENAMED: Readonly<Record<number, Readonly<Record<string, string>>>> = {
	2: {
		"cell.expires": "cell.fresh_until",
		"cell.state": "cell.state_at_release",
		"cell.verified": "cell.sources[].captured",
		"cell.verified_via": "cell.sources[].via",
		"cell.sources[].kind": "cell.sources[].publisher",
		"cell.reviews[].on": "cell.reviews[].date",
		"coverage.sources.red": "coverage.sources.dead",
		"cells.expires": "cells.fresh_until",
		"cells.state": "cells.state_at_release",
		"cells.default": "cells.default_state",
		"cells.source_kind": "cells.source_publisher",
		"cells.published": "cells.source_published",
		"cells.captured": "cells.source_captured",
		"cells.searched": "searched",
		"sources.kind": "sources.publisher",
		"sources.offering_id": "sources.cell_id",
		"sources.dimension": "sources.cell_id",
		"sources.model": "sources.cell_id",
		"changes.before": "changes.before_json",
		"changes.after": "changes.after_json",
		"question_*.state": "question_*.fresh_until",
		schemas: "./schemas/*.json",
	},
};
