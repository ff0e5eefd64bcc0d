/** Faults of one request. */
export type Fault =
	/** 502, and nothing was done. */
	| "unavailable"
	/** Done, but 502 is what the client hears. */
	| "lost"
	/** 403 with Retry-After, and nothing was done. */
	| "limited"
	/** The connection breaks while the request is being sent; an upload leaves a part behind. */
	| "reset"
	/** Done, but the connection breaks before the answer. */
	| "unanswered"
	/** Done, but the connection breaks in the middle of the answer. */
	| "truncated"
	/** Done; the answer comes in drops. */
	| "slow"
	/** Done; half of the answer comes, and then nothing more. */
	| "stalled"
	/** Done; what was uploaded is stored with another byte in it. */
	| "corrupted";

/** The faults that a schedule draws from; one that stalls takes as long as the client is patient. */
export const FAULTS: readonly Fault[] = [
	...(["unavailable", "lost", "limited", "reset", "unanswered", "truncated", "slow", "corrupted"] as const),
];

/** Says for each request, in order, what goes wrong with it. */
export type Schedule = (operation: string) => Fault | undefined;

export const NO_FAULTS: Schedule = () => undefined;

/** A schedule of faults from a seed: about `rate` of all requests fail, no more than `most` in all. */
export function seededFaults(seed: number, rate: number, most: number): Schedule {
	const random = randomOf(seed);
	let left = most;
	return () => {
		if (left === 0 || random() >= rate) return undefined;
		left -= 1;
		return FAULTS[Math.floor(random() * FAULTS.length)];
	};
}

/** The n-th request of an operation goes wrong, and no other. */
export function faultAt(operation: string, nth: number, fault: Fault): Schedule {
	let count = 0;
	return (one) => {
		if (one !== operation) return undefined;
		count += 1;
		return count === nth ? fault : undefined;
	};
}

/** Mulberry32: numbers from 0 up to 1, the same for the same seed. */
export function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
