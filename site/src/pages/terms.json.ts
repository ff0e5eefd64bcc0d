import type { APIRoute } from "astro";
import { terms } from "../artifact/terms.ts";

/** Terms for views that are made in a browser. */
export const GET: APIRoute = () => new Response(JSON.stringify(terms()));
