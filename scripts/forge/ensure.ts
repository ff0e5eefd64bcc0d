import { explained, statusOf, TRIES } from "./client.ts";

/** The same call is not made again by itself: what creates something may have done so though its answer was lost. */
export const ONCE = { request: { retries: 0 } } as const;

/**
 * Finds a thing, or creates it. A creation that fails may have succeeded all the same, so the thing is looked for before
 * it is tried again, and nothing is created twice. `create` makes its call with ONCE. Throws ForgeError.
 */
export async function ensure<Thing>(
	what: string,
	find: () => Promise<Thing | undefined>,
	create: () => Promise<Thing>,
): Promise<Thing> {
	return explained(what, async () => {
		let failure: unknown;
		for (let attempt = 0; attempt < TRIES; attempt++) {
			const found = await find();
			if (found !== undefined) return found;
			try {
				return await create();
			} catch (error) {
				failure = error;
			}
		}
		const found = await find();
		if (found !== undefined) return found;
		throw failure;
	});
}

/** What a look-up gives; undefined where the forge has no such thing. */
export async function found<Thing>(call: () => Promise<{ readonly data: Thing }>): Promise<Thing | undefined> {
	try {
		return (await call()).data;
	} catch (error) {
		if (statusOf(error) === 404) return undefined;
		throw error;
	}
}

/** Removes a thing; one that is gone already is gone. Throws ForgeError. */
export async function gone(what: string, remove: () => Promise<unknown>): Promise<void> {
	await explained(what, async () => {
		try {
			await remove();
		} catch (error) {
			if (statusOf(error) !== 404) throw error;
		}
	});
}
