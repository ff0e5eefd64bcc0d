import { DATASET } from "../../schemas/dataset.ts";
import { LICENSE_URL } from "./about.ts";
import { json, type TextArtifact, textArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";

/** Files that search engines for data sets offer for download, with their media types. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
	"data.json": "application/json",
	"data.ndjson": "application/x-ndjson",
	"offerings.csv": "text/csv",
	"cells.csv": "text/csv",
	"sources.csv": "text/csv",
	"cells.parquet": "application/vnd.apache.parquet",
	"sources.parquet": "application/vnd.apache.parquet",
	"registry.sqlite": "application/vnd.sqlite3",
	"registry.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Words under which search engines should find the data set. */
const KEYWORDS = [
	...["AI compliance", "large language models", "SOC 2", "ISO/IEC 27001", "ISO/IEC 42001", "HIPAA", "GDPR"],
	...["EU AI Act", "data residency", "zero data retention", "vendor risk"],
];

/** Returns `dataset.jsonld`: the data set in the words of schema.org, for the pages of the site. `published` is the day of the first release. */
export function datasetJsonld({ header }: Dataset, published: string): TextArtifact {
	const publisher = { "@type": "Organization", name: header.name, url: header.homepage };
	return textArtifact(
		"dataset.jsonld",
		json({
			"@context": "https://schema.org",
			"@type": "Dataset",
			"@id": header.homepage,
			name: header.name,
			description: `What AI API offerings can prove: ${header.coverage.offerings} offerings graded on ${header.dimension_details.length} dimensions, each grade with its sources and the day as of which they hold.`,
			url: header.homepage,
			identifier: `${DATASET.repository}/releases/tag/v${header.version}`,
			sameAs: DATASET.repository,
			version: header.version,
			datePublished: published,
			dateModified: header.generated,
			license: LICENSE_URL,
			isAccessibleForFree: true,
			keywords: KEYWORDS,
			creator: publisher,
			publisher,
			isBasedOn: header.attributions.flatMap(({ url }) => (url === null ? [] : [url])),
			variableMeasured: header.dimension_details.map(({ id, label, question }) => ({
				"@type": "PropertyValue",
				propertyID: id,
				name: label,
				description: question,
			})),
			distribution: Object.entries(DISTRIBUTIONS).map(([path, encodingFormat]) => ({
				"@type": "DataDownload",
				name: path,
				contentUrl: `${header.homepage}v${header.schema_version}/${path}`,
				encodingFormat,
			})),
		}),
	);
}
