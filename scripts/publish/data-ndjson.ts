import type { TextArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";
import { answerRows } from "./tables/cells.ts";
import { assertValid } from "./validate.ts";

/** Returns `data.ndjson`: one answer per line, assessed or not, with the offering it belongs to. */
export function dataNdjson(dataset: Dataset): TextArtifact {
	return {
		path: "data.ndjson",
		*pieces() {
			for (const { offering, dimension, model, cell_id, status, cell } of answerRows(dataset)) {
				const { id, name, developer_id, platform_id, service_id, category, model_family } = offering;
				const line = {
					offering: {
						...{ id, name, developer_id, platform_id, service_id, category, model_family },
						status: offering.status,
					},
					dimension,
					model,
					cell_id,
					status,
					cell,
				};
				assertValid("cell-line", line, `data.ndjson: ${cell_id}`);
				yield `${JSON.stringify(line)}\n`;
			}
		},
	};
}
