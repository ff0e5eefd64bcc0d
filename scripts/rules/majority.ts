/** The value that occurs most often; of several the one that comes first. Undefined for an empty list. */
export function mostCommon<T>(values: readonly T[]): T | undefined {
	const counts = new Map<T, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	let best: T | undefined;
	for (const [value, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = value;
	return best;
}
