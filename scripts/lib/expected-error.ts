/** Something went wrong that the caller can fix; the message says what to do, and no stack is needed. */
export class ExpectedError extends Error {}
