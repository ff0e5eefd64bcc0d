import type { TextArtifact } from "./artifact.ts";
import { cellRows } from "./cells-table.ts";
import type { Dataset } from "./dataset.ts";
import { assertValid } from "./validate.ts";

/** `data.ndjson`: one cell per line, with the offering it belongs to. */
export function dataNdjson(dataset: Dataset): TextArtifact {
	return {
		path: "data.ndjson",
		*pieces() {
			for (const { offering, dimension, model, cell } of cellRows(dataset)) {
				const { id, name, developer_id, platform_id, category, model_family, status } = offering;
				const line = {
					offering: { id, name, developer_id, platform_id, category, model_family, status },
					dimension,
					model,
					cell,
				};
				assertValid("cell-line", line, `data.ndjson: ${id} ${dimension}`);
				yield `${JSON.stringify(line)}\n`;
			}
		},
	};
}
