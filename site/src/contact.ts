import configured from "../contact.json" with { type: "json" };

/** Who maintains the registry and how to reach them; what is not configured is null, and not said. */
export const contact: { readonly maintainer: string | null; readonly email: string | null } = configured;
