import type { Path } from "../yaml/positions.ts";

/** Returns a path as text: `dimensions.soc2_type2.sources[0].url`. */
export function pathText(path: Path): string {
	return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}
