import { DATASET } from "../../../schemas/dataset.ts";
import { escapeMarkdown } from "../../lib/mentions.ts";
import { type TextArtifact, textArtifact } from "../artifact.ts";
import type { Dataset } from "../dataset.ts";
import { API_FOLDER } from "./api.ts";

/** Returns `llms.txt`: what the registry is and where its files are, in the form of llmstxt.org. */
export function llmsTxt({ header, offerings }: Dataset): TextArtifact {
	const url = (path: string) => `${header.homepage}${path}`;
	const api = (path: string) => url(`${API_FOLDER}${path}`);
	return textArtifact(
		"llms.txt",
		`# ${header.name}

> What AI API offerings can prove: ${header.coverage.offerings} offerings (a model family as served by one service) graded on ${header.dimension_details.length} questions, each grade with its sources, quotations and the day as of which it holds. Version ${header.version} of ${header.generated}, ${header.license}.

${header.disclaimer} Cite the permalink of an answer, its grade, its caveat and \`evidence_date\`. An answer that is not assessed is not a no. Evidence is old after \`fresh_until\`.

## Data

- [List of offerings with their grades](${api("offerings.json")})
- [The whole data set](${api("data.json")}): large; prefer one offering or one dimension
- [Ids of LiteLLM, OpenRouter and models.dev to offerings](${api("by-identifier.json")})
- [The API as OpenAPI](${api("openapi.yaml")})
- [What the data mean](${DATASET.repository}/blob/main/docs/data-model.md)

## Questions

${header.dimension_details.map(({ id, label, question }) => `- [${label}](${api(`dimensions/${id}.json`)}): ${question}`).join("\n")}

## Offerings

${offerings.map(({ id, name }) => `- [${escapeMarkdown(name)}](${api(`offerings/${id}.json`)})`).join("\n")}
`,
	);
}
