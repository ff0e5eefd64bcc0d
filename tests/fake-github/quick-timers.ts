import { onTestFinished, vi } from "vitest";

/**
 * Has timers of at most a millisecond fire at the next turn of the event loop until the test ends. The limiters of
 * Octokit set about ten of them for each call, one after the other, and Node waits at least a millisecond for each.
 */
export function quickTimers(): void {
	const { setTimeout, clearTimeout } = globalThis;
	const quick = new WeakSet<object>();
	vi.stubGlobal("setTimeout", (callback: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) => {
		if (delay > 1) return setTimeout(callback, delay, ...args);
		const timer = setImmediate(callback, ...args);
		quick.add(timer);
		return timer;
	});
	vi.stubGlobal("clearTimeout", (timer: NodeJS.Timeout | NodeJS.Immediate | undefined) => {
		if (timer !== undefined && quick.has(timer)) clearImmediate(timer as NodeJS.Immediate);
		else clearTimeout(timer as NodeJS.Timeout);
	});
	onTestFinished(() => void vi.unstubAllGlobals());
}
