/** True for a text that a glob fits: `*` stands for any text, `?` for one character; case does not count. */
export function fitsGlob(glob: string, text: string): boolean {
	const [pattern, name] = [glob.toLowerCase(), text.toLowerCase()];
	let [at, star, retry] = [0, -1, 0];
	for (let index = 0; index < name.length; ) {
		if (pattern[at] === "*") {
			star = at;
			retry = index;
			at += 1;
		} else if (pattern[at] === "?" || pattern[at] === name[index]) {
			at += 1;
			index += 1;
		} else if (star >= 0) {
			// The last star takes one character more; those before it need not be tried again.
			at = star + 1;
			retry += 1;
			index = retry;
		} else return false;
	}
	return /^\**$/.test(pattern.slice(at));
}
