import { ExpectedError } from "../load/expected-error.ts";

/** The forge refused, or could not be asked; the message says why and what to do. It never holds the token. */
export class ForgeError extends ExpectedError {}
