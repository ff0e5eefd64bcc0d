import configured from "../contact.json" with { type: "json" };

/** Maintainer and e-mail; null, and left out of the pages, where not configured. */
export const contact: { readonly maintainer: string | null; readonly email: string | null } = configured;
