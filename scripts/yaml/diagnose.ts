/** Reason why a YAML parser refuses a text, in a contributor's words, and the part of the text that it is about. */
export interface Diagnosis {
	readonly message: string;
	readonly hint: string;
	readonly offset: number;
	readonly length: number;
}

const KEY = /^([A-Za-z_][\w.-]*|"(?:[^"\\]|\\.)*"|'[^']*'):(?:[ ]+(.*))?$/s;
const BLOCK_HEADER = /^[>|][-+\d]*(?:[ ]+#.*)?$/;
/** Marks with which git separates two versions of the same lines. */
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$/m;

/** Returns the first mark of a merge that nobody has finished; null for a text without one. */
export function conflictIn(text: string): Diagnosis | null {
	const mark = /^(?:<{7}|>{7}|={7}$)/m.test(text) ? CONFLICT.exec(text) : null;
	if (!mark) return null;
	return {
		message: "two versions of these lines were merged, and nobody has chosen between them",
		hint: 'Keep the right lines, and delete the others with the lines that begin with "<<<<<<<", "=======" and ">>>>>>>".',
		offset: mark.index,
		length: mark[0].length,
	};
}

/** A mapping or list that is open, by the column in which its keys or dashes stand. */
interface Level {
	readonly indent: number;
	readonly isList: boolean;
}

/** A line that holds more than blanks. */
interface Line {
	/** Offset of its first letter. */
	readonly offset: number;
	readonly indent: number;
	/** Length without the indentation. */
	readonly length: number;
}

/** A text in a block (`>-`): column of its key, and of its first line once that is known. */
interface Block {
	readonly key: string;
	readonly parent: number;
	readonly indent: number | null;
}

/**
 * Looks line by line for the slip that makes a parser refuse a record, since a parser complains where it can go no
 * further, which may be many lines below. Null where no line is out of the ordinary.
 */
export function diagnose(text: string): Diagnosis | null {
	const levels: Level[] = [];
	/** Column of a level → the line that closed it last. */
	const closed = new Map<number, Line>();
	let block: Block | null = null;
	/** The key or dash whose value must stand on the lines below. */
	let opened: Line | null = null;
	let offset = 0;
	for (const line of text.split("\n")) {
		const start = offset;
		offset += line.length + 1;
		const content = line.trimStart();
		const indent = line.length - content.length;
		if (content === "" || (content.startsWith("#") && !block)) continue;
		const at = (message: string, hint: string, from = indent, length = line.length - from): Diagnosis => {
			return { message, hint, offset: start + from, length };
		};
		if (line.slice(0, indent).includes("\t")) {
			const tab = line.indexOf("\t");
			return at("a tab character is not allowed", "Use spaces instead of tabs.", tab, 1);
		}
		if (block) {
			const { key, parent }: Block = block;
			if (indent >= (block.indent ?? parent + 1)) {
				block = { key, parent, indent: block.indent ?? indent };
				continue;
			}
			const entry = KEY.test(content.replace(/^(?:- +)+/, "")) || content.startsWith("- ");
			if (!entry || indent > parent) {
				return at(
					"this line is indented less than the text that it belongs to",
					`Indent it two spaces further than "${key}:".`,
				);
			}
			block = null;
		}
		const own: Line = { offset: start + indent, indent, length: content.length };
		if (opened && !isBelow(content, indent, opened.indent)) {
			return {
				message: "nothing stands below this key: the next line is not indented further",
				hint: "Indent the lines that belong to it, or give it a value.",
				...placeOf(opened),
			};
		}
		const misplaced = place(levels, closed, own, content, opened !== null);
		if (misplaced) return misplaced;
		let rest = content;
		let column = indent;
		opened = null;
		while (/^-(?: |$)/.test(rest)) {
			open(levels, { indent: column, isList: true });
			const dash = /^- */.exec(rest)?.[0].length ?? 1;
			column += Math.max(2, dash);
			rest = rest.slice(dash);
		}
		if (rest === "") {
			opened = { ...own, indent: column - 2 };
			continue;
		}
		const [, key, value] = KEY.exec(rest) ?? [];
		if (key === undefined) {
			if (column === indent) {
				return /^[\w-]+:\S/.test(rest)
					? at("there is no space behind the colon", 'Write "key: value", with a space behind the colon.')
					: at('this line is neither "key: value" nor an entry of a list ("- …")', missing(rest));
			}
			const fault = scalar(rest);
			if (fault) return at(fault.message, fault.hint, column + fault.from, fault.length);
			continue;
		}
		open(levels, { indent: column, isList: false });
		if (value === undefined || value === "" || value.startsWith("#")) {
			opened = { ...own, indent: column };
		} else if (BLOCK_HEADER.test(value)) {
			block = { key, parent: column, indent: null };
		} else {
			const fault = scalar(value);
			const from = line.length - value.length;
			if (fault) return at(fault.message, fault.hint, from + fault.from, fault.length);
		}
	}
	return null;
}

function missing(line: string): string {
	return /^[a-z_]\w* \S/.test(line)
		? "Write a colon and a space behind the key."
		: "Indent it if it goes on with the text above, or write a key and a colon before it.";
}

/** True for a line that is the value of the key above it: indented further, or an entry of a list in its column. */
function isBelow(content: string, indent: number, column: number): boolean {
	return indent > column || (indent === column && isEntry(content));
}

function isEntry(content: string): boolean {
	return /^-(?: |$)/.test(content);
}

function placeOf({ offset, length }: Line): Pick<Diagnosis, "offset" | "length"> {
	return { offset, length };
}

/** Closes the levels that a line ends; a diagnosis for a line that stands in no column of those above. */
function place(
	levels: Level[],
	closed: Map<number, Line>,
	line: Line,
	content: string,
	opens: boolean,
): Diagnosis | null {
	const { indent } = line;
	const wrong = (message: string, hint: string, where = line): Diagnosis => ({ message, hint, ...placeOf(where) });
	while (levels.length > 0 && (levels.at(-1)?.indent ?? 0) > indent) {
		const level = levels.pop();
		if (level) closed.set(level.indent, line);
	}
	const top = levels.at(-1);
	if (!top) return null;
	if (indent === top.indent) {
		if (top.isList && !isEntry(content)) {
			levels.pop();
			if (levels.at(-1)?.indent === indent) return null;
			return wrong("this line stands between the entries of a list", 'Begin it with "- ", or indent it further.');
		}
		if (top.isList || opens || !isEntry(content)) return null;
		return wrong("this entry belongs to no list", "Indent it like the other entries of its list.");
	}
	if (opens) return null;
	const closing = closed.get(indent);
	if (closing && closing.indent < indent) {
		return wrong(
			`this line is indented by ${spaces(closing.indent)}, and the lines before and after it by ${indent}`,
			`Indent it by ${indent}.`,
			closing,
		);
	}
	return wrong(
		`this line is indented by ${spaces(indent)}, and no line above it that it could belong to is`,
		`Indent it by ${top.indent}, like the lines that it belongs to.`,
	);
}

function spaces(count: number): string {
	return `${count} ${count === 1 ? "space" : "spaces"}`;
}

function open(levels: Level[], level: Level): void {
	const top = levels.at(-1);
	if (top?.indent === level.indent && top.isList === level.isList) return;
	levels.push(level);
}

/** Message, hint and columns for a value that cannot stand as it is; null for one that can. */
function scalar(value: string): { message: string; hint: string; from: number; length: number } | null {
	const first = value[0] ?? "";
	if (first === '"' || first === "'") {
		const whole = first === '"' ? /^"(?:[^"\\]|\\.)*"/.exec(value) : /^'(?:[^']|'')*'/.exec(value);
		const escaped = first === '"' ? '\\"' : "''";
		if (!whole) {
			return {
				message: "the quote that begins here is not closed on this line",
				hint: `Write ${first} at the end of the text, and ${escaped} for a quote within it.`,
				from: 0,
				length: value.length,
			};
		}
		const end = whole[0].length;
		if (/^\s*(?:#.*)?$/.test(value.slice(end))) return null;
		return {
			message: "the text goes on behind its closing quote",
			hint: `Write ${escaped} for a quote within the text.`,
			from: end,
			length: value.length - end,
		};
	}
	if (first === "[" || first === "{") {
		const close = first === "[" ? "]" : "}";
		const link = /^\[[^\]]*\]\((\S+)\)$/.exec(value);
		if (link) {
			return {
				message: "this is a link in Markdown, not a URL",
				hint: `Write ${link[1]}`,
				from: 0,
				length: value.length,
			};
		}
		if (new RegExp(`\\${close}\\s*(?:#.*)?$`, "s").test(value)) return null;
		if (value.includes(close)) {
			return {
				message: `a text cannot begin with "${first}"`,
				hint: "Put the text in double quotes.",
				from: 0,
				length: 1,
			};
		}
		return {
			message: "the bracket that begins here is not closed on this line",
			hint: 'Write one item per line, each after "- ", or put the text in double quotes.',
			from: 0,
			length: value.length,
		};
	}
	const isEntry = value.startsWith("- ") || value.startsWith("? ");
	if (isEntry || "@`%&*!".includes(first)) {
		return {
			message: `a text cannot begin with "${first}"${isEntry ? " and a space" : ""}`,
			hint: "Put the text in double quotes.",
			from: 0,
			length: 1,
		};
	}
	const colon = /:(?= |$)/.exec(value);
	if (!colon || value.slice(0, colon.index).includes(" #")) return null;
	return {
		message: "this text holds a colon followed by a space, which would begin another key",
		hint: "Put the whole text in double quotes, or write each key on a line of its own.",
		from: colon.index,
		length: 1,
	};
}
