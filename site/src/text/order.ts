/** Orders names as people do: case and accents aside, numbers by value. */
export const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
