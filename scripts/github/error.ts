import { ExpectedError } from "../lib/expected-error.ts";

/** GitHub refused, or could not be asked; the message says why and what to do. It never holds the token. */
export class GithubError extends ExpectedError {}
