/** Title, description and licence of the data set as a whole. */
export const DATASET = {
	schema_version: 2,
	name: "AI Offering Registry",
	license: "CC-BY-4.0",
	homepage: "https://ai-offering-registry.github.io/registry/",
	repository: "https://github.com/ai-offering-registry/registry",
	disclaimer:
		"Grades say how well public evidence supports a yes on the day it was read. They are no endorsement, no legal advice and no promise by any vendor. Check the sources before you rely on a cell.",
} as const;

/** Returns the URL of an offering's page. */
export function permalinkOf(offeringId: string): string {
	return `${DATASET.homepage}offerings/${offeringId}/`;
}

/** Returns the URL of one answer on an offering's page. */
export function answerUrl(offeringId: string, dimension: string): string {
	return `${permalinkOf(offeringId)}#${dimension}`;
}

/** Returns the URL of the site's correction page with a cell filled in. */
export function correctionPageOf(offeringId: string, dimension: string): string {
	return `${DATASET.homepage}correct/?offering=${encodeURIComponent(offeringId)}&dimension=${encodeURIComponent(dimension)}`;
}
