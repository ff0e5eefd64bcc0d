import type { Confidence, GradeId } from "../artifact/shape.ts";
import type { Requirements } from "./requirements.ts";

/** State of the matrix, kept in the URL. */
export interface MatrixState extends Requirements {
	readonly q: string;
	readonly category: string;
	readonly developer: string;
	readonly platform: string;
	/** Most watch-outs; empty for any number. */
	readonly most: string;
	readonly sort: string;
	/** True when the sorting is turned round. */
	readonly down: boolean;
}

/** The order of the page as it is built: best covered first. */
export const DEFAULT_SORT = "answers";
export const FILTERS = ["category", "developer", "platform", "most"] as const;
const GRADES: readonly GradeId[] = ["yes_public", "yes_sales_gated", "yes_platform_only", "partial", "unclear"];

/** Reads a query string; what it does not know is left out. */
export function readState(search: string, dimensions: readonly string[]): MatrixState {
	const query = new URLSearchParams(search);
	const text = (name: string) => query.get(name) ?? "";
	const require = dimensions.flatMap((id): [string, GradeId][] => {
		const grade = GRADES.find((one) => one === query.get(id));
		return grade ? [[id, grade]] : [];
	});
	const confidence = text("confidence");
	const sorts = ["name", "watch", "answers", "evidence", ...dimensions];
	return {
		q: text("q"),
		require: Object.fromEntries(require),
		confidence: confidence === "medium" || confidence === "high" ? (confidence satisfies Confidence) : null,
		fresh: query.get("fresh") === "1",
		category: text("category"),
		developer: text("developer"),
		platform: text("platform"),
		most: /^\d{1,2}$/.test(text("most")) ? text("most") : "",
		sort: sorts.includes(text("sort")) ? text("sort") : DEFAULT_SORT,
		down: query.get("down") === "1",
	};
}

/** Writes the query string of a state, without what is asked of nobody; empty for the whole matrix. */
export function searchOf(state: MatrixState): string {
	const query = new URLSearchParams();
	if (state.q.trim() !== "") query.set("q", state.q.trim());
	for (const [id, grade] of Object.entries(state.require)) query.set(id, grade);
	if (state.confidence) query.set("confidence", state.confidence);
	if (state.fresh) query.set("fresh", "1");
	for (const name of FILTERS) if (state[name] !== "") query.set(name, state[name]);
	if (state.sort !== DEFAULT_SORT) query.set("sort", state.sort);
	if (state.down) query.set("down", "1");
	const text = query.toString();
	return text === "" ? "" : `?${text}`;
}
