const COUNTRIES = new Intl.DisplayNames("en", { type: "region" });

/** A country's name from its ISO 3166-1 code. */
export function country(code: string): string {
	return COUNTRIES.of(code) ?? code;
}
