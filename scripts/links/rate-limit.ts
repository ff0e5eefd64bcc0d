/** How politely hosts are asked. Times in milliseconds. */
export interface RateLimit {
	/** Most requests at one time, over all hosts; one host has one at a time. */
	readonly concurrency: number;
	/** Between two requests to a host, give or take a quarter. */
	readonly pauseMs: number;
	/** A number from 0 to 1; tests give a fixed one. */
	readonly random: () => number;
}

/** The requests that wait for a host. */
interface Lane {
	readonly waiting: (() => Promise<void>)[];
	/** Whether it is asked, pauses, or is in the list of the ready. */
	engaged: boolean;
	pauseMs: number;
	notBefore: number;
	/** Requests that are still to come, as far as they were announced. */
	left: number;
}

/**
 * Gives every host one request at a time with a pause after it, and all of them together no more than a number. Of the
 * hosts that are ready, the one with the most left comes first, so that no long queue is left for the end.
 */
export class RequestQueue {
	readonly #politeness: RateLimit;
	readonly #lanes = new Map<string, Lane>();
	/** By number of requests that are left, most at the end. */
	readonly #ready: Lane[] = [];
	#running = 0;

	constructor(politeness: RateLimit) {
		this.#politeness = politeness;
	}

	/** Runs a task when it is its host's turn. */
	on<T>(host: string, task: () => Promise<T>): Promise<T> {
		return new Promise((resolve, reject) => {
			const lane = this.#lane(host);
			lane.waiting.push(() => task().then(resolve, reject));
			if (!lane.engaged) this.#makeReady(lane);
			this.#run();
		});
	}

	/** Announces how many requests to a host will come, so that long work begins early. */
	expect(host: string, requests: number): void {
		this.#lane(host).left += requests;
	}

	/** Leaves a host alone for a time, because it asked for it. */
	rest(host: string, ms: number): void {
		const lane = this.#lane(host);
		lane.notBefore = Math.max(lane.notBefore, performance.now() + ms);
	}

	/** Asks a host no more often than it wants. */
	slowDown(host: string, pauseMs: number): void {
		const lane = this.#lane(host);
		lane.pauseMs = Math.max(lane.pauseMs, pauseMs);
	}

	#lane(host: string): Lane {
		const known = this.#lanes.get(host);
		if (known) return known;
		const lane: Lane = { waiting: [], engaged: false, pauseMs: this.#politeness.pauseMs, notBefore: 0, left: 0 };
		this.#lanes.set(host, lane);
		return lane;
	}

	#makeReady(lane: Lane): void {
		lane.engaged = true;
		let [from, to] = [0, this.#ready.length];
		while (from < to) {
			const middle = (from + to) >> 1;
			if ((this.#ready[middle]?.left ?? 0) < lane.left) from = middle + 1;
			else to = middle;
		}
		this.#ready.splice(from, 0, lane);
	}

	#run(): void {
		while (this.#running < this.#politeness.concurrency) {
			const lane = this.#ready.pop();
			if (!lane) return;
			this.#running++;
			lane.left--;
			lane.waiting
				.shift()?.()
				.then(() => {
					this.#running--;
					this.#pause(lane);
					this.#run();
				});
		}
	}

	#pause(lane: Lane): void {
		const pause = lane.pauseMs * (0.75 + this.#politeness.random() / 2);
		const wait = Math.max(pause, lane.notBefore - performance.now());
		setTimeout(() => {
			lane.engaged = false;
			if (lane.waiting.length === 0) return;
			this.#makeReady(lane);
			this.#run();
		}, wait);
	}
}
