import { httpStatus, TRIES, withContext } from "./client.ts";

/** The same call is not made again by itself: what creates something may have done so though its answer was lost. */
export const NO_RETRY = { request: { retries: 0 } } as const;

/**
 * Finds a thing, or creates it. A creation that fails may have succeeded all the same, so the thing is looked for before
 * it is tried again, and nothing is created twice. `create` makes its call with NO_RETRY. Throws GithubError.
 */
export async function findOrCreate<Thing>(
	what: string,
	find: () => Promise<Thing | undefined>,
	create: () => Promise<Thing>,
): Promise<Thing> {
	return withContext(what, async () => {
		let failure: unknown;
		for (let attempt = 0; attempt < TRIES; attempt++) {
			const existing = await find();
			if (existing !== undefined) return existing;
			try {
				return await create();
			} catch (error) {
				failure = error;
			}
		}
		const created = await find();
		if (created !== undefined) return created;
		throw failure;
	});
}

/** Returns the result of a look-up; undefined where GitHub answers 404. */
export async function getOrUndefined<Thing>(call: () => Promise<{ readonly data: Thing }>): Promise<Thing | undefined> {
	try {
		return (await call()).data;
	} catch (error) {
		if (httpStatus(error) === 404) return undefined;
		throw error;
	}
}

/** Removes a thing; one that is gone already is gone. Throws GithubError. */
export async function deleteIfPresent(what: string, remove: () => Promise<unknown>): Promise<void> {
	await withContext(what, async () => {
		try {
			await remove();
		} catch (error) {
			if (httpStatus(error) !== 404) throw error;
		}
	});
}
