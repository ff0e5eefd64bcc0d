/** Limits on requests to each host. Times in milliseconds. */
export interface RateLimit {
	/** Most requests at one time, over all hosts; one host gets one at a time. */
	readonly concurrency: number;
	/** Pause between two requests to a host, varied by up to a quarter. */
	readonly pauseMs: number;
	/** Returns a number from 0 to 1; tests give a fixed one. */
	readonly random: () => number;
}

/** Requests queued for one host. */
interface Lane {
	readonly waiting: (() => Promise<void>)[];
	/** True while a request runs, the pause lasts, or the host is queued. */
	busy: boolean;
	pauseMs: number;
	notBefore: number;
	/** Announced requests that have not started yet. */
	left: number;
}

/**
 * Gives every host one request at a time with a pause after it, and limits the requests over all hosts. Of the hosts
 * that are ready, the one with the most requests left comes first, so that no long queue remains at the end.
 */
export class RequestQueue {
	readonly #limit: RateLimit;
	readonly #lanes = new Map<string, Lane>();
	/** Sorted by number of requests left, most at the end. */
	readonly #ready: Lane[] = [];
	#running = 0;

	constructor(limit: RateLimit) {
		this.#limit = limit;
	}

	/** Runs a task when it is its host's turn. */
	run<T>(host: string, task: () => Promise<T>): Promise<T> {
		return new Promise((resolve, reject) => {
			const lane = this.#lane(host);
			lane.waiting.push(() => task().then(resolve, reject));
			if (!lane.busy) this.#makeReady(lane);
			this.#startNext();
		});
	}

	/** Announces how many requests to a host will come, so that long queues start early. */
	expect(host: string, requests: number): void {
		this.#lane(host).left += requests;
	}

	/** Sends a host no request for a time, in milliseconds. */
	pauseHost(host: string, ms: number): void {
		const lane = this.#lane(host);
		lane.notBefore = Math.max(lane.notBefore, performance.now() + ms);
	}

	/** Raises the pause between two requests to a host, in milliseconds. */
	slowDown(host: string, pauseMs: number): void {
		const lane = this.#lane(host);
		lane.pauseMs = Math.max(lane.pauseMs, pauseMs);
	}

	#lane(host: string): Lane {
		const known = this.#lanes.get(host);
		if (known) return known;
		const lane: Lane = { waiting: [], busy: false, pauseMs: this.#limit.pauseMs, notBefore: 0, left: 0 };
		this.#lanes.set(host, lane);
		return lane;
	}

	#makeReady(lane: Lane): void {
		lane.busy = true;
		let [from, to] = [0, this.#ready.length];
		while (from < to) {
			const middle = (from + to) >> 1;
			if ((this.#ready[middle]?.left ?? 0) < lane.left) from = middle + 1;
			else to = middle;
		}
		this.#ready.splice(from, 0, lane);
	}

	#startNext(): void {
		while (this.#running < this.#limit.concurrency) {
			const lane = this.#ready.pop();
			if (!lane) return;
			this.#running++;
			lane.left--;
			lane.waiting
				.shift()?.()
				.then(() => {
					this.#running--;
					this.#pause(lane);
					this.#startNext();
				});
		}
	}

	#pause(lane: Lane): void {
		const pause = lane.pauseMs * (0.75 + this.#limit.random() / 2);
		const wait = Math.max(pause, lane.notBefore - performance.now());
		setTimeout(() => {
			lane.busy = false;
			if (lane.waiting.length === 0) return;
			this.#makeReady(lane);
			this.#startNext();
		}, wait);
	}
}
