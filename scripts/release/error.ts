import { ExpectedError } from "../lib/expected-error.ts";

/** A release cannot be made; the message says why and what to do. */
export class ReleaseError extends ExpectedError {}
