import { DATASET } from "../../schemas/dataset.ts";
import { json, type TextArtifact, textArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";

/** The files that search engines for data sets offer for download, with their media types. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
	"data.json": "application/json",
	"data.ndjson": "application/x-ndjson",
	"offerings.csv": "text/csv",
	"cells.csv": "text/csv",
	"sources.csv": "text/csv",
};

/** `dataset.jsonld`: the data set in the words of schema.org, for the pages of the site. */
export function datasetJsonld({ header }: Dataset): TextArtifact {
	const publisher = { "@type": "Organization", name: header.name, url: header.homepage };
	return textArtifact(
		"dataset.jsonld",
		json({
			"@context": "https://schema.org",
			"@type": "Dataset",
			"@id": header.homepage,
			name: header.name,
			description: `What AI API offerings can prove: ${header.coverage.offerings} offerings graded on ${header.dimension_details.length} dimensions, each grade with its sources and the day on which they were read.`,
			url: header.homepage,
			version: header.version,
			dateModified: header.generated,
			license: "https://creativecommons.org/licenses/by/4.0/",
			isAccessibleForFree: true,
			creator: publisher,
			publisher,
			codeRepository: DATASET.repository,
			variableMeasured: header.dimension_details.map(({ id, label, question }) => ({
				"@type": "PropertyValue",
				propertyID: id,
				name: label,
				description: question,
			})),
			distribution: Object.entries(DISTRIBUTIONS).map(([path, encodingFormat]) => ({
				"@type": "DataDownload",
				name: path,
				contentUrl: `${header.homepage}${path}`,
				encodingFormat,
			})),
		}),
	);
}
