import type { Dataset } from "./dataset.ts";

/** Returns what every file says of itself: name, version, day, licence and homepage. */
export function aboutOf({ header }: Pick<Dataset, "header">): Record<string, string> {
	return {
		name: header.name,
		version: header.version,
		generated: header.generated,
		schema_version: String(header.schema_version),
		license: header.license,
		license_url: LICENSE_URL,
		homepage: header.homepage,
		repository: header.repository,
		disclaimer: header.disclaimer,
	};
}

/** URL of the licence of the data. */
export const LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/";
