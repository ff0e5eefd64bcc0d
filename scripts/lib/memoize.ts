/** Remembers what was computed of an object for as long as the object lives: several rules ask the same of one record. */
export function memoize<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
	const known = new WeakMap<Key, Value>();
	return (key) => {
		let value = known.get(key);
		if (value === undefined) {
			value = compute(key);
			known.set(key, value);
		}
		return value;
	};
}

/** Remembers what was computed of a text; texts recur across records. Forgets everything when it holds `limit` of them. */
export function memoizeText<Value>(limit: number, compute: (text: string) => Value): (text: string) => Value {
	const known = new Map<string, Value>();
	return (text) => {
		let value = known.get(text);
		if (value === undefined) {
			value = compute(text);
			if (known.size >= limit) known.clear();
			known.set(text, value);
		}
		return value;
	};
}
