import { EVENT_SCALAR, type Event, type ScalarEvent } from "js-yaml";

/** Kind of a parser's event, in js-yaml's numbers. */
export type EventKind = Event["type"];

/** Numbers to an event: its kind, where it starts and ends, and for a scalar style, chomping, indentation and `fast`. */
const WIDTH = 7;

/**
 * Places of a parser's events in a text: numbers in one array rather than an object each, since nearly every record
 * has a position asked of it and most have hundreds of events.
 */
export class Layout {
	readonly #numbers: Int32Array;

	constructor(numbers: Int32Array) {
		this.#numbers = numbers;
	}

	/** The layout that js-yaml's events give. */
	static of(events: readonly Event[]): Layout {
		const writer = new LayoutWriter();
		for (const event of events) {
			if (event.type === EVENT_SCALAR) writer.scalar(event);
			else writer.add(event.type, "start" in event ? event.start : -1);
		}
		return writer.done();
	}

	/** The kind of the event at an index; undefined behind the last one. */
	kind(index: number): EventKind | undefined {
		return this.#numbers[index * WIDTH] as EventKind | undefined;
	}

	/** Offset at which a mapping, a list or the value of a scalar begins; negative for what is left out. */
	start(index: number): number {
		return this.#numbers[index * WIDTH + 1] ?? -1;
	}

	/** Offset behind the value of a scalar. */
	end(index: number): number {
		return this.#numbers[index * WIDTH + 2] ?? -1;
	}

	/** True where a scalar's value is the text between its start and its end. */
	isVerbatim(index: number): boolean {
		return this.#numbers[index * WIDTH + 6] === 1;
	}

	/** The event of a scalar, as js-yaml gives it. */
	scalar(index: number): ScalarEvent {
		const style = this.#numbers[index * WIDTH + 3] as ScalarEvent["style"];
		const chomping = this.#numbers[index * WIDTH + 4] as ScalarEvent["chomping"];
		const indent = this.#numbers[index * WIDTH + 5] ?? -1;
		const place = { valueStart: this.start(index), valueEnd: this.end(index), style, chomping, indent };
		const properties = { anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 };
		return { type: EVENT_SCALAR, ...place, ...properties, fast: this.isVerbatim(index) };
	}
}

/** The parts of a scalar's event but its anchors and tags, which no record holds. */
export type ScalarPlace = Pick<ScalarEvent, "valueStart" | "valueEnd" | "style" | "chomping" | "indent" | "fast">;

/** The numbers of the layout that is being written; taken over by the next one. */
let scratch = new Int32Array(4096 * WIDTH);

/** Writes one layout, event by event. One at a time: all write to the same memory. */
export class LayoutWriter {
	#length = 0;

	/** Any event but a scalar. */
	add(kind: Exclude<EventKind, typeof EVENT_SCALAR>, start: number): void {
		const at = this.#next();
		scratch[at] = kind;
		scratch[at + 1] = start;
	}

	scalar({ valueStart, valueEnd, style, chomping, indent, fast }: ScalarPlace): void {
		const at = this.#next();
		scratch[at] = EVENT_SCALAR;
		scratch[at + 1] = valueStart;
		scratch[at + 2] = valueEnd;
		scratch[at + 3] = style;
		scratch[at + 4] = chomping;
		scratch[at + 5] = indent;
		scratch[at + 6] = fast ? 1 : 0;
	}

	done(): Layout {
		return new Layout(scratch.slice(0, this.#length));
	}

	#next(): number {
		const at = this.#length;
		this.#length += WIDTH;
		if (this.#length > scratch.length) {
			const larger = new Int32Array(scratch.length * 2);
			larger.set(scratch);
			scratch = larger;
		}
		return at;
	}
}
