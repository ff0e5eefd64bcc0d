import type { APIRoute } from "astro";
import { terms } from "../artifact/terms.ts";

/** What views that are made in a browser need to know. */
export const GET: APIRoute = () => new Response(JSON.stringify(terms()));
