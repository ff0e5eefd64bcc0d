import { fileURLToPath } from "node:url";

/** Requests under way at one time, over all hosts. */
export const CONCURRENCY = 24;
/** Milliseconds between two requests to one host. */
export const PAUSE_MS = 2_000;
/** Default folder of the texts of pages. */
export const TEXTS_FOLDER = fileURLToPath(new URL("../../node_modules/.cache/registry-texts", import.meta.url));
